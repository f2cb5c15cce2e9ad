import type { Result, SheetItem, SheetRow } from '../../../shared/contract/inspection.ts';
import type { ViewState } from '../../components/StateTag.tsx';

/** How a result looks. */
export const resultLook: Record<Result, ViewState> = {
  normal: 'ok',
  warning: 'warn',
  fault: 'fault',
  unchecked: 'unchecked',
};

/** How a sheet stands. */
export const sheetLook: Record<SheetRow['state'], ViewState> = {
  open: 'running',
  inspected: 'running',
  reviewed: 'running',
  confirmed: 'ok',
  reopened: 'warn',
  missed: 'fault',
  waiting: 'waiting',
};

/** An automatic item the going run has not reached yet; it lights up when its reading is newer than the run. */
export function isPending(item: SheetItem, runStartedAt: string | null): boolean {
  if (runStartedAt === null || item.method !== 'automatic') return false;
  return item.found.at === null || item.found.at < runStartedAt;
}

export function isBad(item: SheetItem): boolean {
  return item.result === 'warning' || item.result === 'fault';
}
