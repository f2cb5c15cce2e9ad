import type {
  AcceptanceLine,
  CheckedRecordInput,
  DocumentVersion,
  ServiceFile,
  ServiceRecord,
} from '../../../shared/contract/assignments.ts';
import { isOverdue, KIND_RULES, type RecordField } from '../../../shared/domain/serviceRecord.ts';
import type { Day } from '../../../shared/domain/time.ts';
import { assignmentsMessages as words } from '../../../shared/messages/assignments.ts';
import type { FileRow, LineRow, ListedRow, RecordRow, VersionRow } from './store.ts';

/** Columns of the fields of a record's content. */
const COLUMNS = {
  title: 'title',
  category: 'category',
  requester: 'requester',
  owner: 'owner',
  people: 'people',
  party: 'party',
  place: 'place',
  startsOn: 'starts_on',
  startsAt: 'starts_at',
  endsAt: 'ends_at',
  dueOn: 'due_on',
  hours: 'hours',
  score: 'score',
  period: 'period',
  link: 'link',
  body: 'body',
  materials: 'materials',
} as const satisfies Record<Exclude<RecordField, 'isKey'> | 'title', keyof RecordRow>;

export function presentRecord(row: ListedRow, me: string, today: Day): ServiceRecord {
  return {
    id: row.id,
    kind: row.kind,
    number: row.number,
    title: row.title,
    category: row.category,
    requester: row.requester,
    owner: row.owner,
    people: row.people,
    party: row.party,
    place: row.place,
    startsOn: row.starts_on,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    dueOn: row.due_on,
    hours: row.hours,
    score: row.score,
    period: row.period,
    link: row.link,
    body: row.body,
    materials: row.materials,
    isKey: row.is_key === 1,
    state: row.state,
    overdue: isOverdue({ state: row.state, dueOn: row.due_on }, today),
    mine: row.owner_id === me,
    doneOn: row.done_on,
    percent: row.percent,
    outcome: row.outcome,
    result: row.result,
    parentId: row.parent_id,
    parent: row.parent_id ? `${row.parent_number ?? ''} ${row.parent_title ?? ''}`.trim() : '',
    children: { total: Number(row.child_total), done: Number(row.child_done) },
    author: row.author,
    createdAt: row.created_at,
    changedAt: row.changed_at,
  };
}

type ContentRow = Pick<RecordRow, (typeof COLUMNS)[keyof typeof COLUMNS] | 'is_key'>;

/** The content's columns; what the kind has no field for stays empty, whatever was sent. */
export function contentRow(input: CheckedRecordInput): ContentRow {
  const used = new Set<string>(['title', ...KIND_RULES[input.kind].fields]);
  const text = (field: keyof typeof COLUMNS) => (used.has(field) ? String(input[field] ?? '').trim() : '');
  return {
    title: text('title'),
    category: text('category'),
    requester: text('requester'),
    owner: text('owner'),
    people: text('people'),
    party: text('party'),
    place: text('place'),
    starts_on: text('startsOn'),
    starts_at: text('startsAt'),
    ends_at: text('endsAt'),
    due_on: text('dueOn'),
    hours: used.has('hours') ? input.hours : null,
    score: used.has('score') ? input.score : null,
    period: text('period'),
    link: text('link'),
    body: text('body'),
    materials: text('materials'),
    is_key: used.has('isKey') && input.isKey ? 1 : 0,
  };
}

const LONG = 60;

/** What an edit changes, in words: `要求完成：2026-11-20 → 2026-11-25`. */
export function contentChanges(before: RecordRow, after: ContentRow): string[] {
  const fields: readonly (keyof typeof COLUMNS)[] = ['title', ...KIND_RULES[before.kind].fields].filter(
    (field): field is keyof typeof COLUMNS => field !== 'isKey',
  );
  const shown = (field: keyof typeof COLUMNS, row: ContentRow) => {
    const value = row[COLUMNS[field]];
    if (field === 'category') return words.categoryOf(before.kind, String(value));
    const text = String(value ?? '').replace(/\s+/g, ' ');
    return text.length > LONG ? `${text.slice(0, LONG)}…` : text;
  };
  return fields
    .filter((field) => (before[COLUMNS[field]] ?? '') !== (after[COLUMNS[field]] ?? ''))
    .map((field) =>
      words.changeNote(words.fieldOf(before.kind, field), shown(field, before), shown(field, after)),
    );
}

export function presentFile(row: FileRow): ServiceFile {
  return {
    id: row.id,
    name: row.name,
    bytes: row.bytes,
    sha256: row.sha256,
    addedBy: row.added_by,
    addedAt: row.added_at,
  };
}

export function presentLine(row: LineRow): AcceptanceLine {
  const { id, name, quantity, standard, result, remark } = row;
  return { id, name, quantity, standard, result, remark };
}

export function presentVersion(row: VersionRow, files: readonly FileRow[]): DocumentVersion {
  const file = files.find(({ id }) => id === row.file_id);
  return {
    id: row.id,
    version: row.version,
    text: row.text,
    file: file ? presentFile(file) : null,
    changeNote: row.change_note,
    state: row.state,
    effectiveOn: row.effective_on,
    authorId: row.author_id,
    author: row.author,
    createdAt: row.created_at,
    approver: row.approver,
    approvedAt: row.approved_at,
    approvalNote: row.approval_note,
  };
}
