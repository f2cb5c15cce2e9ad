import { App, Button } from 'antd';
import type { MarkKind } from '../../../shared/contract/dutyAttendance.ts';
import { showTime } from '../../../shared/domain/time.ts';
import { dutyAttendancePageMessages as words } from '../../../shared/messages/dutyRosterPage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Section } from '../../components/Page.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import { AttendanceTag } from './AttendanceTag.tsx';
import styles from './DutyPage.module.css';

/** One's own working day: sign in at its beginning and out at its end. Nothing for people whose attendance is not kept. */
export function MyAttendance() {
  const { message } = App.useApp();
  const mine = useRead(
    ['duty', 'attendance', 'mine'],
    ({ signal }) => client.duty.attendance.mine(undefined, { signal }),
    { topics: ['settings', 'calendar'] },
  );
  const sign = useAct((kind: MarkKind) => client.duty.attendance.sign({ kind }), {
    topics: ['duty'],
    onDone: ({ outAt }) => void message.success(outAt ? words.signedOut : words.signedIn),
  });
  const { cell, hours, graceMinutes } = mine.data ?? { cell: null, hours: '', graceMinutes: 0 };
  if (!cell) return null;
  return (
    <Section
      title={words.mine}
      note={hours ? words.hours(hours, graceMinutes) : words.restToday}
      extra={<AttendanceTag cell={cell} />}
    >
      <div className={styles.myAttendance}>
        <span>
          {words.inAt} <strong>{cell.inAt ? showTime(cell.inAt) : '—'}</strong>
        </span>
        <span>
          {words.outAt} <strong>{cell.outAt ? showTime(cell.outAt) : '—'}</strong>
        </span>
        {cell.inAt === null ? (
          <Button size="small" loading={sign.busy} onClick={() => void sign.run('in')}>
            {words.in}
          </Button>
        ) : (
          <Button size="small" loading={sign.busy} onClick={() => void sign.run('out')}>
            {cell.outAt === null ? words.out : words.outAgain}
          </Button>
        )}
      </div>
      <ErrorNote error={sign.error} />
    </Section>
  );
}
