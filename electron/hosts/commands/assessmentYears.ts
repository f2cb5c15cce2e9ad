import { basename, resolve } from 'node:path';
import {
  assessmentContract,
  type SchemeVersion,
  savedSchemeSchema,
  savedYearSchema,
  schemeSchema,
} from '../../../shared/contract/assessment.ts';
import { rolesOf } from '../../../shared/contract/base.ts';
import { contractYear } from '../../../shared/domain/assessment.ts';
import { ASSESSMENT_ITEMS } from '../../../shared/domain/assessmentScheme.ts';
import { isDay, showInstant } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { assessmentMessages } from '../../../shared/messages/assessment.ts';
import { assessmentCommandMessages } from '../../../shared/messages/assessmentCommands.ts';
import { assessmentYearCommandMessages as words } from '../../../shared/messages/assessmentYearCommands.ts';
import {
  listSchemes,
  listYears,
  saveScheme,
  saveYear,
  scoredYear,
} from '../../core/assessment/assessment.ts';
import { writeFileAtomic } from '../../core/workspace/atomic.ts';
import { yearNamed } from './assessmentInput.ts';
import { checked } from './checked.ts';
import type { Command, CommandContext } from './command.ts';
import { readJsonInput } from './inputFile.ts';
import { LOGIN, personActing } from './standardInput.ts';

const text = { type: 'string' } as const;
const yearOptions = savedYearSchema.omit({ id: true });
const schemeOptions = savedSchemeSchema.omit({ yearId: true });

const years: Command = {
  path: ['assessment', 'year', 'list'],
  summary: words.years,
  usage: '',
  options: {},
  needsWorkspace: true,
  async run({ core }) {
    const found = await listYears(core());
    const lines = found.years.map(({ id, name, from, to, schemeVersion }) =>
      words.yearLine(name, from, to, schemeVersion, id === found.current),
    );
    return { json: found, text: lines.join('\n') };
  },
};

const keepYear: Command = {
  path: ['assessment', 'year', 'save'],
  summary: words.saveYear,
  usage: words.saveYearUsage,
  options: { name: text, from: text, to: text, change: text, scheme: text, ...LOGIN },
  required: ['login', 'name', 'from'],
  needsWorkspace: true,
  help: words.help.saveYear,
  async run(context) {
    const from = dayOf(context, 'from');
    const to = context.options.to === undefined ? contractYear(from).to : dayOf(context, 'to');
    const schemeVersion = versionOf(context, 'scheme');
    const { name } = context.options;
    const input = checked(context, yearOptions, { name, from, to, schemeVersion });
    const actor = await personActing(context, 'assessment year save', rolesOf(assessmentContract.saveYear));
    const id = await yearNamed(context.core(), context.options.change);
    const year = await saveYear(context.core(), actor, { id, ...input });
    return { json: year, text: words.yearLine(year.name, year.from, year.to, year.schemeVersion, false) };
  },
};

const schemes: Command = {
  path: ['assessment', 'scheme', 'show'],
  summary: words.schemes,
  usage: words.schemesUsage,
  options: { year: text, version: text, out: text },
  needsWorkspace: true,
  help: words.help.schemes,
  async run(context) {
    const { options, usage } = context;
    const file = options.out === undefined ? undefined : resolve(String(options.out));
    if (file && !/\.json$/i.test(file)) usage(words.json);
    const asked = versionOf(context, 'version');
    const { year } = await scoredYear(context.core(), await yearNamed(context.core(), options.year));
    const versions = await listSchemes(context.core());
    const shown = versions.find(({ version }) => version === (asked ?? year.schemeVersion));
    if (!shown)
      throw fail(
        'ASSESSMENT_SCHEME_NOT_FOUND',
        words.noVersion(
          asked ?? year.schemeVersion,
          versions.map(({ version }) => version),
        ),
      );
    if (file) writeFileAtomic(file, `${JSON.stringify(shown.scheme, null, 2)}\n`);
    return { json: { ...shown, versions: versions.map(headOf) }, text: schemeText(versions, shown, file) };
  },
};

const keepScheme: Command = {
  path: ['assessment', 'scheme', 'save'],
  summary: words.saveScheme,
  usage: words.saveSchemeUsage,
  options: { year: text, input: text, reason: text, ...LOGIN },
  required: ['login', 'input', 'reason'],
  needsWorkspace: true,
  help: words.help.saveScheme,
  async run(context) {
    const scheme = schemeOf(String(context.options.input));
    const input = checked(context, schemeOptions, { scheme, reason: context.options.reason });
    const roles = rolesOf(assessmentContract.saveScheme);
    const actor = await personActing(context, 'assessment scheme save', roles);
    const core = context.core();
    const { year } = await scoredYear(core, await yearNamed(core, context.options.year));
    const saved = await saveScheme(core, actor, { yearId: year.id, ...input });
    return { json: saved, text: words.schemeSaved(saved.version, year.name) };
  },
};

export const yearCommands: readonly Command[] = [years, keepYear, schemes, keepScheme];

/** The whole scheme of a file. @throws INPUT_NOT_FOUND, INPUT_NOT_JSON, ASSESSMENT_SCHEME naming the field */
function schemeOf(path: string): SchemeVersion['scheme'] {
  const file = basename(path);
  const parsed = schemeSchema.strict().safeParse(readJsonInput(path));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const stray = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const field = [...(issue?.path ?? []), ...(stray === undefined ? [] : [stray])].join('.') || file;
  const problem = stray === undefined ? words.badScheme(file, field) : words.strayScheme(file, field);
  throw fail('ASSESSMENT_SCHEME', problem, { file, field });
}

function schemeText(versions: readonly SchemeVersion[], shown: SchemeVersion, file?: string): string {
  const { scheme } = shown;
  const { halfYears, items, types, dayKinds, impacts } = assessmentMessages;
  return [
    ...versions.map(({ version, reason, savedBy, savedAt }) =>
      words.versionLine(
        version,
        reason,
        savedBy,
        savedAt ? showInstant(savedAt) : '',
        version === shown.version,
      ),
    ),
    words.figures(scheme.base, scheme.passing, scheme.warnBelow, scheme.bonusMost),
    words.cap(scheme.cap),
    words.withdrawalRule(
      halfYears[scheme.halfYear],
      scheme.halfYear === 'rolling' ? scheme.rollingDays : null,
      scheme.withdrawalAt,
    ),
    ...scheme.rules.map(({ type, when, points }) => {
      const conditions = [
        when?.dayKind ? dayKinds[when.dayKind] : '',
        when?.affectedWork ? words.affected : '',
        when?.impact ? impacts[when.impact] : '',
      ];
      return words.rule(types[type], conditions.filter(Boolean).join('、'), points);
    }),
    ...ASSESSMENT_ITEMS.flatMap((item) => {
      const most = scheme.itemMost[item];
      return most === null ? [] : [words.most(items[item], most)];
    }),
    ...(file ? [words.written(file)] : []),
  ].join('\n');
}

function headOf({ scheme: _scheme, ...head }: SchemeVersion) {
  return head;
}

function dayOf({ options, usage }: CommandContext, option: string): string {
  const day = String(options[option]);
  return isDay(day) ? day : usage(assessmentCommandMessages.day(day));
}

function versionOf({ options, usage }: CommandContext, option: string): number | undefined {
  if (options[option] === undefined) return undefined;
  const given = String(options[option]).trim();
  return /^[1-9]\d{0,5}$/.test(given) ? Number(given) : usage(words.version(given));
}
