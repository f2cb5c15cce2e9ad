import type { RecordDetail, RecordListInput, ServiceRecord } from '../../../shared/contract/assignments.ts';
import { KIND_RULES, RECORD_KINDS } from '../../../shared/domain/serviceRecord.ts';
import type { Day } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { assignmentsMessages as words } from '../../../shared/messages/assignments.ts';
import type { Actor, Core } from '../core.ts';
import { presentFile, presentLine, presentRecord, presentVersion } from './present.ts';
import { mustFindRecord, todayOf } from './records.ts';
import { assignmentsStore, type ListedRow } from './store.ts';

/** Kinds a person has to do something about; the others are only kept. */
const TODO_KINDS = RECORD_KINDS.filter((kind) => KIND_RULES[kind].tracked);

export async function listRecords(
  core: Core,
  actor: Actor,
  input: RecordListInput,
): Promise<{ total: number; rows: ServiceRecord[] }> {
  const today = todayOf(core);
  const { rows, total } = await assignmentsStore(core.log).list(input, actor.operatorId, today);
  return { total, rows: rows.map((row) => presentRecord(row, actor.operatorId, today)) };
}

/** @throws ASSIGNMENTS_NOT_FOUND */
export async function getRecord(core: Core, actor: Actor, id: string): Promise<RecordDetail> {
  const store = assignmentsStore(core.log);
  const row = await mustFindRecord(core, id);
  const today = todayOf(core);
  const files = await store.files(id);
  const { rows } = await store.list({ parentId: id, order: 'due' }, actor.operatorId, today);
  return {
    ...presentRecord(row, actor.operatorId, today),
    notes: (await store.notes(id)).map(({ record_id: _, ...note }) => note),
    files: files.map(presentFile),
    belonging: rows.map((child) => presentRecord(child, actor.operatorId, today)),
    lines: (await store.lines(id)).map(presentLine),
    signatures: (await store.signatures(id)).map((signature) => ({
      side: signature.side,
      unit: signature.unit,
      name: signature.name,
      signedAt: signature.signed_at,
      enteredBy: signature.entered_by,
    })),
    versions: (await store.versions(id)).map((version) => presentVersion(version, files)),
  };
}

/** @throws ASSIGNMENTS_NOT_FOUND */
export async function recordNumbered(core: Core, actor: Actor, number: string): Promise<ServiceRecord> {
  const row = await assignmentsStore(core.log).named(number.trim().toUpperCase());
  if (!row) throw fail('ASSIGNMENTS_NOT_FOUND', words.noNumber(number));
  return presentRecord(await mustFindRecord(core, row.id), actor.operatorId, todayOf(core));
}

/** What waits for the caller. */
export async function waitingFor(core: Core, actor: Actor) {
  const store = assignmentsStore(core.log);
  const today = todayOf(core);
  const { rows } = await store.list(
    { kinds: TODO_KINDS, states: ['open'], mine: true },
    actor.operatorId,
    today,
  );
  const overdue = rows.filter(({ due_on }) => due_on !== '' && due_on < today).length;
  const due = rows.filter(({ due_on }) => due_on === today).length;
  const decides = actor.role === 'manager' || actor.role === 'supervisor';
  const approvals = decides ? await store.versionsWaiting(actor.operatorId) : 0;
  const customer = actor.role === 'supervisor';
  const suggestions = customer
    ? (await store.list({ kinds: ['suggestion'], states: ['open'], limit: 1 }, '', today)).total
    : 0;
  const signatures = customer ? await store.unsignedByCustomer() : 0;
  return {
    count: overdue + due + approvals + suggestions + signatures,
    due,
    overdue,
    approvals,
    suggestions,
    signatures,
  };
}

/** What is still open although its day was before `day`, whoever is answerable, the longest overdue first. */
export async function overdueRecords(
  core: Core,
  day: Day,
): Promise<{ number: string; title: string; dueOn: Day }[]> {
  const { rows } = await assignmentsStore(core.log).list(
    { kinds: TODO_KINDS, overdue: true, order: 'due' },
    '',
    day,
  );
  return rows.map(({ number, title, due_on }) => ({ number, title, dueOn: due_on }));
}

/** The plans that touch a year and the items whose day lies in it. */
export async function quarters(core: Core, actor: Actor, year: string) {
  const today = todayOf(core);
  const store = assignmentsStore(core.log);
  const present = (rows: ListedRow[]) => rows.map((row) => presentRecord(row, actor.operatorId, today));
  const plans = (await store.list({ kinds: ['plan'] }, '', today)).rows;
  const items = (await store.list({ kinds: ['planitem'], order: 'due' }, '', today)).rows;
  return {
    plans: present(plans.filter((plan) => plan.state !== 'cancelled' && plan.period.startsWith(year))),
    items: present(items.filter((item) => item.state !== 'cancelled' && item.due_on.startsWith(year))),
  };
}
