import { type Role, STAFF } from '../../shared/domain/roles.ts';
import { useSession } from './query.tsx';

/** Whether the signed-in person may work (run, edit, convert). The core decides again at each call. */
export function useMayWork(): boolean {
  return useIsOne(STAFF);
}

/** Whether the signed-in person has one of the roles. */
export function useIsOne(roles: readonly Role[]): boolean {
  const role = useSession()?.operator.role;
  return role !== undefined && roles.includes(role);
}
