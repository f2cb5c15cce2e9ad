import { type Court, courtByCode, courts } from '../reference/reference.ts';
import { KIND_IDS, type KindId, kindOf } from './kinds.ts';
import { createRandom, type Random, STREAM } from './random.ts';

/**
 * One place of the pattern that repeats every thousand cases. It fixes what must agree between cases (who appeals whom, which
 * numbers are taken), so that any case can be made alone.
 */
export interface Slot {
  place: number;
  kind: KindId;
  court: Court;
  /** The place of the case this one grew out of, and the other way round. */
  original?: number;
  follower?: number;
  /** An untouched earlier case of the same court and kind, for a doubled case number. */
  twin?: number;
  /** Whether its cases bear a defect, and which turn in the rotation of its kind. */
  defectTurn?: number;
  /** Whether its cases may bear e-files, and which turn. */
  casefileTurn?: number;
  /** Its rank among places of the same court and type mark, and among those of the same kind. */
  courtRank: number;
  kindRank: number;
}

export interface Template {
  slots: readonly Slot[];
  /** Places per court and type mark: how far numbers run on in every repetition. */
  courtCounts: ReadonlyMap<string, number>;
  kindCounts: ReadonlyMap<KindId, number>;
  defectCounts: ReadonlyMap<KindId, number>;
  casefileSlots: readonly number[];
}

/** Numbers run per court and type mark: the three kinds of bankruptcy share theirs. */
export function countKey(slot: Pick<Slot, 'court' | 'kind'>): string {
  return `${slot.court.code}:${kindOf(slot.kind).mark}`;
}

/** The pattern for a seed. */
export function createTemplate(seed: number): Template {
  const random = createRandom(seed, STREAM.template, 0);
  const slots = place(random);
  const courtCounts = new Map<string, number>();
  const kindCounts = new Map<KindId, number>();
  for (const slot of slots) {
    slot.courtRank = take(courtCounts, countKey(slot));
    slot.kindRank = take(kindCounts, slot.kind);
  }
  const defectCounts = markDefects(slots);
  const casefileSlots = slots.filter((slot) => slot.defectTurn === undefined).map((slot) => slot.place);
  for (const [turn, at] of casefileSlots.entries()) {
    const slot = slots[at];
    if (slot) slot.casefileTurn = turn;
  }
  markTwins(slots);
  return { slots, courtCounts, kindCounts, defectCounts, casefileSlots };
}

/** Deals the kinds out in a shuffled order; followers stand in the last two thirds, after an original they can follow. */
function place(random: Random): Slot[] {
  const roots: [KindId, Court][] = [];
  const followers: KindId[] = [];
  for (const id of KIND_IDS) {
    const { share, follows } = kindOf(id);
    if (follows) {
      for (let i = 0; i < (share.intermediate ?? 0); i++) followers.push(id);
      continue;
    }
    for (let i = 0; i < (share.basic ?? 0); i++) roots.push([id, random.weighted(weights('基层'))]);
    for (let i = 0; i < (share.intermediate ?? 0); i++) roots.push([id, random.weighted(weights('中级'))]);
  }
  shuffle(random, roots);
  shuffle(random, followers);
  const total = roots.length + followers.length;
  const isFollower = new Set<number>();
  while (isFollower.size < followers.length) isFollower.add(random.int(Math.floor(total / 3), total - 1));
  const slots: Slot[] = [];
  for (let at = 0; at < total; at++) {
    const kind = isFollower.has(at) ? followers.pop() : undefined;
    const root = kind ? undefined : roots.pop();
    if (kind) slots.push(follower(kind, at, slots));
    else if (root) slots.push({ place: at, kind: root[0], court: root[1], courtRank: 0, kindRank: 0 });
  }
  return slots;
}

function follower(kind: KindId, at: number, slots: Slot[]): Slot {
  const follows = kindOf(kind).follows;
  const original = slots.find((slot) => slot.kind === follows?.kind && slot.follower === undefined);
  if (!follows || !original) throw new RangeError(`no original for a case of kind ${kind}`);
  const court = follows.court === 'same' ? original.court : courtByCode(original.court.parent);
  if (!court) throw new RangeError(`court ${original.court.code} has no court above`);
  original.follower = at;
  return { place: at, kind, court, original: original.place, courtRank: 0, kindRank: 0 };
}

/** Every n-th case of a kind bears a defect; originals stay whole, for their followers rely on them. */
function markDefects(slots: Slot[]): Map<KindId, number> {
  const seen = new Map<KindId, number>();
  const counts = new Map<KindId, number>();
  for (const slot of slots) {
    if (slot.follower !== undefined) continue;
    if (take(seen, slot.kind) % kindOf(slot.kind).defectStep === 1) slot.defectTurn = take(counts, slot.kind);
  }
  return counts;
}

function markTwins(slots: Slot[]): void {
  const free = new Map<string, number[]>();
  for (const slot of slots) {
    const key = countKey(slot);
    const earlier = free.get(key) ?? [];
    if (slot.defectTurn !== undefined) slot.twin = earlier.pop();
    else if (slot.follower === undefined && slot.original === undefined) earlier.push(slot.place);
    free.set(key, earlier);
  }
}

/** How busy a court is: the districts of Chengdu most, then other cities' districts, then counties. */
function weights(tier: Court['tier']): [Court, number][] {
  return courts()
    .filter((court) => court.tier === tier)
    .map((court) => {
      const inChengdu = court.parent === 3001 || court.code === 3001;
      return [court, inChengdu ? 8 : /区人民法院$/.test(court.name) ? 2 : 1];
    });
}

function shuffle<Item>(random: Random, items: Item[]): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = random.int(0, i);
    const held = items[i] as Item;
    items[i] = items[j] as Item;
    items[j] = held;
  }
}

/** The next number of a key, from 0. */
function take<Key>(counts: Map<Key, number>, key: Key): number {
  const next = counts.get(key) ?? 0;
  counts.set(key, next + 1);
  return next;
}
