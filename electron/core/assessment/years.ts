import { randomUUID } from 'node:crypto';
import type { AssessmentYear, SchemeVersion } from '../../../shared/contract/assessment.ts';
import { schemeSchema } from '../../../shared/contract/assessment.ts';
import { CONTRACT_SCHEME, type Scheme, unpricedType } from '../../../shared/domain/assessmentScheme.ts';
import { beijingDay, type Day } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { assessmentMessages as words } from '../../../shared/messages/assessment.ts';
import { appendAudit } from '../audit/audit.ts';
import { requireDay } from '../calendar/calendar.ts';
import type { Actor, Core } from '../core.ts';
import { inTransaction } from '../log/log.ts';
import { assessmentStore, type YearRow } from './store.ts';

/** The contract's own scheme; changed ones follow it. */
const FIRST_VERSION = 1;

/** A year with the scheme it is scored by. */
export interface ScoredYear {
  year: AssessmentYear;
  scheme: Scheme;
}

/** All contract years, oldest first, and the id of the one that counts now. */
export async function listYears(core: Core): Promise<{ years: AssessmentYear[]; current: string }> {
  const years = (await assessmentStore(core.log).years()).map(present);
  const { year } = await scoredYear(core);
  return { years: years.length > 0 ? years : [year], current: year.id };
}

/**
 * The year asked for; otherwise the one that holds today, or the last one. While none is entered the calendar year stands
 * in, with an empty id.
 * @throws ASSESSMENT_YEAR_NOT_FOUND
 */
export async function scoredYear(core: Core, yearId?: string): Promise<ScoredYear> {
  const years = (await assessmentStore(core.log).years()).map(present);
  const today = beijingDay(core.now());
  const asked = yearId ? years.find(({ id }) => id === yearId) : undefined;
  if (yearId && !asked) throw fail('ASSESSMENT_YEAR_NOT_FOUND', words.errors.noYear);
  const year = asked ?? holding(years, today) ?? years.at(-1) ?? calendarYear(today);
  return { year, scheme: await schemeOf(core, year.schemeVersion) };
}

/** The year whose days hold a day, scored by its scheme; the present one where none does. */
export async function yearHolding(core: Core, day: Day): Promise<ScoredYear> {
  const year = holding((await assessmentStore(core.log).years()).map(present), day);
  return year ? { year, scheme: await schemeOf(core, year.schemeVersion) } : scoredYear(core);
}

/** @throws ASSESSMENT_YEAR at the field that is wrong, ASSESSMENT_YEAR_NOT_FOUND */
export async function saveYear(
  core: Core,
  actor: Actor,
  input: { id?: string | undefined; name: string; from: Day; to: Day; schemeVersion?: number | undefined },
): Promise<AssessmentYear> {
  requireDay(input.from);
  requireDay(input.to);
  if (input.to <= input.from) throw fail('ASSESSMENT_YEAR', words.errors.yearReversed, { field: 'to' });
  const known = (await listSchemes(core)).map(({ version }) => version);
  if (input.schemeVersion !== undefined && !known.includes(input.schemeVersion))
    throw fail('ASSESSMENT_YEAR', words.errors.unknownScheme(input.schemeVersion, known), {
      field: 'schemeVersion',
    });
  const id = input.id || randomUUID();
  const version = await inTransaction(core.log, async (trx) => {
    const store = assessmentStore(trx);
    const others = (await store.years()).filter((row) => row.id !== id);
    if (others.some(({ name }) => name === input.name))
      throw fail('ASSESSMENT_YEAR', words.errors.yearNamed(input.name), { field: 'name' });
    const clash = others.find((row) => row.from_day <= input.to && input.from <= row.to_day);
    if (clash)
      throw fail('ASSESSMENT_YEAR', words.errors.yearOverlaps(clash.name, clash.from_day, clash.to_day), {
        field: 'from',
      });
    const before = (await store.years()).find((row) => row.id === id);
    if (input.id && !before) throw fail('ASSESSMENT_YEAR_NOT_FOUND', words.errors.noYear);
    const schemeVersion = input.schemeVersion ?? before?.scheme_version ?? FIRST_VERSION;
    await store.saveYear({
      id,
      name: input.name,
      from_day: input.from,
      to_day: input.to,
      scheme_version: schemeVersion,
      saved_by: actor.name,
      saved_at: core.now().toISOString(),
    });
    return schemeVersion;
  });
  await appendAudit(core, actor, 'assessment.year', input.name, {
    from: input.from,
    to: input.to,
    schemeVersion: version,
  });
  core.changes.bump('assessment');
  return (await scoredYear(core, id)).year;
}

