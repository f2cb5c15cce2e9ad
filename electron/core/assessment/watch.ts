import { assessmentMessages } from '../../../shared/messages/assessment.ts';
import type { Actor, Core } from '../core.ts';
import { UNATTENDED_ID } from '../operators/operators.ts';
import { recordUnexpected } from '../workspace/diagnostics.ts';
import { collectFacts } from './collect.ts';

const EVERY_MS = 60 * 60 * 1000;
/** Not in the first half-minute, which belongs to the person who just opened the window. */
const FIRST_MS = 30_000;

/** Looks for new facts every hour while a window is open. @returns how to stop it */
export function startAssessmentWatch(core: Core): () => void {
  const actor: Actor = {
    operatorId: UNATTENDED_ID,
    name: assessmentMessages.watcher,
    role: 'engineer',
    host: 'window',
  };
  const look = async () => {
    try {
      await collectFacts(core, actor);
    } catch (error) {
      recordUnexpected(core.workspace, 'assessment.watch', error);
    }
  };
  const first = setTimeout(look, FIRST_MS).unref();
  const every = setInterval(look, EVERY_MS).unref();
  return () => {
    clearTimeout(first);
    clearInterval(every);
  };
}
