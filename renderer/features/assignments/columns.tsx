import { Progress } from 'antd';
import type { ServiceRecord } from '../../../shared/contract/assignments.ts';
import {
  KIND_RULES,
  RECORD_STATES,
  type RecordField,
  type RecordKind,
} from '../../../shared/domain/serviceRecord.ts';
import { assignmentsMessages } from '../../../shared/messages/assignments.ts';
import { assignmentsPageMessages as words } from '../../../shared/messages/assignmentsPage.ts';
import type { TableColumn } from '../../components/DataTable.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import styles from './AssignmentsPage.module.css';
import { recordLook, recordStateText, TAB_KINDS, type TabName } from './kinds.ts';

/** Fields worth a column, in this order, where the tab's kinds have them. */
const SHOWN: readonly { field: RecordField; width: number; kind?: 'day' | 'number' }[] = [
  { field: 'requester', width: 112 },
  { field: 'party', width: 150 },
  { field: 'owner', width: 86 },
  { field: 'people', width: 160 },
  { field: 'period', width: 96 },
  { field: 'startsOn', width: 144, kind: 'day' },
  { field: 'dueOn', width: 142, kind: 'day' },
  { field: 'hours', width: 76, kind: 'number' },
  { field: 'score', width: 76, kind: 'number' },
];
/** Shown only when chosen, where the tab has much else to say. */
const QUIET: Partial<Record<TabName, readonly RecordField[]>> = {
  todo: ['people', 'party', 'startsOn'],
  assignment: ['people', 'category'],
  meeting: ['owner'],
  coordination: ['people', 'requester', 'dueOn'],
  training: ['period'],
  assurance: ['people', 'requester'],
  acceptance: ['people', 'requester', 'startsOn'],
};
const OWNERS: readonly TabName[] = ['meeting', 'plan', 'acceptance'];

/** The columns of a tab, put together from what its kinds hold. */
export function columnsOf(tab: TabName): TableColumn<ServiceRecord>[] {
  const kinds = TAB_KINDS[tab];
  const main = kinds[0] ?? 'assignment';
  const has = (field: RecordField) => kinds.some((kind) => KIND_RULES[kind].fields.includes(field));
  const several = kinds.length > 1;
  return [
    {
      field: 'number',
      title: words.columns.number,
      width: 158,
      render: ({ number }) => <span className={styles.number}>{number}</span>,
    },
    {
      field: 'state',
      title: words.columns.state,
      width: 120,
      value: recordStateText,
      render: (record) => <StateTag state={recordLook(record)} text={recordStateText(record)} plain />,
      ...(tab === 'todo' ? {} : { choices: stateChoices(main) }),
    },
    ...(several
      ? [
          {
            field: 'kind',
            title: words.columns.kind,
            width: 94,
            value: ({ kind }: ServiceRecord) => assignmentsMessages.kinds[kind],
            choices: kinds.map((kind) => ({ value: kind, label: assignmentsMessages.kinds[kind] })),
          },
        ]
      : []),
    {
      field: 'title',
      title: assignmentsMessages.fieldOf(several ? 'assignment' : main, 'title'),
      flex: 2,
      minWidth: 190,
    },
    ...(several || !has('category') ? [] : [categoryColumn(tab, main)]),
    ...SHOWN.filter(({ field }) => has(field)).map(
      ({ field, width, kind }): TableColumn<ServiceRecord> => ({
        field,
        title: titleOf(kinds, field),
        width,
        ...(kind ? { kind } : {}),
        ...(QUIET[tab]?.includes(field) ? { hidden: true } : {}),
      }),
    ),
    ...(kinds.some((kind) => KIND_RULES[kind].tracked) ? [PROGRESS] : []),
    ...(OWNERS.includes(tab) ? [BELONGING] : []),
    { field: 'changedAt', title: words.columns.changedAt, kind: 'instant', width: 176, hidden: true },
  ];
}

/** A field's name; the house's general one where the tab's kinds call it differently. */
function titleOf(kinds: readonly RecordKind[], field: RecordField): string {
  const names = new Set(
    kinds
      .filter((kind) => KIND_RULES[kind].fields.includes(field))
      .map((kind) => assignmentsMessages.fieldOf(kind, field)),
  );
  return names.size === 1 ? ([...names][0] ?? '') : assignmentsMessages.generalField(field);
}

function stateChoices(kind: RecordKind) {
  return RECORD_STATES.map((state) => ({ value: state, label: assignmentsMessages.stateOf(kind, state) }));
}

function categoryColumn(tab: TabName, kind: RecordKind): TableColumn<ServiceRecord> {
  return {
    field: 'category',
    title: assignmentsMessages.fieldOf(kind, 'category'),
    width: 112,
    ...(QUIET[tab]?.includes('category') ? { hidden: true } : {}),
    value: ({ category }) => assignmentsMessages.categoryOf(kind, category),
    choices: Object.entries(assignmentsMessages.categoriesOf(kind)).map(([value, label]) => ({
      value,
      label,
    })),
  };
}

const PROGRESS: TableColumn<ServiceRecord> = {
  field: 'percent',
  title: words.columns.progress,
  unit: '%',
  kind: 'number',
  width: 112,
  render: ({ percent, state, kind }) =>
    KIND_RULES[kind].tracked && state !== 'cancelled' ? (
      <span className={styles.progress}>
        <Progress percent={percent} showInfo={false} size="small" />
        {percent}
      </span>
    ) : (
      '—'
    ),
};

const BELONGING: TableColumn<ServiceRecord> = {
  field: 'children',
  title: words.columns.belonging,
  width: 100,
  value: ({ children }) => (children.total === 0 ? '—' : words.belongingOf(children.done, children.total)),
};
