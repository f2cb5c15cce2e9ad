import { type Settings, settingsSchema } from '../../../shared/contract/settings.ts';
import { USUAL_HOURS } from '../../../shared/domain/workingHours.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import { settingsStore } from './store.ts';

/** What holds until somebody changes it. The heads of forms start as the workspace was named. */
function defaults(core: Core): Settings {
  return {
    project: core.workspace.config.project,
    customer: core.workspace.config.customer,
    contractor: core.workspace.config.contractor,
    sheetNumber: 'RJ-01',
    inspectionDue: '10:00',
    inspectionReminderMinutes: 30,
    workingHours: { usual: USUAL_HOURS.map(([from, to]) => [from, to]), seasons: [] },
    conversionWorkers: 0,
    conversionRescue: false,
  };
}

export async function readSettings(core: Core): Promise<Settings> {
  const kept = await settingsStore(core.log).all();
  return settingsSchema.parse({ ...defaults(core), ...kept });
}

export async function saveSettings(core: Core, actor: Actor, changes: Partial<Settings>): Promise<Settings> {
  await settingsStore(core.log).save(changes, actor.name, core.now().toISOString());
  await appendAudit(core, actor, 'settings.save', Object.keys(changes).join(','), changes);
  core.changes.bump('settings');
  return readSettings(core);
}
