import { problemFieldsSchema } from '../../../shared/contract/servicedeskRecords.ts';
import type { RecordRow } from './recordStore.ts';
import type { IncidentRow } from './store.ts';

/** What of an incident can be searched besides its title. */
export function incidentText({ symptom, cause, steps }: IncidentRow): string {
  return [symptom, cause, steps].filter(Boolean).join('\n');
}

/** What of a problem can be searched besides its title. */
export function problemText(row: RecordRow): string {
  const { cause, impact, workaround, solution } = problemFieldsSchema.parse(JSON.parse(row.fields));
  return [cause, impact, workaround, solution].filter(Boolean).join('\n');
}
