import type { RecordDetail, ServiceRecord } from '../../../shared/contract/assignments.ts';
import { ACCEPTANCE_SIDES } from '../../../shared/domain/acceptance.ts';
import { KIND_RULES, RECORD_KINDS, type RecordKind } from '../../../shared/domain/serviceRecord.ts';
import { beijingStamp, type Day } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { assignmentsMessages } from '../../../shared/messages/assignments.ts';
import type { Actor, Core } from '../core.ts';
import { type Paper, type PaperBlock, typesetPaper } from '../typst/paper.ts';
import { recordUnexpected } from '../workspace/diagnostics.ts';
import { recordsOfPeriod } from './figures.ts';
import { getRecord } from './read.ts';
import { recorded } from './records.ts';

const words = assignmentsMessages.print;

export interface PrintedPaper {
  fileName: string;
  pages: number;
  pdf: Uint8Array;
}

/** The A4 list of what was given in a period; without kinds the 领导交办 alone. @throws ASSIGNMENTS_PRINT, ASSIGNMENTS_PERIOD */
export async function printList(
  core: Core,
  actor: Actor,
  input: { from: Day; to: Day; kinds?: readonly RecordKind[] | undefined },
): Promise<PrintedPaper> {
  const { from, to } = input;
  if (to < from) throw fail('ASSIGNMENTS_PERIOD', words.periodWrong, { field: 'to' });
  const kinds = RECORD_KINDS.filter((kind) => (input.kinds ?? ['assignment']).includes(kind));
  const rows = (await Promise.all(kinds.map((kind) => recordsOfPeriod(core, kind, { from, to })))).flat();
  const { columns } = words;
  const several = kinds.length > 1;
  const done = rows.filter(({ state }) => state === 'done').length;
  const overdue = rows.filter((row) => row.overdue).length;
  return printed(core, actor, 'printList', `${from}/${to}`, words.listName(from, to), {
    title: words.listTitle,
    heading: several ? words.listTitle : `${assignmentsMessages.kinds[kinds[0] ?? 'assignment']}清单`,
    number: '',
    right: words.period(from, to),
    landscape: true,
    blocks: [
      {
        kind: 'table',
        head: [
          columns.position,
          columns.number,
          columns.item,
          columns.requester,
          columns.owner,
          columns.startsOn,
          columns.dueOn,
          columns.percent,
          columns.state,
          columns.result,
        ],
        widths: ['10mm', '34mm', '2fr', '20mm', '17mm', '21mm', '21mm', '15mm', '19mm', '2fr'],
        aligns: ['center', 'left', 'left', 'left', 'left', 'center', 'center', 'right', 'center', 'left'],
        rows: rows.map((row, index) => [
          String(index + 1),
          row.number,
          several ? `〔${assignmentsMessages.kinds[row.kind]}〕${row.title}` : row.title,
          row.requester || words.none,
          row.owner || words.none,
          row.startsOn || words.none,
          row.dueOn || words.none,
          KIND_RULES[row.kind].tracked ? `${row.percent}%` : words.none,
          stateText(row),
          row.result || words.none,
        ]),
      },
      { kind: 'note', text: words.summary(rows.length, done, rows.length - done, overdue) },
      {
        kind: 'boxes',
        boxes: [
          { title: words.sign.recorder, name: '', at: '' },
          { title: words.sign.reviewer, name: '', at: '' },
          { title: words.sign.supervisor, name: '', at: '' },
        ],
      },
    ],
  });
}

/** Minutes of a meeting or the form of an acceptance. @throws ASSIGNMENTS_PRINT, ASSIGNMENTS_PRINT_KIND */
export async function printRecord(core: Core, actor: Actor, id: string): Promise<PrintedPaper> {
  const record = await getRecord(core, actor, id);
  if (record.kind !== 'meeting' && record.kind !== 'acceptance')
    throw fail('ASSIGNMENTS_PRINT_KIND', words.wrongKind);
  const meeting = record.kind === 'meeting';
  const heading = meeting ? words.minutesTitle : words.acceptanceTitle;
  return printed(core, actor, 'print', record.number, words.fileName(heading, record.number), {
    title: `${heading} ${record.number}`,
    heading,
    number: record.number,
    right: `编号：${record.number}　状态：${stateText(record)}`,
    blocks: meeting ? minutes(record) : acceptanceForm(record),
  });
}

