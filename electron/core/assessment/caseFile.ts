import {
  type AssessmentPeriod,
  type AssessmentResult,
  computeAssessment,
  type FactWith,
} from '../../../shared/domain/assessment.ts';
import { ASSESSMENT_FACT_TYPES, type AssessmentFactType } from '../../../shared/domain/assessmentFact.ts';
import { CONTRACT_SCHEME, HALF_YEARS, type Scheme } from '../../../shared/domain/assessmentScheme.ts';
import type { DayKind } from '../../../shared/domain/calendar.ts';
import { isDay } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { assessmentFileMessages as words } from '../../../shared/messages/assessmentFile.ts';
import { few } from '../../../shared/messages/few.ts';

type Id = string | number;
type Fields = Record<string, unknown>;

const DUTY_DAYS = ['workday', 'weekend', 'holiday', 'major-holiday'] as const satisfies readonly DayKind[];
const IMPACTS = ['none', 'major'] as const;
const FILE_FIELDS = ['period', 'cap', 'halfYear', 'facts'];
const FACT_FIELDS = [
  'id',
  'type',
  'date',
  'person',
  'dayKind',
  'affectedWork',
  'impact',
  'points',
  'approved',
];

/**
 * Scores a file of facts by the contract's scheme (issue “service management”, `ops assessment compute`).
 * @param raw the file's JSON
 * @throws ASSESSMENT_INPUT naming the field and, within a fact, its id; ASSESSMENT_BONUS for a bonus over five points
 */
export function computeAssessmentFile(raw: unknown): { result: AssessmentResult<Id>; warnings: string[] } {
  const file = fieldsOf(raw, 'F');
  const period = readPeriod(file.period);
  const scheme = { ...CONTRACT_SCHEME, cap: readCap(file.cap), halfYear: readHalfYear(file.halfYear) };
  if (!Array.isArray(file.facts))
    throw bad('facts', file.facts === undefined ? words.missing : words.notList);
  const facts = file.facts.map((given: unknown, index) => readFact(given, index, scheme));
  const seen = new Set<string>();
  for (const { id } of facts) {
    if (seen.has(String(id))) throw fail('ASSESSMENT_INPUT', words.twice(String(id)), { fact: id });
    seen.add(String(id));
  }
  return {
    result: computeAssessment(facts, period, scheme),
    warnings: strangeFields(file, file.facts as Fields[]),
  };
}

function readPeriod(given: unknown): AssessmentPeriod {
  if (given === undefined || given === null) throw bad('period', words.missing);
  if (/^\d{4}$/.test(String(given))) return { from: `${given}-01-01`, to: `${given}-12-31` };
  if (typeof given !== 'object' || Array.isArray(given)) throw bad('period', words.period);
  const { from, to } = given as Fields;
  if (typeof from !== 'string' || !isDay(from)) throw bad('period.from', words.day(shown(from)));
  if (typeof to !== 'string' || !isDay(to)) throw bad('period.to', words.day(shown(to)));
  if (to < from) throw bad('period.to', words.reversed);
  return { from, to };
}

function readCap(given: unknown): number | null {
  if (given === undefined || given === null) return null;
  if (given !== CONTRACT_SCHEME.base) throw bad('cap', words.cap);
  return given;
}

function readHalfYear(given: unknown): Scheme['halfYear'] {
  const known = HALF_YEARS.find((name) => name === (given ?? 'calendar'));
  if (!known) throw bad('halfYear', words.halfYear);
  return known;
}

function readFact(given: unknown, index: number, scheme: Scheme): FactWith<Id> {
  const fields = fieldsOf(given, `facts[${index}]`);
  const { id } = fields;
  if ((typeof id !== 'string' || id === '') && typeof id !== 'number')
    throw bad(`facts[${index}].id`, words.noId);
  // Read as a number such an id is another one already.
  if (typeof id === 'number' && Math.abs(id) > Number.MAX_SAFE_INTEGER)
    throw bad(`facts[${index}].id`, words.hugeId);
  const fault = (field: string, problem: string) =>
    fail('ASSESSMENT_INPUT', words.fact(String(id), field, problem), { fact: id, field });
  const type = ASSESSMENT_FACT_TYPES.find((known) => known === fields.type);
  if (!type) throw fault('type', words.type(shown(fields.type), ASSESSMENT_FACT_TYPES.join('、')));
  const { date, person } = fields;
  if (typeof date !== 'string' || !isDay(date)) throw fault('date', words.day(shown(date)));
  if (person !== undefined && person !== null && typeof person !== 'string')
    throw fault('person', words.text);
  // Blanks round a name do not make another person, who would never reach five deductions.
  const name = person?.trim();
  return { id, type, date, ...(name ? { person: name } : {}), ...readDetails(type, fields, fault, scheme) };
}

/** What one type alone has. */
function readDetails(
  type: AssessmentFactType,
  fields: Fields,
  fault: (field: string, problem: string) => Error,
  scheme: Scheme,
): Partial<FactWith<Id>> {
  const flag = (field: string): boolean => {
    const given = fields[field] ?? false;
    if (typeof given !== 'boolean') throw fault(field, words.flag);
    return given;
  };
  if (type === 'duty-absence') {
    const affectedWork = flag('affectedWork');
    const dayKind = DUTY_DAYS.find((known) => known === fields.dayKind);
    // Work that suffered costs the same on every kind of day.
    if (!dayKind && !(affectedWork && (fields.dayKind ?? null) === null))
      throw fault('dayKind', words.oneOf(shown(fields.dayKind), DUTY_DAYS.join('、')));
    return { affectedWork, ...(dayKind ? { dayKind } : {}) };
  }
  if (type === 'security-breach') {
    const impact = IMPACTS.find((known) => known === fields.impact);
    if (!impact) throw fault('impact', words.oneOf(shown(fields.impact), IMPACTS.join('、')));
    return { impact };
  }
  if (type !== 'bonus') return {};
  const { points } = fields;
  if (typeof points !== 'number' || !Number.isFinite(points) || points < 0)
    throw fault('points', words.points(scheme.bonusMost));
  if (points > scheme.bonusMost)
    throw fail('ASSESSMENT_BONUS', words.bonus(String(fields.id), points, scheme.bonusMost), {
      fact: String(fields.id),
      field: 'points',
    });
  return { points, approved: flag('approved') };
}

function strangeFields(file: Fields, facts: readonly Fields[]): string[] {
  const strange = new Set([
    ...Object.keys(file).filter((field) => !FILE_FIELDS.includes(field)),
    ...facts.flatMap((fact) => Object.keys(fact)).filter((field) => !FACT_FIELDS.includes(field)),
  ]);
  return strange.size > 0 ? [words.strangeFields(few([...strange]))] : [];
}

function fieldsOf(given: unknown, path: string): Fields {
  if (given === undefined) throw bad(path, words.missing);
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw bad(path, words.notObject);
  return given as Fields;
}

function shown(given: unknown): string {
  if (given === undefined || given === null) return '';
  return (typeof given === 'string' ? given : JSON.stringify(given)).slice(0, 60);
}

function bad(path: string, problem: string) {
  return fail('ASSESSMENT_INPUT', words.field(path, problem), { field: path });
}
