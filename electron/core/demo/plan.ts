import { addMonths } from './clock.ts';
import type { Defect, Needs } from './defects/defect.ts';
import { rotation } from './defects/defects.ts';
import {
  ACCEPTED,
  type Closing,
  type ClosingForm,
  type Kind,
  type KindId,
  kindOf,
  type Term,
} from './kinds.ts';
import { createRandom, type Random, STREAM } from './random.ts';
import type { Plan, Scene } from './scene.ts';
import { countKey, type Slot, type Template } from './template.ts';

const THREE_YEARS = 1095;

/** The plan of case `index` (0-based). */
export function planCase(scene: Scene, index: number): Plan {
  const slot = slotOf(scene, index);
  const block = Math.floor(index / scene.template.slots.length);
  const defect = defectOf(scene, slot, block);
  const kind = kindOf(slot.kind);
  const random = createRandom(scene.seed, STREAM.dates, index);
  const originalIndex = slot.original === undefined ? null : index - slot.place + slot.original;
  const follower = followerOf(scene, index, slot);
  const needs: Needs = { ...ownNeeds(scene, index, slot, defect), ...follower?.needs };
  const drawnCause = random.weighted(kind.causes);
  const base = {
    index,
    slot,
    kindId: slot.kind,
    kind,
    court: slot.court,
    caseId: `${slot.court.code}${String(index + 1).padStart(11, '0')}`,
    sequence: block * (scene.template.courtCounts.get(countKey(slot)) ?? 1) + slot.courtRank + 1,
    cause: needs.cause ?? drawnCause,
    defect,
    originalIndex,
  };
  if (defect?.twin && slot.twin !== undefined) {
    const twin = planCase(scene, index - slot.place + slot.twin);
    return { ...base, ...datesOf(twin), sequence: twin.sequence };
  }
  const course = follower
    ? endingAt(random, kind, needs, follower.closed)
    : fromReceipt(random, scene, kind, needs, slot.kind, index);
  return { ...base, ...course };
}

/** The rank of a case among those with e-files, or null; they are spread evenly over the cases without a defect. */
export function casefileRank(scene: Scene, index: number): number | null {
  const { slots, casefileSlots } = scene.template;
  const turnInBlock = slotOf(scene, index).casefileTurn;
  if (turnInBlock === undefined) return null;
  const turn = Math.floor(index / slots.length) * casefileSlots.length + turnInBlock;
  const candidates = casefileCandidates(scene.template, scene.cases);
  const rank = Math.floor((turn * scene.casefiles) / candidates);
  return Math.floor(((turn + 1) * scene.casefiles) / candidates) > rank ? rank : null;
}

/** The index of the case of that rank: the inverse of `casefileRank`. */
export function casefileIndex(scene: Scene, rank: number): number {
  const { slots, casefileSlots } = scene.template;
  const candidates = casefileCandidates(scene.template, scene.cases);
  const turn = Math.ceil(((rank + 1) * candidates) / scene.casefiles) - 1;
  const place = casefileSlots[turn % casefileSlots.length] ?? 0;
  return Math.floor(turn / casefileSlots.length) * slots.length + place;
}

/** How many of the first `cases` cases may bear e-files. */
export function casefileCandidates(template: Template, cases: number): number {
  const { slots, casefileSlots } = template;
  const rest = cases % slots.length;
  return (
    Math.floor(cases / slots.length) * casefileSlots.length +
    casefileSlots.filter((place) => place < rest).length
  );
}

function ownNeeds(scene: Scene, index: number, slot: Slot, defect: Defect | null): Needs {
  if (defect) return defect.needs ?? {};
  return slot.follower === undefined && casefileRank(scene, index) !== null ? { closed: true } : {};
}

/** What a case with a follower must be: closed by a judgment (or accepted) shortly before the follower came in. */
function followerOf(scene: Scene, index: number, slot: Slot): { closed: number; needs: Needs } | null {
  if (slot.follower === undefined) return null;
  const followerIndex = index - slot.place + slot.follower;
  if (followerIndex >= scene.cases) return null;
  const followerSlot = slotOf(scene, followerIndex);
  const follows = kindOf(followerSlot.kind).follows;
  const defect = defectOf(scene, followerSlot, Math.floor(followerIndex / scene.template.slots.length));
  const random = createRandom(scene.seed, STREAM.dates, followerIndex);
  const kind = kindOf(followerSlot.kind);
  const cause = random.weighted(kind.causes);
  const { received } = fromReceipt(
    random,
    scene,
    kind,
    ownNeeds(scene, followerIndex, followerSlot, defect),
    followerSlot.kind,
    followerIndex,
  );
  const gap = createRandom(scene.seed, STREAM.dates, index).int(
    follows?.gapDays[0] ?? 0,
    follows?.gapDays[1] ?? 0,
  );
  const judgment = kindOf(slot.kind).closings[0]?.[0];
  return {
    closed: received - gap,
    needs: { way: defect?.originalWay ?? (slot.kind === 'bankruptcyReview' ? ACCEPTED : judgment), cause },
  };
}

function datesOf(plan: Plan) {
  const { received, filed, closed, closing, procedure, deducted, extended } = plan;
  return { received, filed, closed, closing, procedure, deducted, extended };
}

