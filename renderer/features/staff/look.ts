import type { ExpertRequest, Replacement, StaffMember } from '../../../shared/contract/staff.ts';
import type { ViewState } from '../../components/StateTag.tsx';

export const memberLook: Record<StaffMember['state'], ViewState> = {
  serving: 'ok',
  coming: 'waiting',
  left: 'off',
};
export const replacementLook: Record<Replacement['state'], ViewState> = {
  draft: 'warn',
  filed: 'waiting',
  approved: 'ok',
  rejected: 'fault',
  done: 'ok',
  cancelled: 'off',
};
export const requestLook: Record<ExpertRequest['state'], ViewState> = {
  open: 'waiting',
  answered: 'running',
  closed: 'ok',
};
