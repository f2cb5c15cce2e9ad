import { readFileSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { type Fact, type FileInput, MOST_FILES_AT_ONCE } from '../../../shared/contract/assessment.ts';
import type { AssessmentResult } from '../../../shared/domain/assessment.ts';
import type { AssessmentFactType } from '../../../shared/domain/assessmentFact.ts';
import { DAY_KINDS } from '../../../shared/domain/calendar.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { assessmentMessages } from '../../../shared/messages/assessment.ts';
import { assessmentCommandMessages as words } from '../../../shared/messages/assessmentCommands.ts';
import { keptFileMessages } from '../../../shared/messages/keptFiles.ts';
import { listYears } from '../../core/assessment/assessment.ts';
import type { Core } from '../../core/core.ts';
import { MOST_KEPT_BYTES } from '../../core/workspace/keptFiles.ts';
import type { CommandContext } from './command.ts';

const text = { type: 'string' } as const;

/** The evidence handed in with a step. */
export const FILES = { file: { type: 'string', multiple: true } } as const;
/** What decides how many points a fact takes. */
export const SETTLED = { person: text, 'day-kind': text, 'affected-work': text, impact: text } as const;

const ONLY_FOR = {
  'day-kind': 'duty-absence',
  'affected-work': 'duty-absence',
  impact: 'security-breach',
  points: 'bonus',
} as const;

/** Undefined where an option is not given. */
export function settledOf(context: CommandContext) {
  const affected = choiceOf(context, 'affected-work', ['yes', 'no']);
  return {
    person: context.options.person,
    dayKind: choiceOf(
      context,
      'day-kind',
      DAY_KINDS.filter((kind) => kind !== 'unpublished'),
    ),
    affectedWork: affected === undefined ? undefined : affected === 'yes',
    impact: choiceOf(context, 'impact', ['none', 'major']),
  };
}

/** One of the known values; undefined where the option is not given. */
export function choiceOf<T extends string>(
  { options, usage }: CommandContext,
  option: string,
  known: readonly T[],
): T | undefined {
  const given = options[option];
  if (given === undefined) return undefined;
  return known.find((each) => each === given) ?? usage(words.choice(option, String(given), known));
}

/** What would be passed over silently, because it says nothing of facts of that type, is refused. */
export function refuseStray({ options, usage }: CommandContext, type: AssessmentFactType): void {
  for (const [option, only] of Object.entries(ONLY_FOR))
    if (options[option] !== undefined && type !== only)
      usage(words.onlyFor(option, assessmentMessages.types[only], assessmentMessages.types[type]));
}

/** The files of `--file`, read. @throws FILE_NOT_FOUND, FILE_NOT_KEPT before a large one is read */
export function filesOf({ options, usage }: CommandContext): FileInput[] {
  const paths = Array.isArray(options.file) ? options.file : [];
  if (paths.length > MOST_FILES_AT_ONCE) usage(words.tooManyFiles(MOST_FILES_AT_ONCE));
  return paths.map((path) => {
    const file = resolve(path);
    const found = statSync(file, { throwIfNoEntry: false });
    if (!found?.isFile()) throw fail('FILE_NOT_FOUND', words.noFile(path), { file });
    const name = basename(file);
    if (found.size > MOST_KEPT_BYTES)
      throw fail('FILE_NOT_KEPT', keptFileMessages.tooLarge(name, MOST_KEPT_BYTES >> 20));
    return { name, base64: readFileSync(file).toString('base64') };
  });
}

/** The id of the year of that name; undefined for the current one. @throws ASSESSMENT_YEAR_NOT_FOUND */
export async function yearNamed(
  core: Core,
  name: CommandContext['options'][string],
): Promise<string | undefined> {
  if (name === undefined) return undefined;
  const { years } = await listYears(core);
  const found = years.find((year) => year.name === name);
  if (!found)
    throw fail(
      'ASSESSMENT_YEAR_NOT_FOUND',
      assessmentMessages.command.noYear(String(name), years.map((year) => year.name).join('、')),
    );
  return found.id || undefined;
}

/** A fact as the answer of a command. */
export function answered(fact: Fact) {
  return { json: fact, text: factLine(fact) };
}

export function factLine(fact: Fact): string {
  const { number, state, date, type, person, effect, text: what } = fact;
  return [
    number,
    assessmentMessages.states[state],
    date,
    assessmentMessages.types[type],
    person,
    effect,
    what.replace(/\s+/g, ' '),
  ].join('\t');
}

/** A score with its six items, as lines. */
export function resultText(result: AssessmentResult<string | number>): string {
  return [
    assessmentMessages.command.score(String(result.score), result.passed),
    ...result.items.map(({ item, deducted }) =>
      assessmentMessages.command.item(assessmentMessages.items[item], String(deducted)),
    ),
    assessmentMessages.command.bonus(String(result.bonus)),
    ...result.withdrawals.map(({ person, from, to, facts }) =>
      assessmentMessages.command.withdrawal(person, from, to, facts.join('、')),
    ),
    ...(result.ignored.length > 0 ? [assessmentMessages.command.ignored(result.ignored.join('、'))] : []),
  ].join('\n');
}
