import { implement } from '@orpc/server';
import { settingsContract } from '../../../shared/contract/settings.ts';
import { readSettings, saveSettings } from '../../core/settings/settings.ts';
import { guard, type RequestContext } from '../guard.ts';

const os = implement(settingsContract).$context<RequestContext>().use(guard);

export const settingsRoutes = os.router({
  get: os.get.handler(({ context }) => readSettings(context.core)),
  save: os.save.handler(({ context, input }) => saveSettings(context.core, context.actor, input)),
});
