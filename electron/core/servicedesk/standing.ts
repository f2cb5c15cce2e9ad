import type { SlaView } from '../../../shared/contract/servicedesk.ts';
import type { Core } from '../core.ts';
import { slaView } from './clock.ts';
import { readRules } from './policy.ts';
import { type IncidentRow, incidentStore, type PauseRow } from './store.ts';

export interface StandingIncident {
  number: string;
  title: string;
  sla: SlaView;
}

/** The incidents that were not settled at a moment, each with its clock as of then, the oldest first. */
export async function incidentsStanding(core: Core, asOf: Date): Promise<StandingIncident[]> {
  const store = incidentStore(core.log);
  const rows = await store.openAt(asOf.toISOString());
  const rules = await readRules(core);
  const pauses = Map.groupBy(await store.pauses(rows.map(({ id }) => id)), ({ incident_id }) => incident_id);
  return rows.map((row) => {
    const then = asOfThen(row, pauses.get(row.id) ?? [], asOf.toISOString());
    return { number: row.number, title: row.title, sla: slaView(then.row, then.pauses, rules, asOf) };
  });
}

/** What had happened by then; later moments had not. */
function asOfThen(
  row: IncidentRow,
  pauses: readonly PauseRow[],
  asOf: string,
): { row: IncidentRow; pauses: PauseRow[] } {
  const by = (at: string | null) => (at !== null && at <= asOf ? at : null);
  const known = pauses
    .filter(({ from_at }) => from_at <= asOf)
    .map((pause) => ({ ...pause, to_at: by(pause.to_at) }));
  return {
    pauses: known,
    row: {
      ...row,
      state: known.some(({ to_at }) => to_at === null) ? 'paused' : 'working',
      responded_at: by(row.responded_at),
      arrived_at: by(row.arrived_at),
      resolved_at: null,
      closed_at: null,
    },
  };
}
