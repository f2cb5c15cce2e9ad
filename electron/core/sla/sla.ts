import {
  type SlaClass,
  type SlaTarget,
  slaBreaches,
  slaDeadlines,
  UnpublishedDay,
} from '../../../shared/domain/sla.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { slaMessages as words } from '../../../shared/messages/sla.ts';
import { readSlaCase, type SlaCase } from './caseFile.ts';

/** The answer for one incident; instants in Beijing time, `2026-02-14T11:35:00+08:00`. */
export interface SlaAnswer {
  id: string | number;
  class: SlaClass;
  respondBy: string | null;
  arriveBy: string | null;
  resolveBy: string | null;
  breaches: SlaTarget[];
}

/**
 * The contract's clock over a file of incidents, in the file's order.
 * @param raw the file's JSON
 * @throws SLA_INPUT naming the field, SLA_DAY_UNPUBLISHED naming incident and day
 */
export function computeSla(raw: unknown): { incidents: SlaAnswer[]; warnings: string[] } {
  const read = readSlaCase(raw);
  return { incidents: read.incidents.map((entry) => answer(entry, read)), warnings: read.warnings };
}

function answer({ id, incident }: SlaCase['incidents'][number], { rules, asOf }: SlaCase): SlaAnswer {
  try {
    const deadlines = slaDeadlines(incident, rules);
    return {
      id,
      class: deadlines.class,
      respondBy: beijingIso(deadlines.respondBy),
      arriveBy: beijingIso(deadlines.arriveBy),
      resolveBy: beijingIso(deadlines.resolveBy),
      breaches: slaBreaches(incident, deadlines, asOf),
    };
  } catch (error) {
    if (!(error instanceof UnpublishedDay)) throw error;
    throw fail(
      'SLA_DAY_UNPUBLISHED',
      words.unpublished(String(id), error.day),
      { incident: id, day: error.day },
      error,
    );
  }
}

/** Milliseconds only where there are some. */
function beijingIso(at: number | null): string | null {
  if (at === null) return null;
  const wall = new Date(at + 8 * 3_600_000).toISOString();
  return `${wall.endsWith('.000Z') ? wall.slice(0, 19) : wall.slice(0, 23)}+08:00`;
}
