import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planColumn } from './convert.ts';
import { type DdlColumn, parseDdl } from './ddl.ts';
import { parseFormatFile } from './formatFile.ts';
import { bcpRecords, csvRecords, LONGEST_RECORD, type RecordReader } from './records.ts';
import { terminator, terminators } from './terminators.ts';

function all(reader: RecordReader, text: string, pieces = [text.length]) {
  const found = [];
  let at = 0;
  for (const length of pieces) {
    found.push(...reader.push(text.slice(at, at + length)));
    at += length;
  }
  found.push(...reader.push(text.slice(at)), ...reader.end());
  return found.map(({ line, fields, ended }) => ({ line, fields, ended }));
}

describe('terminators', () => {
  test.each([
    ['\\t', '\t'],
    ['|#|', '|#|'],
    ['~\\r\\n', '~\r\n'],
    ['\\x1F', '\x1f'],
    ['\\\\', '\\'],
  ])('%s', (typed, meant) => expect(terminator('column', typed)).toBe(meant));
  test.each(['\\q', '"', '\\'])('%s is refused', (typed) =>
    expect(() => terminator('row', typed)).toThrow('行分隔符写得不对'),
  );
  test('a row may end with the column’s own, not the other way round', () => {
    expect(terminators({ columnTerminator: '|', rowTerminator: '|\\n' })).toEqual({
      column: '|',
      row: '|\n',
    });
    expect(() => terminators({ columnTerminator: '|\\n', rowTerminator: '\\n' })).toThrow();
    expect(() => terminators({ columnTerminator: '|', rowTerminator: '|' })).toThrow();
  });
});

describe('records', () => {
  test('bcp: NULL is nothing, an empty text a NUL, lines are counted', () => {
    expect(all(bcpRecords('|', '\n'), 'a||c\n\0|b|\nlast|x|y')).toEqual([
      { line: 1, fields: ['a', null, 'c'], ended: true },
      { line: 2, fields: ['', 'b', null], ended: true },
      { line: 3, fields: ['last', 'x', 'y'], ended: false },
    ]);
  });
  test('bcp: a first row that ends in CR LF makes lone line feeds part of values', () => {
    expect(all(bcpRecords('|', '\n'), 'a|b\nc\r\nd|e\r\n')).toEqual([
      { line: 1, fields: ['a', 'b'], ended: true },
      { line: 2, fields: ['c\r'], ended: true },
      { line: 3, fields: ['d', 'e\r'], ended: true },
    ]);
    expect(all(bcpRecords('|', '\n'), 'a|b\r\nc|d\ne\r\n')).toEqual([
      { line: 1, fields: ['a', 'b'], ended: true },
      { line: 2, fields: ['c', 'd\ne'], ended: true },
    ]);
  });
  test('CSV: quotes, doubled quotes, line ends and delimiters within, empty against NULL', () => {
    expect(all(csvRecords(','), 'a,"b ""x"", y\nz",\r\n"",,c\n')).toEqual([
      { line: 1, fields: ['a', 'b "x", y\nz', null], ended: true },
      { line: 3, fields: ['', null, 'c'], ended: true },
    ]);
  });
  test('CSV: a quote that never closes says its line', () => {
    expect(() => all(csvRecords(','), 'a,b\nc,"d\ne,f\n')).toThrow(
      expect.objectContaining({ line: 2, why: 'openQuote' }),
    );
  });
  test('a row without end costs its limit, not the memory', () => {
    const reader = bcpRecords('|', '\n');
    const piece = 'x'.repeat(1 << 20);
    expect(() => {
      for (let i = 0; i < LONGEST_RECORD / piece.length + 2; i++) for (const _ of reader.push(piece));
    }).toThrow(expect.objectContaining({ line: 1, why: 'tooLong' }));
  });
  test('wherever the text is cut, the records are the same', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '中', '"', ',', '\n', ' '), maxLength: 6 });
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { minLength: 1 }),
        fc.array(fc.nat(9)),
        (rows, pieces) => {
          const csv = rows
            .map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(','))
            .join('\n');
          expect(all(csvRecords(','), `${csv}\n`, pieces).map(({ fields }) => fields)).toEqual(rows);
          const plain = rows.map((row) => row.map((text) => text.replace(/[\n|]/g, '') || 'x'));
          const bcp = `${plain.map((row) => row.join('|')).join('~\n')}~\n`;
          expect(all(bcpRecords('|', '~\n'), bcp, pieces).map(({ fields }) => fields)).toEqual(plain);
        },
      ),
    );
  });
});

