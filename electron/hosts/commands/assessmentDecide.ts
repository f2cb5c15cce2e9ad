import {
  assessmentContract,
  confirmInputSchema,
  type Fact,
  type FileInput,
  reasonInputSchema,
} from '../../../shared/contract/assessment.ts';
import { rolesOf } from '../../../shared/contract/base.ts';
import { assessmentCommandMessages as words } from '../../../shared/messages/assessmentCommands.ts';
import {
  acknowledgeFact,
  appealFact,
  confirmFact,
  decideAppeal,
  factNumbered,
  rejectFact,
  reopenFact,
  voidFact,
} from '../../core/assessment/assessment.ts';
import type { Actor, Core } from '../../core/core.ts';
import { answered, FILES, filesOf, refuseStray, SETTLED, settledOf } from './assessmentInput.ts';
import { checked, firstOf } from './checked.ts';
import type { Command, CommandContext } from './command.ts';
import { LOGIN, personActing } from './standardInput.ts';

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const confirmOptions = confirmInputSchema.omit({ id: true });
const reasonOptions = reasonInputSchema.omit({ id: true });

const confirm: Command = {
  path: ['assessment', 'confirm'],
  summary: words.confirm,
  usage:
    '--number N --login L [--note T] [--person N] [--day-kind K] [--affected-work yes|no] [--impact I] [--file F]…',
  options: { number: text, note: text, ...SETTLED, ...FILES, ...LOGIN },
  required: ['number', 'login'],
  needsWorkspace: true,
  help: words.help.confirm,
  async run(context) {
    const given = { ...settledOf(context), note: context.options.note, files: filesOf(context) };
    const input = checked(context, confirmOptions, given);
    return acted(context, 'confirm', 'confirm', (core, actor, { id, type }) => {
      refuseStray(context, type);
      return confirmFact(core, actor, { id, ...input });
    });
  },
};

const acknowledge: Command = {
  path: ['assessment', 'acknowledge'],
  summary: words.acknowledge,
  usage: '--number N --login L',
  options: { number: text, ...LOGIN },
  required: ['number', 'login'],
  needsWorkspace: true,
  help: words.help.acknowledge,
  run: (context) =>
    acted(context, 'acknowledge', 'acknowledge', (core, actor, { id }) => acknowledgeFact(core, actor, id)),
};

const answerAppeal: Command = {
  path: ['assessment', 'decide-appeal'],
  summary: words.decideAppeal,
  usage: '--number N --login L (--grant | --uphold) --reason T [--file F]…',
  options: { number: text, grant: flag, uphold: flag, reason: text, ...FILES, ...LOGIN },
  required: ['number', 'login', 'reason'],
  needsWorkspace: true,
  help: words.help.decideAppeal,
  async run(context) {
    const granted = firstOf(context, 'grant', 'uphold');
    const input = reasonOf(context);
    return acted(context, 'decide-appeal', 'decideAppeal', (core, actor, { id }) =>
      decideAppeal(core, actor, { id, granted, ...input }),
    );
  },
};

/** The steps that need nothing but a reason. */
function reasoned(
  verb: 'reject' | 'appeal' | 'void' | 'reopen',
  procedure: keyof typeof assessmentContract,
  act: (core: Core, actor: Actor, input: { id: string; reason: string; files: FileInput[] }) => Promise<Fact>,
): Command {
  return {
    path: ['assessment', verb],
    summary: words[verb],
    usage: '--number N --login L --reason T [--file F]…',
    options: { number: text, reason: text, ...FILES, ...LOGIN },
    required: ['number', 'login', 'reason'],
    needsWorkspace: true,
    help: words.help[verb],
    async run(context) {
      const input = reasonOf(context);
      return acted(context, verb, procedure, (core, actor, { id }) => act(core, actor, { id, ...input }));
    },
  };
}

export const decideCommands: readonly Command[] = [
  confirm,
  reasoned('reject', 'reject', rejectFact),
  acknowledge,
  reasoned('appeal', 'appeal', appealFact),
  answerAppeal,
  reasoned('void', 'voidFact', voidFact),
  reasoned('reopen', 'reopen', reopenFact),
];

function reasonOf(context: CommandContext) {
  return checked(context, reasonOptions, { reason: context.options.reason, files: filesOf(context) });
}

/** Lets whoever signs take the step, as the window lets their role, on the fact of `--number`. */
async function acted(
  context: CommandContext,
  verb: string,
  procedure: keyof typeof assessmentContract,
  step: (core: Core, actor: Actor, fact: Pick<Fact, 'id' | 'type'>) => Promise<Fact>,
) {
  const actor = await personActing(context, `assessment ${verb}`, rolesOf(assessmentContract[procedure]));
  const core = context.core();
  const fact = await factNumbered(core, String(context.options.number));
  return answered(await step(core, actor, fact));
}
