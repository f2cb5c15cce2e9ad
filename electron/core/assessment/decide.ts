import type {
  ConfirmInput,
  Fact,
  FactEvent,
  FactState,
  FileInput,
} from '../../../shared/contract/assessment.ts';
import type { DayKind } from '../../../shared/domain/calendar.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { assessmentMessages as words } from '../../../shared/messages/assessment.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import { inTransaction } from '../log/log.ts';
import { keptRows, listFiles } from './evidence.ts';
import { evidenceStore } from './evidenceStore.ts';
import { checkFact, mustFindFact, presented } from './register.ts';
import { assessmentStore, type FactRow } from './store.ts';
import { yearHolding } from './years.ts';

/** From which states an act leads where. Nothing is ever deleted: every step stays in the history. */
const MOVES: Record<
  Exclude<FactEvent['act'], 'propose' | 'lapse' | 'attach'>,
  { from: readonly FactState[]; to: FactState }
> = {
  confirm: { from: ['proposed'], to: 'confirmed' },
  reject: { from: ['proposed'], to: 'rejected' },
  acknowledge: { from: ['confirmed'], to: 'confirmed' },
  appeal: { from: ['confirmed'], to: 'appealed' },
  grant: { from: ['appealed'], to: 'voided' },
  uphold: { from: ['appealed'], to: 'confirmed' },
  void: { from: ['confirmed', 'appealed'], to: 'voided' },
  reopen: { from: ['rejected', 'voided', 'lapsed'], to: 'proposed' },
};

/** An act with its reason, and the files that prove it. */
interface Reasoned {
  id: string;
  reason: string;
  files?: readonly FileInput[];
}

/**
 * Lets a proposed fact count, with what was still open settled (kind of day, effect on work, impact, person).
 * @throws ASSESSMENT_FACT at the field still open, ASSESSMENT_BONUS_CUSTOMER, ASSESSMENT_STATE
 */
export async function confirmFact(
  core: Core,
  actor: Actor,
  input: Omit<ConfirmInput, 'files'> & { files?: readonly FileInput[] },
): Promise<Fact> {
  const row = await mustFindFact(core, input.id);
  // Points in the contractor's own favour are not the contractor's to grant.
  if (row.type === 'bonus' && actor.role !== 'supervisor')
    throw fail('ASSESSMENT_BONUS_CUSTOMER', words.errors.bonusCustomer);
  const { scheme } = await yearHolding(core, row.date);
  const settled = {
    person: input.person ?? row.person,
    dayKind: input.dayKind ?? ((row.day_kind || null) as DayKind | null),
    affectedWork: input.affectedWork ?? row.affected_work === 1,
    impact: input.impact ?? ((row.impact || null) as 'none' | 'major' | null),
  };
  const evidence = row.evidence || (await hasEvidence(core, row.id, input.files));
  checkFact({ ...settled, type: row.type, points: row.points, evidence }, scheme);
  const change = {
    person: settled.person,
    day_kind: row.type === 'duty-absence' ? (settled.dayKind ?? '') : '',
    affected_work: Number(row.type === 'duty-absence' && settled.affectedWork),
    impact: row.type === 'security-breach' ? (settled.impact ?? '') : '',
    ...decided(core, actor, input.note),
  };
  return move(core, actor, row, 'confirm', input.note, change, input.files);
}

/** @throws ASSESSMENT_STATE, FILE_NOT_KEPT */
export async function rejectFact(core: Core, actor: Actor, input: Reasoned): Promise<Fact> {
  const row = await mustFindFact(core, input.id);
  return move(core, actor, row, 'reject', input.reason, decided(core, actor, input.reason), input.files);
}

/** 被考核方确认: the contractor has taken note of a deduction, once. @throws ASSESSMENT_STATE, ASSESSMENT_ACKNOWLEDGED */
export async function acknowledgeFact(core: Core, actor: Actor, id: string): Promise<Fact> {
  const row = await mustFindFact(core, id);
  if (row.type === 'bonus') throw fail('ASSESSMENT_ACKNOWLEDGED', words.errors.bonusAcknowledge);
  if (row.acknowledged_by)
    throw fail('ASSESSMENT_ACKNOWLEDGED', words.errors.acknowledged(row.acknowledged_by));
  return move(core, actor, row, 'acknowledge', '', {
    acknowledged_by: actor.name,
    acknowledged_at: core.now().toISOString(),
  });
}

