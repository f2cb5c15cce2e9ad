import {
  assessmentContract,
  attachInputSchema,
  FACT_STATES,
  factInputSchema,
} from '../../../shared/contract/assessment.ts';
import { rolesOf } from '../../../shared/contract/base.ts';
import { ASSESSMENT_FACT_TYPES } from '../../../shared/domain/assessmentFact.ts';
import { isDay, showInstant } from '../../../shared/domain/time.ts';
import { assessmentMessages } from '../../../shared/messages/assessment.ts';
import { assessmentCommandMessages as words } from '../../../shared/messages/assessmentCommands.ts';
import { addFact, attachFiles, factNumbered, findFact, listFacts } from '../../core/assessment/assessment.ts';
import {
  answered,
  choiceOf,
  FILES,
  factLine,
  filesOf,
  refuseStray,
  SETTLED,
  settledOf,
  yearNamed,
} from './assessmentInput.ts';
import { checked } from './checked.ts';
import type { Command, CommandContext } from './command.ts';
import { LOGIN, personActing } from './standardInput.ts';

const MOST_LISTED = 2_000;
const text = { type: 'string' } as const;
const attachInput = attachInputSchema.omit({ id: true });

const list: Command = {
  path: ['assessment', 'list'],
  summary: words.list,
  usage: '[--year 名称] [--state S]…',
  options: { year: text, state: { type: 'string', multiple: true } },
  needsWorkspace: true,
  help: words.help.list,
  async run({ core, options, usage }) {
    const given = Array.isArray(options.state) ? options.state : [];
    const states = given.map(
      (name) =>
        FACT_STATES.find((state) => state === name) ?? usage(words.choice('state', name, FACT_STATES)),
    );
    const yearId = await yearNamed(core(), options.year);
    const found = await listFacts(core(), { yearId, states, offset: 0, limit: MOST_LISTED });
    return { json: found, text: found.rows.map(factLine).join('\n') || words.none };
  },
};

const show: Command = {
  path: ['assessment', 'show'],
  summary: words.show,
  usage: '--number N',
  options: { number: text },
  required: ['number'],
  needsWorkspace: true,
  help: words.help.show,
  async run({ core, options }) {
    const { id } = await factNumbered(core(), String(options.number));
    const found = await findFact(core(), id);
    const { acts } = assessmentMessages;
    const lines = [
      factLine(found.fact),
      ...found.events.map(({ at, by, act, note }) =>
        [showInstant(at), by, acts[act], note.replace(/\s+/g, ' ')].join('\t'),
      ),
      ...found.files.map(({ name, act, addedBy, sha256 }) => words.file(name, acts[act], addedBy, sha256)),
    ];
    return { json: found, text: lines.join('\n') };
  },
};

const add: Command = {
  path: ['assessment', 'add'],
  summary: words.add,
  usage:
    '--login L --type T --date D --text T [--person N] [--day-kind K] [--affected-work yes|no] [--impact I] [--points P] [--evidence T] [--file F]…',
  options: { type: text, date: text, text, points: text, evidence: text, ...SETTLED, ...FILES, ...LOGIN },
  required: ['login', 'type', 'date', 'text'],
  needsWorkspace: true,
  help: words.help.add,
  async run(context) {
    const { options, usage } = context;
    const date = String(options.date);
    if (!isDay(date)) usage(words.day(date));
    const input = checked(context, factInputSchema, {
      ...settledOf(context),
      type: choiceOf(context, 'type', ASSESSMENT_FACT_TYPES),
      date,
      points: pointsOf(context),
      text: options.text,
      evidence: options.evidence,
      files: filesOf(context),
    });
    refuseStray(context, input.type);
    const actor = await personActing(context, 'assessment add', rolesOf(assessmentContract.add));
    return answered(await addFact(context.core(), actor, input));
  },
};

const attach: Command = {
  path: ['assessment', 'attach'],
  summary: words.attach,
  usage: '--number N --login L --file F… [--note T]',
  options: { number: text, note: text, ...FILES, ...LOGIN },
  required: ['number', 'login', 'file'],
  needsWorkspace: true,
  help: words.help.attach,
  async run(context) {
    const input = checked(context, attachInput, { note: context.options.note, files: filesOf(context) });
    const actor = await personActing(context, 'assessment attach', rolesOf(assessmentContract.attach));
    const { id, number } = await factNumbered(context.core(), String(context.options.number));
    const files = await attachFiles(context.core(), actor, { id, ...input });
    return {
      json: files,
      text: words.attached(
        number,
        files.map(({ name }) => name),
      ),
    };
  },
};

export const factCommands: readonly Command[] = [list, show, add, attach];

function pointsOf({ options, usage }: CommandContext): number | undefined {
  if (options.points === undefined) return undefined;
  const given = String(options.points).trim();
  return /^\d+(\.\d+)?$/.test(given) ? Number(given) : usage(words.points(given));
}