function minutes(record: RecordDetail): PaperBlock[] {
  const name = (field: 'title' | 'category' | 'startsOn' | 'place' | 'requester' | 'owner' | 'people') =>
    assignmentsMessages.fieldOf('meeting', field);
  const time = [record.startsAt, record.endsAt].filter(Boolean).join('–');
  const { columns } = words;
  const actions: PaperBlock =
    record.belonging.length === 0
      ? { kind: 'note', text: words.noActions }
      : {
          kind: 'table',
          head: [columns.position, columns.number, columns.item, columns.owner, columns.dueOn, columns.state],
          widths: ['10mm', '34mm', '1fr', '22mm', '24mm', '20mm'],
          aligns: ['center', 'left', 'left', 'left', 'center', 'center'],
          rows: record.belonging.map((action, index) => [
            String(index + 1),
            action.number,
            action.title,
            action.owner,
            action.dueOn || words.none,
            stateText(action),
          ]),
        };
  return [
    {
      kind: 'facts',
      rows: [
        [[name('title'), record.title]],
        [
          [name('startsOn'), `${record.startsOn} ${time}`.trim()],
          [name('place'), record.place || words.none],
        ],
        [
          [name('requester'), record.requester],
          [name('owner'), record.owner || words.none],
        ],
        [[name('people'), record.people]],
      ],
    },
    { kind: 'heading', text: words.minutes },
    { kind: 'text', text: record.body || words.none },
    { kind: 'heading', text: words.resolution },
    { kind: 'text', text: record.result || words.none },
    { kind: 'heading', text: words.actions },
    actions,
    {
      kind: 'boxes',
      boxes: [
        { title: words.sign.chair, name: '', at: '' },
        { title: words.sign.recorder, name: '', at: '' },
        { title: words.sign.supervisor, name: '', at: '' },
      ],
    },
  ];
}

function acceptanceForm(record: RecordDetail): PaperBlock[] {
  const name = (
    field:
      | 'title'
      | 'category'
      | 'party'
      | 'requester'
      | 'owner'
      | 'people'
      | 'startsOn'
      | 'dueOn'
      | 'place'
      | 'body'
      | 'materials',
  ) => assignmentsMessages.fieldOf('acceptance', field);
  const { lineColumns, defectColumns, columns } = words;
  const { results, sides } = assignmentsMessages.acceptance;
  const conclusion = [assignmentsMessages.outcomes[record.outcome], record.result].filter(Boolean).join('。');
  return [
    {
      kind: 'facts',
      rows: [
        [
          [name('title'), record.title],
          [name('category'), assignmentsMessages.categoryOf('acceptance', record.category)],
        ],
        [
          [name('party'), record.party],
          [name('requester'), record.requester],
        ],
        [
          [name('owner'), record.owner],
          [name('people'), record.people || words.none],
        ],
        [
          [name('startsOn'), record.startsOn],
          [name('place'), record.place || words.none],
        ],
        [[name('body'), record.body || words.none]],
        [[name('materials'), record.materials || words.none]],
      ],
    },
    { kind: 'heading', text: words.lines },
    {
      kind: 'table',
      head: [
        columns.position,
        lineColumns.name,
        lineColumns.quantity,
        lineColumns.standard,
        lineColumns.result,
        lineColumns.remark,
      ],
      widths: ['10mm', '2fr', '20mm', '2fr', '17mm', '1fr'],
      aligns: ['center', 'left', 'left', 'left', 'center', 'left'],
      rows: record.lines.map((line, index) => [
        String(index + 1),
        line.name,
        line.quantity || words.none,
        line.standard || words.none,
        results[line.result],
        line.remark || words.none,
      ]),
    },
    { kind: 'heading', text: words.defects },
    record.belonging.length === 0
      ? { kind: 'note', text: words.noDefects }
      : {
          kind: 'table',
          head: [
            columns.position,
            defectColumns.title,
            defectColumns.level,
            defectColumns.owner,
            defectColumns.dueOn,
            defectColumns.state,
          ],
          widths: ['10mm', '1fr', '17mm', '26mm', '24mm', '20mm'],
          aligns: ['center', 'left', 'center', 'left', 'center', 'center'],
          rows: record.belonging.map((defect, index) => [
            String(index + 1),
            defect.title,
            assignmentsMessages.categoryOf('defect', defect.category),
            defect.owner,
            defect.dueOn || words.none,
            stateText(defect),
          ]),
        },
    { kind: 'heading', text: words.conclusion },
    { kind: 'text', text: conclusion || words.none },
    {
      kind: 'boxes',
      boxes: ACCEPTANCE_SIDES.map((side) => {
        const signature = record.signatures.find((candidate) => candidate.side === side);
        return {
          title: signature ? `${sides[side]}：${signature.unit}` : sides[side],
          name: signature?.name ?? '',
          at: signature ? beijingStamp(signature.signedAt).slice(0, 16) : '',
        };
      }),
    },
  ];
}

function stateText(record: ServiceRecord): string {
  return record.overdue
    ? assignmentsMessages.overdue
    : assignmentsMessages.stateOf(record.kind, record.state);
}

async function printed(
  core: Core,
  actor: Actor,
  act: string,
  target: string,
  fileName: string,
  paper: Paper,
): Promise<PrintedPaper> {
  let result: { pdf: Uint8Array; pages: number };
  try {
    result = await typesetPaper(core, paper);
  } catch (error) {
    recordUnexpected(core.workspace, 'assignments.print', error);
    throw fail('ASSIGNMENTS_PRINT', words.failed, undefined, error);
  }
  await recorded(core, actor, act, target, { pages: result.pages });
  return { fileName, ...result };
}
