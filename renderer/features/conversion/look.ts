import type { FileStatus } from '../../../shared/domain/conversionStatus.ts';
import type { ViewState } from '../../components/StateTag.tsx';

/** How a file's status looks. */
export const statusLook: Record<FileStatus, ViewState> = {
  waiting: 'waiting',
  converted: 'ok',
  noted: 'ok',
  doubtful: 'warn',
  refused: 'fault',
  failed: 'fault',
  quarantined: 'off',
};
