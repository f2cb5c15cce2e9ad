import type { Day } from '../../../shared/domain/time.ts';
import type { Core } from '../core.ts';
import { staffStore } from './store.ts';

/** What others need to know of somebody in the register. */
export interface RegisteredPerson {
  id: string;
  name: string;
  phone: string;
  place: 'onsite' | 'remote';
  operatorId: string | null;
  since: Day;
  /** Last day of service; empty while the person serves. */
  until: Day | '';
}

/** Everybody who is or was in the staff register, by id. */
export async function staffRegister(core: Pick<Core, 'log'>): Promise<Map<string, RegisteredPerson>> {
  const rows = await staffStore(core.log).members();
  return new Map(
    rows.map(({ id, name, phone, place, operator_id, since, until }) => [
      id,
      { id, name, phone, place, operatorId: operator_id, since, until },
    ]),
  );
}
