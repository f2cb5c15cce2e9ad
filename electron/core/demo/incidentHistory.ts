import { incidentInputSchema } from '../../../shared/contract/servicedesk.ts';
import { addDays, beijingDay, beijingInstant } from '../../../shared/domain/time.ts';
import { demoIncidents, demoHistoryMessages as words } from '../../../shared/messages/demoHistory.ts';
import type { Actor, Core } from '../core.ts';
import {
  arriveIncident,
  closeIncident,
  editIncident,
  findIncident,
  raiseIncident,
  resolveIncident,
  respondIncident,
} from '../servicedesk/servicedesk.ts';
import { createRandom, STREAM } from './random.ts';
import { PAST_DAYS } from './sheetHistory.ts';

/** From here on the service desk's own demo has its incidents. */
const NEWEST_DAYS_AGO = 23;
const STEP_DAYS = 2;
const MINUTE = 60_000;

/** Incidents of the weeks before those the service desk's demo tells: answered, solved and closed, now and then late. */
export async function fillIncidents(core: Core, engineer: Actor, now: Date, seed: number): Promise<void> {
  for (let ago = PAST_DAYS - 1; ago >= NEWEST_DAYS_AGO; ago -= STEP_DAYS) {
    const random = createRandom(seed, STREAM.incidents, ago);
    const [service, title, symptom, cause, steps, category] = random.pick(demoIncidents);
    const offHours = random.chance(0.25);
    const hour = String(offHours ? random.int(19, 22) : random.int(9, 15)).padStart(2, '0');
    const day = addDays(beijingDay(now), -ago);
    const opened = beijingInstant(day, `${hour}:${String(random.int(0, 59)).padStart(2, '0')}`);
    const after = (minutes: number): Core => {
      const moment = new Date(opened.getTime() + minutes * MINUTE);
      return { ...core, now: () => moment };
    };
    const input = incidentInputSchema.parse({
      service,
      title,
      symptom,
      source: 'phone',
      reporter: words.reporter,
    });
    const { incident } = await raiseIncident(after(0), engineer, input);
    const step = { id: incident.id, at: null, reason: '' };
    await respondIncident(after(random.int(1, 5)), engineer, step);
    const solved = offHours
      ? random.int(55, 115)
      : random.chance(0.15)
        ? random.int(34, 70)
        : random.int(9, 28);
    if (offHours) await arriveIncident(after(random.int(25, 54)), engineer, step);
    const { version } = await findIncident(core, incident.id);
    await editIncident(after(solved), engineer, {
      id: incident.id,
      version,
      fields: { cause, category, dataScope: '' },
    });
    await resolveIncident(after(solved), engineer, { ...step, note: steps, fix: 'root' });
    await closeIncident(after(solved + random.int(20, 200)), engineer, {
      ...step,
      confirmedBy: words.reporter,
      satisfaction: random.int(4, 5),
    });
  }
}