/** Objects to a deduction; it counts until the appeal is decided. @throws ASSESSMENT_STATE, ASSESSMENT_BONUS_APPEAL */
export async function appealFact(core: Core, actor: Actor, input: Reasoned): Promise<Fact> {
  const row = await mustFindFact(core, input.id);
  if (row.type === 'bonus') throw fail('ASSESSMENT_BONUS_APPEAL', words.errors.bonusAppeal);
  return move(
    core,
    actor,
    row,
    'appeal',
    input.reason,
    {
      appealed_by: actor.name,
      appealed_at: core.now().toISOString(),
      appeal: input.reason,
    },
    input.files,
  );
}

/** Granted, the fact no longer counts; upheld, it stays. @throws ASSESSMENT_STATE */
export async function decideAppeal(
  core: Core,
  actor: Actor,
  input: Reasoned & { granted: boolean },
): Promise<Fact> {
  const row = await mustFindFact(core, input.id);
  const act = input.granted ? 'grant' : 'uphold';
  return move(core, actor, row, act, input.reason, decided(core, actor, input.reason), input.files);
}

/** Takes a counting fact out, with the reason. @throws ASSESSMENT_STATE */
export async function voidFact(core: Core, actor: Actor, input: Reasoned): Promise<Fact> {
  const row = await mustFindFact(core, input.id);
  return move(core, actor, row, 'void', input.reason, decided(core, actor, input.reason), input.files);
}

/** Back to the candidates, what was decided staying in the history. @throws ASSESSMENT_STATE */
export async function reopenFact(core: Core, actor: Actor, input: Reasoned): Promise<Fact> {
  const row = await mustFindFact(core, input.id);
  return move(
    core,
    actor,
    row,
    'reopen',
    input.reason,
    {
      decided_by: null,
      decided_at: null,
      decision: '',
      acknowledged_by: null,
      acknowledged_at: null,
      appealed_by: null,
      appealed_at: null,
      appeal: '',
    },
    input.files,
  );
}

async function move(
  core: Core,
  actor: Actor,
  row: FactRow,
  act: keyof typeof MOVES,
  note: string,
  change: Partial<FactRow>,
  files: readonly FileInput[] = [],
): Promise<Fact> {
  const { from, to } = MOVES[act];
  if (!from.includes(row.state)) throw wrongState(row.state, act);
  const kept = await keptRows(core, actor, row, act, files);
  await inTransaction(core.log, async (trx) => {
    const store = assessmentStore(trx);
    if (!(await store.moveFact(row.id, from, { ...change, state: to }))) {
      throw wrongState((await store.fact(row.id))?.state ?? row.state, act);
    }
    await evidenceStore(trx).addFiles(kept);
    await store.addEvent({
      fact_id: row.id,
      at: core.now().toISOString(),
      by: actor.name,
      act,
      note,
      detail: JSON.stringify({ ...change, ...filesOf(kept) }),
    });
  });
  await appendAudit(core, actor, `assessment.${act}`, row.number, {
    type: row.type,
    date: row.date,
    person: row.person,
    note,
    ...filesOf(kept),
  });
  core.changes.bump('assessment');
  return presented(core, row.id);
}

function wrongState(now: FactState, act: keyof typeof MOVES) {
  return fail('ASSESSMENT_STATE', words.errors.state(words.states[now], words.doing[act]));
}

/** Non-empty where a file stands for the written evidence. */
async function hasEvidence(core: Core, id: string, files: readonly FileInput[] = []): Promise<string> {
  const known = await listFiles(core, id);
  return [...known, ...files].map(({ name }) => name).join('、');
}

function filesOf(kept: readonly { name: string; sha256: string }[]): { files?: string[] } {
  return kept.length > 0 ? { files: kept.map(({ name, sha256 }) => `${name} ${sha256}`) } : {};
}

function decided(core: Core, actor: Actor, decision: string): Partial<FactRow> {
  return { decided_by: actor.name, decided_at: core.now().toISOString(), decision };
}