describe('descriptions', () => {
  test('ddlgen’s CREATE TABLE with its key, comments, owners and options', () => {
    const [table, other] = parseDdl(`
      -- DDL for Table 'court.dbo.CASE_INFO'
      create table court.dbo.CASE_INFO (
        CASE_ID   varchar(18)  not null ,
        "案号"     univarchar(60) null, /* ( , */
        AMOUNT    numeric(16,2) default 0.00 null,
        RATE      double precision null,
        N         unsigned bigint not null,
        MADE      datetime default getdate() not null,
        CHECK (AMOUNT > 0),
        CONSTRAINT PK_CASE PRIMARY KEY CLUSTERED ( CASE_ID, N ) on 'default'
      )
      lock datarows on 'default'
      go
      create table PARTY ( PARTY_ID int identity primary key, NAME varchar (40) )
      go
      create unique index I on PARTY (NAME)`);
    expect(table).toMatchObject({ name: 'CASE_INFO', key: ['CASE_ID', 'N'] });
    expect(
      table?.columns.map(({ name, type, length, scale, nullable }) => [name, type, length, scale, nullable]),
    ).toEqual([
      ['CASE_ID', 'varchar', 18, null, false],
      ['案号', 'univarchar', 60, null, true],
      ['AMOUNT', 'numeric', 16, 2, true],
      ['RATE', 'double', null, null, true],
      ['N', 'unsigned bigint', null, null, false],
      ['MADE', 'datetime', null, null, false],
    ]);
    expect(other).toMatchObject({ name: 'PARTY', key: ['PARTY_ID'] });
  });
  test('keys that come later: ALTER TABLE and sp_primarykey', () => {
    const [a, b] = parseDdl(`create table A (x int, y int) create table B (x int, y int)
      alter table dbo.A add constraint K primary key nonclustered (x, y)
      exec sp_primarykey 'B', y`);
    expect([a?.key, b?.key]).toEqual([['x', 'y'], ['y']]);
  });
  test('a broken script is no endless one', () => {
    for (const script of [
      'create table',
      'create table (',
      'create table A (',
      'create table A (x',
      'alter table',
      '"',
      "'",
      '/*',
    ])
      expect(() => parseDdl(script)).not.toThrow();
  });
  test('a format file: columns in its order, those of no column left out', () => {
    expect(
      parseFormatFile(
        '10.0\n3\n1 SYBCHAR 0 18 "|" 1 CASE_ID\n2 SYBCHAR 0 8 "|" 0 pad\n3 SYBCHAR 0 12 "|\\n" 2 AMOUNT 16 2\n',
      ),
    ).toEqual({ fields: ['CASE_ID', '', 'AMOUNT'], column: '|', row: '|\n' });
  });
  test.each([
    ['x', '版本号'],
    ['10.0\n2\n1 SYBCHAR 0 18 "|" 1 A', '列数'],
    ['10.0\n1\n1 SYBINT4 0 4 "\\n" 1 A', '本机格式'],
    ['10.0\n1\n1 SYBCHAR 0 4 "" 1 A', '定长'],
    ['10.0\n1\nnonsense', '看不懂'],
  ])('a format file %j is refused', (text, why) => expect(() => parseFormatFile(text)).toThrow(why));
});

const column = (type: string, length: number | null = null, scale: number | null = null): DdlColumn => ({
  name: 'x',
  type,
  length,
  scale,
  nullable: true,
});

describe('values', () => {
  test.each<[DdlColumn, string, unknown]>([
    [column('int'), ' 42 ', 42],
    [column('bigint'), '9007199254740993', 9007199254740993n],
    [column('bit'), '1', 1],
    [column('numeric', 16, 2), '1234.50', 1234.5],
    [column('numeric', 20, 2), '123456789012345678.25', '123456789012345678.25'],
    [column('money'), '1,234.5600', 1234.56],
    [column('datetime'), 'Nov 22 2026  9:06:24:000PM', '2026-11-22 21:06:24'],
    [column('datetime'), 'Feb  3 2026 12:00AM', '2026-02-03 00:00:00'],
    [column('date'), 'Feb  3 2026', '2026-02-03'],
    [column('date'), '20260203', '2026-02-03'],
    [column('smalldatetime'), '2026/2/3 08:05', '2026-02-03 08:05:00'],
    [column('time'), '11:59:59PM', '23:59:59'],
    [column('char', 6), 'ab    ', 'ab'],
    [column('varchar', 6), 'ab  ', 'ab  '],
    [column('varbinary', 8), '0x0aFF', Buffer.from([10, 255])],
  ])('%j of %s', (described, text, value) =>
    expect(planColumn('x', described).convert(text)).toEqual({ value }),
  );
  test.each<[DdlColumn, string]>([
    [column('int'), '2147483648'],
    [column('int'), '1.5'],
    [column('tinyint'), '-1'],
    [column('numeric', 5, 2), '1234.5'],
    [column('numeric', 5, 2), '1.234'],
    [column('money'), '一千'],
    [column('date'), 'Feb 30 2026'],
    [column('date'), '2026-02-03 10:00'],
    [column('datetime'), '13:00'],
    [column('varchar', 2), '三个字'],
    [column('binary', 8), '0xABC'],
    [column('bit'), 'Y'],
  ])('%j refuses %s', (described, text) =>
    expect(planColumn('x', described).convert(text)).toHaveProperty('bad'),
  );
  test('nothing is NULL; where that may not be it is refused, or empty for a text', () => {
    expect(planColumn('x', column('int')).convert(null)).toEqual({ value: null });
    expect(planColumn('x', { ...column('int'), nullable: false }).convert(null)).toHaveProperty('bad');
    expect(planColumn('x', { ...column('varchar', 5), nullable: false }).convert(null)).toEqual({
      value: '',
    });
  });
});
