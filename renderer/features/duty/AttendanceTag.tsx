import type { AttendanceCell } from '../../../shared/contract/dutyAttendance.ts';
import { dutyAttendanceMessages } from '../../../shared/messages/dutyAttendance.ts';
import { StateTag } from '../../components/StateTag.tsx';

const LOOK = {
  rest: 'off',
  unpublished: 'unchecked',
  leave: 'paused',
  pending: 'waiting',
  normal: 'ok',
  faulty: 'warn',
} as const;

/** How a day of attendance stands: shape, word, colour. */
export function AttendanceTag({ cell }: { cell: AttendanceCell }) {
  const { faults, verdicts } = dutyAttendanceMessages;
  const text = cell.faults.map((fault) => faults[fault]).join('、') || verdicts[cell.verdict];
  return <StateTag state={cell.faults.includes('absent') ? 'fault' : LOOK[cell.verdict]} text={text} plain />;
}
