import type { Knex } from 'knex';
import { describe, expect, it } from 'vitest';
import { codeClasses, shipped } from '../reference/reference.ts';
import { codesBehind, writtenDictionary } from './dictionary.ts';
import { compareStructures } from './structureDiff.ts';
import { column, type StructureTable, wantedStructure } from './wantedStructure.ts';

const table = (name: string, columns: [string, string][], indexes: string[][] = []): StructureTable => ({
  name,
  columns: columns.map(([each, type]) => column(each, type)),
  indexes,
});

describe('the wanted structure', () => {
  it('is read off the statements of every step', async () => {
    const wanted = await wantedStructure();
    const cases = wanted.find(({ name }) => name === 'court_case');
    expect(wanted.length).toBe(25);
    expect(cases?.columns.find(({ name }) => name === 'claim_amount')?.type).toBe('decimal(16, 2)');
    expect(cases?.indexes).toContainEqual(['case_number']);
    expect(wanted.find(({ name }) => name === 'share_call')?.indexes).toContainEqual([
      'interface_id',
      'court_code',
      'called_at',
    ]);
  });

  it('follows columns added and dropped, and tables dropped', async () => {
    const step = {
      number: 10,
      name: 'x',
      down: async () => undefined,
      up: async (knex: Knex) => {
        await knex.schema.createTable('a', (t) => {
          t.integer('id');
          t.string('old', 5);
        });
        await knex.schema.createTable('b', (t) => t.integer('id'));
        await knex.schema.alterTable('a', (t) => {
          t.string('fresh', 7);
          t.dropColumn('old');
        });
        await knex.schema.dropTable('b');
      },
    };
    const [only, ...rest] = await wantedStructure([step]);
    expect(rest).toEqual([]);
    expect(only?.columns.map(({ name, length }) => [name, length])).toEqual([
      ['id', null],
      ['fresh', 7],
    ]);
  });
});

describe('differences', () => {
  const wanted = [
    table(
      'a',
      [
        ['id', 'integer'],
        ['name', 'varchar(40)'],
        ['at', 'timestamp'],
      ],
      [['name', 'at']],
    ),
    table('gone', [['id', 'integer']]),
  ];
  it('name what is missing, extra and of another type', () => {
    const live = [
      table(
        'a',
        [
          ['id', 'NUMBER'],
          ['name', 'varchar2(20)'],
          ['more', 'text'],
        ],
        [['at', 'name']],
      ),
      table('stranger', [['id', 'int']]),
      table('structure_version', [['id', 'int']]),
    ];
    expect(
      compareStructures(wanted, live).map(({ kind, table: of, name }) => `${kind} ${of}.${name}`),
    ).toEqual([
      'column-type a.name',
      'column-missing a.at',
      'column-extra a.more',
      'index-missing a.name, at',
      'table-missing gone.gone',
      'table-extra stranger.stranger',
    ]);
  });
  it('a longer text, another engine’s word and a wider index are no difference', () => {
    const live = [
      table(
        'a',
        [
          ['id', 'bigint'],
          ['name', 'nvarchar(100)'],
          ['at', 'datetime2'],
        ],
        [['name', 'at', 'id']],
      ),
      table('gone', [['id', 'int']]),
    ];
    expect(compareStructures(wanted, live)).toEqual([]);
  });
});

describe('the written dictionary', () => {
  it('holds every table and column of the structure with its type, in order', async () => {
    const written = writtenDictionary().tables.map(({ name, columns }) => ({
      name,
      columns: columns.map((each) => [each.name, each.type]),
    }));
    const wanted = (await wantedStructure()).map(({ name, columns }) => ({
      name,
      columns: columns.map((each) => [each.name, each.type]),
    }));
    expect(written).toEqual(wanted);
  });
  it('names only code classes there are, each with a Chinese name', () => {
    const classes = new Set(codeClasses().map(({ code }) => code));
    const own = ['court', 'case-type', 'exchange-type', 'cause', 'quality-rule', 'court_staff'];
    for (const { columns } of writtenDictionary().tables) {
      for (const { chinese, codes } of columns) {
        expect(chinese).toMatch(/[\p{Script=Han}]/u);
        if (codes !== undefined) expect(classes.has(codes) || own.includes(codes), codes).toBe(true);
      }
    }
    expect(codesBehind(shipped, '00003').map(({ name }) => name)).toContain('男性');
    expect(codesBehind(shipped, 'court').length).toBeGreaterThan(100);
  });
});
