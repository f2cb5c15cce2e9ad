import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalText } from '../../electron/core/compare/canonical.ts';
import { makePlan } from '../../electron/core/compare/plan.ts';
import { makeSide } from '../../electron/core/compare/side.ts';
import { compareOpen } from '../../electron/core/compare/urls.ts';
import type { Cell, TestDatabase } from '../fixtures/compareTables.ts';
import { openCompareDatabases, SMALL, sorted } from '../support/compareDatabases.ts';

const { connection, database, pairs } = openCompareDatabases('compare_random');

/** One row of the table of the property tests, as it is meant; each engine is given its own spelling. */
interface Row {
  court: number;
  id: string;
  amount: string | null;
  count: number | null;
  ratio: number | null;
  day: string | null;
  at: string | null;
  name: string | null;
  code: string | null;
  flag: boolean | null;
  content: string | null;
}

const COLUMNS: Record<TestDatabase['engine'], string> = {
  sqlite: `court integer not null, id varchar(20) not null, amount decimal(16,2), count integer, ratio double,
    day date, at datetime, name varchar(100), code char(4), flag boolean, content blob, primary key (court, id)`,
  postgres: `court integer not null, id varchar(20) not null, amount numeric(16,2), count bigint, ratio double precision,
    day date, at timestamp, name varchar(100), code char(4), flag boolean, content bytea, primary key (court, id)`,
  mysql: `court integer not null, id varchar(20) not null, amount decimal(16,2), count bigint, ratio double,
    day date, at datetime(6), name varchar(100), code char(4), flag boolean, content blob, primary key (court, id)`,
};

/** SQLite gets the careless spellings that real exchange libraries hold. */
function spelled(engine: TestDatabase['engine'], row: Row): Cell[] {
  const bytes = row.content === null ? null : Buffer.from(row.content, 'utf8');
  const loose = engine === 'sqlite';
  const odd = loose && row.id.length % 2 === 1;
  return [
    row.court,
    row.id,
    row.amount === null ? null : loose ? Number(row.amount) : row.amount,
    row.count,
    row.ratio,
    odd && row.day ? `${row.day} 00:00:00` : row.day,
    odd && row.at ? row.at.replace(' ', 'T') : row.at,
    row.name,
    loose && row.code ? row.code.padEnd(4) : row.code,
    row.flag === null ? null : engine === 'postgres' ? String(row.flag) : Number(row.flag),
    bytes,
  ];
}

const two = (max: number, min = 0) => fc.integer({ min, max }).map((part) => String(part).padStart(2, '0'));
const day = fc
  .tuple(fc.integer({ min: 1990, max: 2030 }), two(12, 1), two(28, 1))
  .map((parts) => parts.join('-'));
const fraction = fc.option(fc.integer({ min: 1, max: 999_999 }), { nil: 0 }).map((micro) => {
  const digits = String(micro).padStart(6, '0').replace(/0+$/, '');
  return digits ? `.${digits}` : '';
});
const instant = fc
  .tuple(day, two(23), two(59), two(59), fraction)
  .map(([date, hour, minute, second, part]) => `${date} ${hour}:${minute}:${second}${part}`);
const word = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '张三',
    '張三',
    'O’Neil',
    "it's",
    'a?b',
    '%_\\',
    '\t\n',
    '（2026）川0101民初1号',
    '😀',
    'ａ',
  ),
  fc.string({ maxLength: 12 }).map((text) => text.replaceAll('\0', '')),
);
const amount = fc
  .bigInt({ min: -99_999_999_999n, max: 99_999_999_999n })
  .map(
    (cents) =>
      `${cents < 0n ? '-' : ''}${(cents < 0n ? -cents : cents) / 100n}.${String((cents < 0n ? -cents : cents) % 100n).padStart(2, '0')}`,
  );
const id = fc.constantFrom(
  'a',
  'A',
  'b',
  'B',
  'Z',
  'z',
  '0',
  '10',
  '9',
  '甲',
  '乙',
  '-',
  '_',
  'aa',
  'a-',
  'é',
  '1a',
  'ab',
);
const row: fc.Arbitrary<Row> = fc.record({
  court: fc.integer({ min: -3, max: 8 }),
  id,
  amount: fc.option(amount),
  count: fc.option(fc.maxSafeInteger()),
  ratio: fc.option(
    fc.oneof(
      fc.constantFrom(0.1, 1, 12.5, 1e20, 1e-7, 123456.789),
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e30, max: 1e30 }),
    ),
  ),
  day: fc.option(day),
  at: fc.option(instant),
  name: fc.option(word),
  code: fc.option(fc.constantFrom('X', 'XY', 'WXYZ', '中')),
  flag: fc.option(fc.boolean()),
  content: fc.option(word),
});
const keyOf = (each: Row) => `${each.court}/${each.id}`;
/** Unique also where case does not matter: MariaDB's default collation is such. */
const rows = fc.uniqueArray(row, {
  selector: (each) =>
    `${each.court}/${each.id
      .toLowerCase()
      .normalize('NFD')
      .replace(/[^ -~甲乙]/g, '')
      .replace(/^-$/, '_')}`,
  maxLength: 60,
});

