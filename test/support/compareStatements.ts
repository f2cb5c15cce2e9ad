import { engineSql } from '../../electron/core/compare/engines/index.ts';
import type { KeyColumn } from '../../electron/core/compare/keys.ts';
import { type Column, familyOf, ruleFor } from '../../electron/core/compare/kinds.ts';
import type { Pair, Plan } from '../../electron/core/compare/plan.ts';
import { makeSide } from '../../electron/core/compare/side.ts';
import { surveyKey } from '../../electron/core/compare/survey.ts';
import { CATALOGUE } from '../../electron/core/compare/tables.ts';
import type { DatacenterConnection } from '../../electron/core/datacenter/datacenter.ts';
import { nativePlaceholders } from '../../electron/core/datacenter/placeholders.ts';
import { guardStatement } from '../../electron/core/datacenter/statementGuard.ts';
import type { Engine } from '../../shared/contract/datacenter.ts';

/** A connection that only writes down what it is asked. */
function recorder(engine: Engine): { connection: DatacenterConnection; asked: string[] } {
  const asked: string[] = [];
  const note = (text: unknown) => {
    const { sql } = nativePlaceholders(String(text), engine);
    asked.push(guardStatement(sql, engine));
  };
  const connection = {
    engine,
    query: async (text: unknown) => {
      note(text);
      return [];
    },
    pages: async function* (text: unknown) {
      note(text);
      yield* [];
    },
  } as unknown as DatacenterConnection;
  return { connection, asked };
}

const TYPES: Record<'oracle' | 'dameng' | 'mssql', [string, string, number | null][]> = {
  oracle: [
    ['COURT', 'number', 0],
    ['AJBS', 'varchar2', null],
    ['BDJE', 'number', 2],
    ['LARQ', 'date', null],
    ['GXSJ', 'timestamp', 6],
    ['DM', 'char', null],
    ['WS', 'clob', null],
    ['NR', 'blob', null],
  ],
  dameng: [
    ['COURT', 'int', 0],
    ['AJBS', 'varchar', null],
    ['BDJE', 'decimal', 2],
    ['LARQ', 'date', null],
    ['GXSJ', 'timestamp', 6],
    ['DM', 'char', null],
    ['WS', 'clob', null],
    ['NR', 'blob', null],
  ],
  mssql: [
    ['court', 'int', 0],
    ['ajbs', 'nvarchar', null],
    ['bdje', 'decimal', 2],
    ['larq', 'date', null],
    ['gxsj', 'datetime2', 7],
    ['dm', 'nchar', null],
    ['ws', 'nvarchar', null],
    ['nr', 'varbinary', null],
  ],
};

const POSTGRES = [
  'integer',
  'character varying',
  'numeric',
  'date',
  'timestamp',
  'character',
  'text',
  'bytea',
];

function column(engine: Engine, name: string, type: string, digits: number | null): Column {
  const family = familyOf(engine, type, digits);
  const isTime = family === 'timestamp';
  return {
    name,
    type,
    family,
    scale: isTime ? null : digits,
    fraction: engine === 'oracle' && type === 'date' ? 0 : isTime ? digits : null,
    nullable: true,
    bytes: null,
    bytewise: true,
    utf8: true,
  };
}

/** A court's library in the engine against the centre in PostgreSQL; the key is court and case. */
function planOf(engine: 'oracle' | 'dameng' | 'mssql', hashedHere: boolean): Plan {
  const pairs = TYPES[engine].map(([name, type, digits], i): Pair => {
    const source = column(engine, name, type, digits);
    const target = column('postgres', name.toLowerCase(), POSTGRES[i] as string, digits);
    const rule = ruleFor({ engine, column: source }, { engine: 'postgres', column: target });
    return { name: name.toLowerCase(), source, target, rule };
  });
  const table = (from: string, columns: string[]) => ({
    from,
    name: 'aj',
    columns: [],
    indexes: [{ columns, unique: false }],
  });
  return {
    source: table(
      `${engineSql(engine).quote(engine === 'mssql' ? 'aj' : 'AJ')}`,
      pairs.slice(0, 2).map(({ source }) => source.name),
    ),
    target: table('"aj"', []),
    key: pairs.slice(0, 2),
    columns: pairs.slice(2),
    by: pairs.slice(3, 5),
    maxTextBytes: engineSql(engine).maxTextBytes,
    digest: 'md5',
    checksums: {
      source: hashedHere ? undefined : engineSql(engine).checksums.md5[0],
      target: engineSql('postgres').checksums.md5[0],
    },
    notes: [],
  };
}

/**
 * Every statement a comparison sends to the engine, in its own placeholders; each has passed the read-only guard.
 * @param hashedHere as for a server without a digest (Oracle 11g)
 */
export async function compareStatements(
  engine: 'oracle' | 'dameng' | 'mssql',
  hashedHere = false,
): Promise<string[]> {
  const plan = planOf(engine, hashedHere);
  const { connection, asked } = recorder(engine);
  const key = plan.key.map(
    ({ source, rule }): KeyColumn => ({
      column: source,
      rule,
      expression: engineSql(engine).quote(source.name),
      indexed: true,
      digitsOnly: false,
    }),
  );
  const side = makeSide('source', connection, plan, key);
  const [first, second, third] = ['1', '2', '3'].map((court) => [court, `${court}甲`]);
  await surveyKey('source', connection, plan);
  await side.keysAfter(undefined, 4096, 16);
  await side.keysAfter(first, 4096, 16);
  await side.everyKey([{ from: first, to: second }], 16);
  await side.segments({ from: first, to: third }, [second as string[]]);
  for await (const _page of side.rows([
    { from: undefined, to: first },
    { from: second, to: undefined },
  ])) {
    // Only the statement matters here.
  }
  for await (const _page of side.groups()) {
    // Only the statement matters here.
  }
  for (const statement of Object.values(CATALOGUE[engine])) {
    asked.push(guardStatement(nativePlaceholders(statement, engine).sql, engine));
  }
  return asked;
}