/** Every version of the scheme, the contract's first. */
export async function listSchemes(core: Core): Promise<SchemeVersion[]> {
  const rows = await assessmentStore(core.log).schemes();
  return [
    {
      version: FIRST_VERSION,
      scheme: contractScheme(),
      reason: words.contractScheme,
      savedBy: '',
      savedAt: null,
    },
    ...rows.map((row) => ({
      version: row.version,
      scheme: schemeSchema.parse(JSON.parse(row.content)),
      reason: row.reason,
      savedBy: row.saved_by,
      savedAt: row.saved_at,
    })),
  ];
}

/**
 * Keeps a changed scheme as a new version and scores the year by it; earlier versions stay.
 * @throws ASSESSMENT_SCHEME at the field, ASSESSMENT_YEAR_NOT_FOUND
 */
export async function saveScheme(
  core: Core,
  actor: Actor,
  input: { yearId: string; scheme: SchemeVersion['scheme']; reason: string },
): Promise<SchemeVersion> {
  const { scheme } = input;
  if (scheme.passing > scheme.base)
    throw fail('ASSESSMENT_SCHEME', words.errors.passing, { field: 'passing' });
  if (scheme.warnBelow < scheme.passing)
    throw fail('ASSESSMENT_SCHEME', words.errors.warnBelow, { field: 'warnBelow' });
  const unpriced = unpricedType(scheme);
  if (unpriced)
    throw fail('ASSESSMENT_SCHEME', words.errors.unpriced(words.types[unpriced]), { field: 'rules' });
  const version = await inTransaction(core.log, async (trx) => {
    const store = assessmentStore(trx);
    const year = (await store.years()).find(({ id }) => id === input.yearId);
    if (!year) throw fail('ASSESSMENT_YEAR_NOT_FOUND', words.errors.yearFirst);
    const next = ((await store.schemes()).at(-1)?.version ?? FIRST_VERSION) + 1;
    await store.addScheme({
      version: next,
      content: JSON.stringify(scheme),
      reason: input.reason,
      saved_by: actor.name,
      saved_at: core.now().toISOString(),
    });
    await store.saveYear({ ...year, scheme_version: next });
    return next;
  });
  await appendAudit(core, actor, 'assessment.scheme', String(version), { reason: input.reason, scheme });
  core.changes.bump('assessment');
  return mustFindVersion(await listSchemes(core), version);
}

async function schemeOf(core: Core, version: number): Promise<Scheme> {
  return version === FIRST_VERSION
    ? CONTRACT_SCHEME
    : mustFindVersion(await listSchemes(core), version).scheme;
}

function mustFindVersion(versions: readonly SchemeVersion[], version: number): SchemeVersion {
  const found = versions.find((each) => each.version === version);
  if (!found) throw fail('ASSESSMENT_SCHEME_NOT_FOUND', words.errors.noScheme(version));
  return found;
}

/** A copy that may be handed out: the constant stays as it is. */
function contractScheme(): SchemeVersion['scheme'] {
  return schemeSchema.parse(structuredClone(CONTRACT_SCHEME));
}

function holding(years: readonly AssessmentYear[], day: Day): AssessmentYear | undefined {
  return years.find(({ from, to }) => from <= day && day <= to);
}

function calendarYear(today: Day): AssessmentYear {
  const year = today.slice(0, 4);
  return {
    id: '',
    name: words.calendarYear(year),
    from: `${year}-01-01`,
    to: `${year}-12-31`,
    schemeVersion: FIRST_VERSION,
  };
}

function present(row: YearRow): AssessmentYear {
  return {
    id: row.id,
    name: row.name,
    from: row.from_day,
    to: row.to_day,
    schemeVersion: row.scheme_version,
  };
}