type Course = ReturnType<typeof datesOf>;

/** A case from its receipt on: it is closed if its term of work has run off by today. */
function fromReceipt(
  random: Random,
  scene: Scene,
  kind: Kind,
  needs: Needs,
  kindId: KindId,
  index: number,
): Course {
  const today = scene.clock.today;
  const closing = closingOf(random, kind, needs);
  const procedure = needs.procedure !== undefined ? needs.procedure : random.weighted(kind.procedures);
  const wait = needs.closed || needs.filed ? random.int(0, 4) : random.int(0, 5);
  const { work, deducted, extended } = workOf(random, kind, needs, procedure, closing.form);
  const age = ageOf(random, kind, kindId, index);
  let received = today - age;
  if (needs.closed) received = Math.min(received, today - wait - work - 12);
  if (needs.open) received = today - wait - Math.min(Math.floor(work / 3), age);
  if (needs.openDays) received = today - wait - needs.openDays - random.int(0, 60);
  if (needs.filed) received = Math.min(received, today - wait);
  const filed = received + wait;
  const closed = needs.open || needs.openDays || filed + work > today ? null : filed + work;
  return {
    received,
    filed,
    closed,
    closing: closed === null ? null : closing,
    procedure,
    // Days off the term lie between filing and closing: an open case has none yet.
    deducted: closed === null ? 0 : deducted,
    extended: closed === null ? 0 : extended,
  };
}

/** A case that closed on a given day. */
function endingAt(random: Random, kind: Kind, needs: Needs, closed: number): Course {
  const closing = closingOf(random, kind, needs);
  const procedure = random.weighted(kind.procedures);
  const { work, deducted, extended } = workOf(random, kind, needs, procedure, closing.form);
  const filed = closed - work;
  return { received: filed - random.int(0, 4), filed, closed, closing, procedure, deducted, extended };
}

/** Days since receipt: an eighth of the cases in the last two weeks, the rest over three years; bankruptcies are recent. */
function ageOf(random: Random, kind: Kind, kindId: KindId, index: number): number {
  const draw = random.next();
  if (kind.group === 'bankruptcy') {
    if (kindId !== 'bankruptcyReview' && index < 2000) return draw < 0.25 ? index % 2 : random.int(0, 200);
    return draw < 0.2 ? random.int(0, 7) : random.int(0, 300);
  }
  return draw < 0.125 ? random.int(0, 13) : random.int(14, THREE_YEARS);
}

function closingOf(random: Random, kind: Kind, needs: Needs): { code: string; form: ClosingForm } {
  const drawn = random.weighted(kind.closings.map((closing): [Closing, number] => [closing, closing[1]]));
  const wanted = needs.way === undefined ? drawn : kind.closings.find(([code]) => code === needs.way);
  return { code: needs.way ?? drawn[0], form: wanted?.[2] ?? 'ruling' };
}

/** Days from filing to closing: within the term, but for those deducted, extended, or wanted too long. */
function workOf(random: Random, kind: Kind, needs: Needs, procedure: string | null, form: ClosingForm) {
  const limit = approximateDays(kind.term(procedure, form));
  const within =
    limit === null
      ? random.int(60, 320)
      : random.int(Math.min(3, limit - 1), Math.max(1, Math.floor(limit * 0.85)));
  const long = limit !== null && limit > 100;
  const draw = random.next();
  if (needs.workDays) return { work: needs.workDays + random.int(0, 20), deducted: 0, extended: 0 };
  if (needs.deducted || (long && !needs.extended && draw < 0.06)) {
    const deducted = random.int(10, 40);
    return { work: Math.max(within, 20) + deducted, deducted, extended: 0 };
  }
  if (needs.extended || (long && draw < 0.1)) {
    return { work: (limit ?? 180) + random.int(5, 25), deducted: 0, extended: random.int(30, 60) };
  }
  return { work: within, deducted: 0, extended: 0 };
}

/** A term in days, never more than the calendar gives. */
function approximateDays(term: Term | null): number | null {
  if (term === null) return null;
  return 'days' in term ? term.days : Math.floor(term.months * 30.3);
}

/** The term of a plan in days by the calendar, extension included; null where the law sets none. */
export function legalDays(plan: Plan): number | null {
  const term = plan.kind.term(plan.procedure, plan.closing?.form ?? 'judgment');
  if (term === null) return null;
  return ('days' in term ? term.days : addMonths(plan.filed, term.months) - plan.filed) + plan.extended;
}

export function slotOf(scene: Scene, index: number): Slot {
  const slot = scene.template.slots[index % scene.template.slots.length];
  if (!slot) throw new RangeError('an empty template');
  return slot;
}

/** The defect of a slot in a repetition: the rotation of its kind, passing over what the slot cannot bear. */
function defectOf(scene: Scene, slot: Slot, block: number): Defect | null {
  if (slot.defectTurn === undefined) return null;
  const list = rotation(slot.kind);
  const turn = block * (scene.template.defectCounts.get(slot.kind) ?? 0) + slot.defectTurn;
  for (let step = 0; step < list.length; step++) {
    const defect = list[(turn + step) % list.length];
    if (defect && !(defect.twin && slot.twin === undefined)) return defect;
  }
  return null;
}
