import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { assessmentContract, whatIfInput } from '../../../shared/contract/assessment.ts';
import { rolesOf } from '../../../shared/contract/base.ts';
import { ASSESSMENT_FACT_TYPES } from '../../../shared/domain/assessmentFact.ts';
import { beijingDay, isDay } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { assessmentCommandMessages } from '../../../shared/messages/assessmentCommands.ts';
import { assessmentYearCommandMessages as words } from '../../../shared/messages/assessmentYearCommands.ts';
import { workspaceMessages } from '../../../shared/messages/workspace.ts';
import {
  assessmentStatus,
  factNumbered,
  listFacts,
  printNotice,
  whatIf,
} from '../../core/assessment/assessment.ts';
import { writeFileAtomic } from '../../core/workspace/atomic.ts';
import { resultText, yearNamed } from './assessmentInput.ts';
import { checked } from './checked.ts';
import type { Command, CommandContext } from './command.ts';
import { LOGIN, personActing } from './standardInput.ts';

const text = { type: 'string' } as const;
const many = { type: 'string', multiple: true } as const;
const MOST_CANDIDATES = 500;

const notice: Command = {
  path: ['assessment', 'notice'],
  summary: words.notice,
  usage: words.noticeUsage,
  options: { year: text, person: text, from: text, out: text, ...LOGIN },
  required: ['login', 'person', 'out'],
  needsWorkspace: true,
  help: words.help.notice,
  async run(context) {
    const { options, usage } = context;
    const file = resolve(String(options.out));
    if (!/\.pdf$/i.test(file)) usage(words.pdf);
    // The notice is issued by its first printing: it must not be for want of a folder to put it in.
    if (!statSync(dirname(file), { throwIfNoEntry: false })?.isDirectory())
      throw fail('FOLDER_NOT_FOUND', workspaceMessages.noFolder);
    const actor = await personActing(context, 'assessment notice', rolesOf(assessmentContract.notice));
    const core = context.core();
    const yearId = await yearNamed(core, options.year);
    const withdrawal = await withdrawalOf(context, yearId);
    const { pdf, pages } = await printNotice(core, actor, { yearId, ...withdrawal });
    writeFileAtomic(file, pdf);
    const { withdrawals } = await assessmentStatus(core, yearId);
    const number =
      withdrawals.find(({ person, from }) => person === withdrawal.person && from === withdrawal.from)?.notice
        ?.number ?? '';
    return { json: { file, pages, number, ...withdrawal }, text: words.issued(number, file) };
  },
};

const trial: Command = {
  path: ['assessment', 'what-if'],
  summary: words.whatIf,
  usage: words.whatIfUsage,
  options: { year: text, confirm: many, 'confirm-all': { type: 'boolean' }, drop: many, add: many },
  needsWorkspace: true,
  help: words.help.whatIf,
  async run(context) {
    const { options } = context;
    const core = context.core();
    const add = listOf(options.add).map((given) => madeUp(context, given));
    const yearId = await yearNamed(core, options.year);
    const ids = async (numbers: readonly string[]) =>
      Promise.all(numbers.map(async (number) => (await factNumbered(core, number)).id));
    const proposed = options['confirm-all']
      ? (await listFacts(core, { yearId, states: ['proposed'], offset: 0, limit: MOST_CANDIDATES })).rows
      : [];
    const input = checked(context, whatIfInput, {
      yearId,
      confirm: [...new Set([...(await ids(listOf(options.confirm))), ...proposed.map(({ id }) => id)])],
      drop: await ids(listOf(options.drop)),
      add,
    });
    const now = await assessmentStatus(core, yearId);
    const answer = await whatIf(core, input);
    return {
      json: { now: now.score, ...answer },
      text: [words.now(now.score), resultText({ ...answer, ignored: [] })].join('\n'),
    };
  },
};

export const outlookCommands: readonly Command[] = [notice, trial];

/** The one withdrawal of `--person`; `--from` chooses where there are several. @throws ASSESSMENT_NO_WITHDRAWAL */
async function withdrawalOf({ core, options, usage }: CommandContext, yearId: string | undefined) {
  const person = String(options.person).trim();
  const { withdrawals } = await assessmentStatus(core(), yearId);
  const found = withdrawals.filter(
    (each) => each.person === person && (options.from === undefined || each.from === options.from),
  );
  const [one] = found;
  if (!one) {
    const known = withdrawals.map((each) => `${each.person}（${each.from} 至 ${each.to}）`);
    throw fail('ASSESSMENT_NO_WITHDRAWAL', words.noWithdrawal(person, known));
  }
  if (found.length > 1)
    usage(
      words.severalWithdrawals(
        person,
        found.map(({ from }) => from),
      ),
    );
  return { person, from: one.from, to: one.to };
}

/** `duty-absence,times=2,person=李工`: a made-up fact as a call from a window has it. */
function madeUp({ core, usage }: CommandContext, given: string) {
  const [name = '', ...parts] = given.split(/[,，]/).map((part) => part.trim());
  const type = ASSESSMENT_FACT_TYPES.find((known) => known === name);
  if (!type) return usage(assessmentCommandMessages.choice('add', name, ASSESSMENT_FACT_TYPES));
  const fact: Record<string, unknown> = { type, date: beijingDay(core().now()), times: 1 };
  for (const part of parts) {
    const at = part.indexOf('=');
    if (at < 1) return usage(words.addForm(given));
    const [key, value] = [part.slice(0, at).trim(), part.slice(at + 1).trim()];
    const kind = PARTS[key];
    if (!kind) return usage(words.addKey(key, Object.keys(PARTS)));
    const read = kind.read(value);
    if (read === undefined) return usage(words.addValue(key, value));
    fact[kind.field] = read;
  }
  return fact;
}

const DUTY_KINDS = ['workday', 'weekend', 'holiday', 'major-holiday'];
const among = (known: readonly string[]) => (value: string) => known.find((each) => each === value);
/** What may stand behind the type, and how it is read; undefined for what is none. */
const PARTS: Record<string, { field: string; read: (value: string) => unknown }> = {
  times: { field: 'times', read: (value) => (/^([1-9]\d?|100)$/.test(value) ? Number(value) : undefined) },
  date: { field: 'date', read: (value) => (isDay(value) ? value : undefined) },
  person: { field: 'person', read: (value) => (value.length <= 40 ? value : undefined) },
  'day-kind': { field: 'dayKind', read: among(DUTY_KINDS) },
  'affected-work': {
    field: 'affectedWork',
    read: (value) => (value === 'yes' || value === 'no' ? value === 'yes' : undefined),
  },
  impact: { field: 'impact', read: among(['none', 'major']) },
  points: { field: 'points', read: (value) => (/^\d+(\.\d+)?$/.test(value) ? Number(value) : undefined) },
};

function listOf(given: CommandContext['options'][string]): string[] {
  return Array.isArray(given) ? given : [];
}
