import type { Engine } from '../../../shared/contract/datacenter.ts';
import type { StatisticsParameter } from '../../../shared/contract/statistics.ts';
import { addDays, beijingDay, type Day, isDay } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { statisticsMessages } from '../../../shared/messages/statistics.ts';
import { lexSql, SqlLexError, type Token } from '../datacenter/sqlLexer.ts';
import { type Reference, shipped } from '../reference/reference.ts';

const words = statisticsMessages.parameters;

interface Place {
  name: string;
  start: number;
  end: number;
}

/** The tokens of a text; unclosed quotes are a wrong statement. @throws DATACENTER_STATEMENT */
export function tokensOf(sql: string, engine: Engine): Token[] {
  try {
    return lexSql(sql, engine);
  } catch (error) {
    if (!(error instanceof SqlLexError)) throw error;
    throw fail('DATACENTER_STATEMENT', words.unclosed, { offset: error.offset + 1 });
  }
}

/** `:name` outside strings, names and comments; `::type` of PostgreSQL and array slices `[1:n]` are none. */
function placesOf(sql: string, engine: Engine): Place[] {
  const tokens = tokensOf(sql, engine).filter((token) => token.kind !== 'comment');
  return tokens.flatMap((token, index) => {
    const next = tokens[index + 1];
    const previous = tokens[index - 1];
    const colon = token.kind === 'symbol' && token.text === ':';
    if (!colon || next?.kind !== 'word' || next.start !== token.end) return [];
    if (previous?.text === ':' && previous.end === token.start) return [];
    if (previous && previous.end === token.start && (previous.kind === 'number' || previous.kind === 'word'))
      return [];
    return [{ name: next.text, start: token.start, end: next.end }];
  });
}

/** The names a text asks for, in order, each once. */
export function parameterNames(sql: string, engine: Engine): string[] {
  return [...new Set(placesOf(sql, engine).map(({ name }) => name))];
}

/** A name's likely type: dates and courts are told by how people call them. */
export function guessParameter(name: string): StatisticsParameter {
  const type = /date|day|from|to$|since|until|日|起|止/i.test(name)
    ? 'date'
    : /court|法院/i.test(name)
      ? 'court'
      : /count|amount|number|limit|days|数|额/i.test(name)
        ? 'number'
        : 'text';
  return { name, label: '', type, default: '' };
}

/**
 * The statement with `?` in the places of its parameters and the values to bind, in order. Values are checked by their
 * type; the text of the statement never takes one in. Returns also the values as used, for the audit.
 * @param reference whose courts a value may name
 * @throws STATISTICS_PARAMETER with the field
 */
export function bindParameters(
  sql: string,
  engine: Engine,
  parameters: readonly StatisticsParameter[],
  given: Readonly<Record<string, string>>,
  now: Date,
  reference: Pick<Reference, 'courtByCode'> = shipped,
): { sql: string; bindings: (string | number)[]; values: Record<string, string> } {
  const places = placesOf(sql, engine);
  const values: Record<string, string> = {};
  const bindings: (string | number)[] = [];
  let out = '';
  let from = 0;
  for (const { name, start, end } of places) {
    const parameter = parameters.find((each) => each.name === name) ?? guessParameter(name);
    const text = (given[name] ?? '').trim() || parameter.default;
    const value = boundValue(parameter, text, now, reference);
    values[name] = String(value);
    bindings.push(value);
    const oracle = parameter.type === 'date' && (engine === 'oracle' || engine === 'dameng');
    out += `${sql.slice(from, start)}${oracle ? "TO_DATE(?, 'YYYY-MM-DD')" : '?'}`;
    from = end;
  }
  return { sql: out + sql.slice(from), bindings, values };
}

function boundValue(
  parameter: StatisticsParameter,
  text: string,
  now: Date,
  reference: Pick<Reference, 'courtByCode'>,
): string | number {
  const label = parameter.label || parameter.name;
  const wrong = (message: string) => fail('STATISTICS_PARAMETER', message, { field: parameter.name });
  if (text === '') throw wrong(words.missing(label));
  switch (parameter.type) {
    case 'date': {
      const day = text.startsWith('@') ? relativeDay(text, beijingDay(now)) : text;
      if (!day || !isDay(day)) throw wrong(words.notDay(label, text));
      return day;
    }
    case 'number': {
      const number = Number(text);
      if (!Number.isFinite(number)) throw wrong(words.notNumber(label, text));
      return number;
    }
    case 'court': {
      const code = Number(text);
      if (!Number.isInteger(code) || !reference.courtByCode(code)) throw wrong(words.notCourt(label, text));
      return code;
    }
    case 'text':
      return text;
  }
}

/** `@month-start` and the like on a Beijing day; undefined for words that are none. */
export function relativeDay(word: string, today: Day): Day | undefined {
  const monthStart = `${today.slice(0, 8)}01`;
  const lastMonthEnd = addDays(monthStart, -1);
  switch (word) {
    case '@today':
      return today;
    case '@yesterday':
      return addDays(today, -1);
    case '@week-start':
      return addDays(today, -((new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7));
    case '@month-start':
      return monthStart;
    case '@last-month-start':
      return `${lastMonthEnd.slice(0, 8)}01`;
    case '@last-month-end':
      return lastMonthEnd;
    case '@year-start':
      return `${today.slice(0, 4)}-01-01`;
    default:
      return undefined;
  }
}