/** Whether a field differs, and whether the row is there at all, by a person's own reading. */
function naive(source: readonly Row[], target: readonly Row[]) {
  const theirs = new Map(target.map((each) => [keyOf(each), each]));
  const ours = new Map(source.map((each) => [keyOf(each), each]));
  const fields = Object.keys(COLUMN_NAMES) as (keyof Row)[];
  const different = source.flatMap((mine) => {
    const other = theirs.get(keyOf(mine));
    const columns = other ? fields.filter((field) => meaning(field, mine) !== meaning(field, other)) : [];
    return columns.length > 0 ? [{ key: [mine.court, mine.id], columns }] : [];
  });
  return {
    missing: source.filter((each) => !theirs.has(keyOf(each))).map((each) => [each.court, each.id]),
    extra: target.filter((each) => !ours.has(keyOf(each))).map((each) => [each.court, each.id]),
    different,
  };
}

const COLUMN_NAMES = { amount: 1, count: 1, ratio: 1, day: 1, at: 1, name: 1, code: 1, flag: 1, content: 1 };

function meaning(field: keyof Row, each: Row): unknown {
  const value = each[field];
  if (field === 'amount' && value !== null) return Number(value);
  if (field === 'ratio' && value !== null) return Number(value) || 0;
  return value;
}

async function fill(name: string, table: string, content: readonly Row[]): Promise<void> {
  const { engine, run, insert } = database(name);
  await run(`DROP TABLE IF EXISTS ${table}; CREATE TABLE ${table} (${COLUMNS[engine]})`);
  await insert(
    table,
    content.map((each) => spelled(engine, each)),
  );
}

describe('random edits of small tables', () => {
  it('are told as a full comparison of all rows tells them, on every pair of engines', async () => {
    for (const [from, to] of pairs()) {
      await fc.assert(
        fc.asyncProperty(rows, rows, fc.infiniteStream(fc.nat(9)), async (source, others, dice) => {
          const roll = () => dice.next().value as number;
          // Most rows stay, some go, some change, some are new.
          const kept = source.filter(() => roll() > 0);
          const changed = kept.map((each, i) =>
            roll() > 7 && others[i] ? { ...others[i], court: each.court, id: each.id } : each,
          );
          const used = new Set(changed.map((each) => `${each.court}/${each.id.toLowerCase()}`));
          const fresh = others.filter(
            (each) =>
              each.court > 6 &&
              !source.some((one) => one.court > 6) &&
              !used.has(`${each.court}/${each.id.toLowerCase()}`),
          );
          const target = [...changed, ...fresh];
          await fill(from, 'edits', source);
          await fill(to, 'edits', target);
          const answer = await compareOpen(
            connection(from),
            connection(to),
            { table: 'edits', key: ['court', 'id'] },
            { sizes: SMALL },
          );
          const expected = naive(source, target);
          const columnsSorted = (list: { key: unknown; columns: string[] }[]) =>
            list.map(({ key, columns }) => ({ key, columns: sorted(columns) }));
          expect(sorted(answer.missing)).toEqual(sorted(expected.missing));
          expect(sorted(answer.extra)).toEqual(sorted(expected.extra));
          expect(sorted(columnsSorted(answer.different))).toEqual(sorted(columnsSorted(expected.different)));
        }),
        { numRuns: 20 },
      );
    }
  });
});

describe('the canonical text', () => {
  it('is the same from every engine and from the program', async () => {
    const spellings = fc.record({ amount, at: instant, day, name: word });
    for (const [from, to] of pairs()) {
      await fc.assert(
        fc.asyncProperty(fc.array(spellings, { minLength: 1, maxLength: 8 }), async (list) => {
          const content = list.map((each, i): Row => ({ ...blank, ...each, court: i, id: '甲' }));
          await fill(from, 'spelled', content);
          await fill(to, 'spelled', content);
          const plan = await makePlan(connection(from), connection(to), {
            table: 'spelled',
            key: ['court', 'id'],
          });
          for (const name of ['source', 'target'] as const) {
            const side = makeSide(name, connection(name === 'source' ? from : to), plan, []);
            for await (const page of side.rows([{ from: undefined, to: undefined }])) {
              for (const found of page) {
                const meant = content[Number(found.key[0])] as Row;
                plan.columns.forEach((pair, i) => {
                  const value = meant[pair.name as keyof Row];
                  if (pair.rule.kind === 'bytes' || typeof value === 'boolean') return;
                  expect(found.values[i], `${name} ${pair.name}`).toBe(canonicalText(pair.rule, value));
                });
              }
            }
          }
        }),
        { numRuns: 8 },
      );
    }
  });

  const blank = { count: null, ratio: null, code: null, flag: null, content: null };
});
