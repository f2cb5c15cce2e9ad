import type { Handover, Shift } from '../../../shared/contract/duty.ts';
import { dutyPageMessages } from '../../../shared/messages/dutyPage.ts';
import { DataTable, type TableColumn, type TableQuery } from '../../components/DataTable.tsx';
import { Facts } from '../../components/Facts.tsx';
import { formatDay, formatDuration } from '../../components/format.ts';
import { StateTag } from '../../components/StateTag.tsx';
import { Instant, LongText } from '../../components/Values.tsx';
import { client } from '../../rpc/client.ts';
import { ClockNote, clockText } from './ClockNote.tsx';
import styles from './DutyPage.module.css';
import { HandoverFacts } from './HandoverFacts.tsx';

const words = dutyPageMessages.history;

type PastShift = Shift & { handover: Handover | null };

function span(shift: Shift): string | null {
  return shift.signedOutAt
    ? formatDuration(Date.parse(shift.signedOutAt) - Date.parse(shift.signedInAt))
    : null;
}

function handoverText({ signedOutAt, handover }: PastShift): string {
  if (!signedOutAt) return words.onDuty;
  if (!handover) return words.noHandover;
  return handover.toName ? words.accepted(handover.toName) : words.waiting;
}

function HandoverState({ shift }: { shift: PastShift }) {
  const state = !shift.signedOutAt
    ? 'running'
    : !shift.handover
      ? 'off'
      : shift.handover.acceptedAt
        ? 'ok'
        : 'waiting';
  return <StateTag state={state} text={handoverText(shift)} plain />;
}

const columns: readonly TableColumn<PastShift>[] = [
  { field: 'day', title: words.day, kind: 'day', width: 150 },
  {
    field: 'operatorName',
    title: words.name,
    width: 150,
    render: (shift) => (
      <>
        {shift.operatorName} <ClockNote clock={shift.clock} />
      </>
    ),
  },
  { field: 'signedInAt', title: words.signedIn, kind: 'instant', width: 180 },
  { field: 'signedOutAt', title: words.signedOut, kind: 'instant', width: 180 },
  { field: 'span', title: words.span, width: 120, value: span },
  {
    field: 'handover',
    title: words.state,
    width: 160,
    value: handoverText,
    render: (shift) => <HandoverState shift={shift} />,
  },
  { field: 'note', title: words.note, flex: 1, minWidth: 200 },
];

const load = ({ offset, limit }: TableQuery) => client.duty.history({ offset, limit });

/** Every shift there was, with its hand-over beside it. */
export function History() {
  return (
    <DataTable<PastShift>
      name="duty.history"
      columns={columns}
      rowId={(shift) => shift.id}
      load={load}
      topics={['duty']}
      toolbar={<span className={styles.historyTitle}>{words.title}</span>}
      exports={{ title: words.exportTitle, record: (what) => client.audit.recordExport(what) }}
      detailTitle={(shift) => `${formatDay(shift.day)} ${shift.operatorName}`}
      detail={(shift) => (
        <div className={styles.handover}>
          <Facts
            items={[
              [words.signedIn, <Instant key="in" value={shift.signedInAt} />],
              [words.signedOut, <Instant key="out" value={shift.signedOutAt} />],
              [words.span, span(shift)],
              [dutyPageMessages.clock.title, shift.clock ? clockText(shift.clock) : null],
              [words.note, <LongText key="note" value={shift.note || words.noNote} lines={8} />],
            ]}
          />
          {shift.handover ? <HandoverFacts handover={shift.handover} /> : null}
        </div>
      )}
      empty={{ title: words.none, hint: words.noneHint }}
    />
  );
}
