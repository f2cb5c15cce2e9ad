import type { Dayjs } from 'dayjs';
import type { LeaveKind } from '../../../shared/contract/dutyRoster.ts';
import type { Half } from '../../../shared/domain/roster.ts';

/** What stands in the form of a swap, a substitute or a leave. */
export interface RequestValues {
  kind: 'swap' | 'substitute' | 'leave';
  own?: string;
  other?: string;
  personId?: string;
  reason: string;
  leaveKind: LeaveKind;
  from?: Dayjs;
  fromHalf: Half;
  to?: Dayjs;
  toHalf: Half;
  /** Substitute by slot key. */
  stand?: Record<string, string>;
}
