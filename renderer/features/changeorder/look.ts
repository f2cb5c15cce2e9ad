import type { Changeorder } from '../../../shared/contract/changeorder.ts';
import type { ViewState } from '../../components/StateTag.tsx';

/** How an order's state looks. */
export const stateLook: Record<Changeorder['state'], ViewState> = {
  draft: 'unchecked',
  submitted: 'waiting',
  approved: 'ok',
  rejected: 'fault',
  executing: 'running',
  executed: 'ok',
  failed: 'fault',
  undoing: 'running',
  undone: 'off',
};
