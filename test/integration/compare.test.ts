import { describe, expect, it } from 'vitest';
import { compareOpen, compareUrls } from '../../electron/core/compare/urls.ts';
import { openUrl } from '../../electron/core/datacenter/datacenter.ts';
import { forkProcess } from '../../electron/hosts/processes.ts';
import type { Cell } from '../fixtures/compareTables.ts';
import { openCompareDatabases, SMALL, sorted } from '../support/compareDatabases.ts';
import { errorOf } from '../support/workspace.ts';

const { connection, database, has, pairs } = openCompareDatabases('compare');

/** The same small table in both databases of every pair, by each engine's own statements. */
async function inPairs(
  make: (name: string) => string,
  change: { source?: string; target?: string },
  check: (from: string, to: string) => Promise<void>,
): Promise<void> {
  for (const [from, to] of pairs()) {
    for (const name of [from, to]) await database(name).run(`DROP TABLE IF EXISTS trap; ${make(name)}`);
    if (change.source) await database(from).run(change.source);
    if (change.target) await database(to).run(change.target);
    await check(from, to);
  }
}

const compareTrap = (from: string, to: string, key = ['id'], columns?: string[]) =>
  compareOpen(connection(from), connection(to), { table: 'trap', key, columns }, { sizes: SMALL });

describe('traps', () => {
  const numbered = (count: number, from = 1) =>
    Array.from({ length: count }, (_, i) => `(${i + from}, 'v${i + from}')`).join(', ');
  const simple = () => 'CREATE TABLE trap (id integer not null primary key, v varchar(20))';

  it('empty tables, a single row, one side empty, everything different', async () => {
    await inPairs(simple, {}, async (from, to) => {
      expect(await compareTrap(from, to)).toMatchObject({
        missing: [],
        extra: [],
        different: [],
        rowsFetched: 0,
      });
      await database(from).run("INSERT INTO trap VALUES (7, 'x')");
      expect(await compareTrap(from, to)).toMatchObject({ missing: [7], extra: [], different: [] });
      await database(to).run("INSERT INTO trap VALUES (7, 'y')");
      const one = await compareTrap(from, to);
      expect(one).toMatchObject({ missing: [], different: [{ key: 7, columns: ['v'] }] });
      await database(from).run('DELETE FROM trap');
      await database(to).run(`DELETE FROM trap; INSERT INTO trap VALUES ${numbered(300)}`);
      expect((await compareTrap(from, to)).extra).toEqual(Array.from({ length: 300 }, (_, i) => i + 1));
      await database(from).run(`INSERT INTO trap VALUES ${numbered(300)}; UPDATE trap SET v = 'w'`);
      const all = await compareTrap(from, to);
      expect(all.different).toHaveLength(300);
      expect([all.missing, all.extra]).toEqual([[], []]);
    });
  });

  it('very unequal counts and keys far apart', async () => {
    await inPairs(simple, {}, async (from, to) => {
      await database(from).run(
        `INSERT INTO trap VALUES ${numbered(3)}, (2147483647, 'end'), (-2147483648, 'start')`,
      );
      await database(to).run(`INSERT INTO trap VALUES ${numbered(500, 3)}`);
      const answer = await compareTrap(from, to);
      expect(answer.missing).toEqual([-2147483648, 1, 2, 2147483647]);
      expect(answer.extra).toHaveLength(499);
      expect(answer.different).toEqual([]);
    });
  });

  it('texts that collations order and equate in their own ways are keys by their bytes', async () => {
    const make = (name: string) =>
      `CREATE TABLE trap (id varchar(30) ${name === 'mysql' ? 'COLLATE utf8mb4_bin' : ''} not null primary key, v integer)`;
    const ids = [
      'a',
      'A',
      'b',
      'B',
      'é',
      'e',
      '（2026）川01',
      '川',
      '四',
      '-',
      '_',
      'a b',
      'ab',
      'a-b',
      '1',
      '10',
      '9',
    ];
    const values = (list: string[]) =>
      `INSERT INTO trap VALUES ${list.map((id, i) => `('${id}', ${i})`).join(', ')}`;
    await inPairs(make, { source: values(ids), target: values(ids) }, async (from, to) => {
      await database(to).run("UPDATE trap SET v = 99 WHERE id = '川'; DELETE FROM trap WHERE id = 'A'");
      const answer = await compareTrap(from, to);
      expect(answer).toMatchObject({ missing: ['A'], extra: [], different: [{ key: '川', columns: ['v'] }] });
    });
  });

  it('a digits-only text key is segmented by its index whatever its collation; others are told to be slower', async () => {
    if (!has('mysql')) return;
    const make = () => 'CREATE TABLE trap (id varchar(30) not null primary key, v integer)';
    await inPairs(make, {}, async (from, to) => {
      if (from !== 'mysql') return;
      for (const name of [from, to])
        await database(name).run("INSERT INTO trap VALUES ('510001', 1), ('51', 2), ('9', 3)");
      await database(to).run("INSERT INTO trap VALUES ('Z9', 4), ('é', 5), (' ', 6)");
      const digits = await compareTrap(from, to);
      expect(digits.notes).toBeUndefined();
      expect(digits.extra).toEqual([' ', 'Z9', 'é']);
      await database(from).run("INSERT INTO trap VALUES ('z9', 4)");
      const letters = await compareTrap(from, to);
      expect(letters.notes?.join()).toContain('“id”');
      expect(letters).toMatchObject({ missing: ['z9'], extra: [' ', 'Z9', 'é'] });
    });
  });

  it('equal meanings in other spellings are equal; unequal ones that look alike are not', async () => {
    const types: Record<string, string> = {
      postgres:
        'id integer primary key, n numeric(18,4), b boolean, at timestamp(6), c char(6), t time, big numeric(20,0)',
      mysql:
        'id integer primary key, n decimal(18,4), b tinyint(1), at datetime(6), c char(6), t time, big decimal(20,0)',
      sqlite:
        'id integer primary key, n decimal(18,4), b boolean, at datetime, c char(6), t time, big numeric',
    };
    const spelling: Record<string, string[]> = {
      postgres: [
        "1.5000, true, '2026-01-01 10:00:00.120', 'ab', '08:30:00', 12345678901234567890",
        "0, false, null, '', null, 0",
      ],
      mysql: [
        "1.5, 1, '2026-01-01 10:00:00.12', 'ab', '08:30:00', 12345678901234567890",
        "0, 0, null, '', null, 0",
      ],
      sqlite: [
        "'1.50', 1, '2026-01-01T02:00:00.120000Z', 'ab    ', '08:30', '12345678901234567890'",
        "-0.0, 0, null, '  ', null, 0.0",
      ],
    };
    const kind = (name: string) => database(name).engine;
    await inPairs(
      (name) =>
        `CREATE TABLE trap (${types[kind(name)]}); ${(spelling[kind(name)] as string[])
          .map((row, i) => `INSERT INTO trap VALUES (${i + 1}, ${row})`)
          .join('; ')}`,
      {},
      async (from, to) => {
        const answer = await compareTrap(from, to);
        const bigInSqlite = answer.different.every(({ columns }) => columns.join() === 'big');
        // SQLite keeps 20 digits only as a double: that value really is another one.
        if ([from, to].some((name) => kind(name) === 'sqlite') && kind(from) !== kind(to))
          expect(bigInSqlite).toBe(true);
        else expect(answer.different).toEqual([]);
        await database(to).run(
          'UPDATE trap SET n = 1.5001 WHERE id = 1; UPDATE trap SET c = null WHERE id = 2',
        );
        const changed = await compareTrap(from, to, ['id'], ['n', 'c']);
        expect(changed.different).toEqual([
          { key: 1, columns: ['n'] },
          { key: 2, columns: ['c'] },
        ]);
      },
    );
  });

  it('a key ordered by a language, an identifier type, odd names and a schema are all compared right', async () => {
    const [pg, lite] = [database('postgres'), database('sqlite')];
    const uuid = (i: number) => `6f1f5f5e-0000-4000-8000-0000000000${10 + i}`;
    await pg.run(
      `DROP TABLE IF EXISTS "奇 'x?"; CREATE TABLE "奇 'x?" (id varchar(9) COLLATE "und-x-icu" primary key, "V?""b" int, u uuid)`,
    );
    await lite.run(
      `DROP TABLE IF EXISTS "奇 'x?"; CREATE TABLE "奇 'x?" (id varchar(9) primary key, "V?""b" int, u text)`,
    );
    const content = ['a', 'A', 'b', 'B', 'é', 'e', '川', '四', '-', 'a-b', 'ab', '10', '9'].map((id, i) => [
      id,
      i,
      uuid(i),
    ]);
    for (const each of [pg, lite]) await each.insert(`"奇 'x?"`, content);
    await lite.run(`DELETE FROM "奇 'x?" WHERE id = 'A'; UPDATE "奇 'x?" SET "V?""b" = 99 WHERE id = '川'`);
    for (const [key, missing, changed] of [
      ['id', 'A', '川'],
      ['u', uuid(1), uuid(6)],
    ] as const) {
      const answer = await compareOpen(
        connection('postgres'),
        connection('sqlite'),
        { table: `public.奇 'x?`, targetTable: `奇 'x?`, key: [key] },
        { sizes: SMALL },
      );
      expect(answer).toMatchObject({ missing: [missing], extra: [], different: [{ key: changed }] });
      expect(answer.different[0]?.columns).toEqual(['v?"b']);
    }
  });

  it('columns of one side only are listed, renamed ones can be paired', async () => {
    const [from, to] = ['sqlite', 'postgres'];
    await database(from).run(
      'DROP TABLE IF EXISTS trap; CREATE TABLE trap (ajbs text primary key, cbr text, only_here int)',
    );
    await database(to).run(
      'DROP TABLE IF EXISTS trap; CREATE TABLE trap (case_id text primary key, judge text, other int)',
    );
    await database(from).run("INSERT INTO trap VALUES ('1', '甲', 1), ('2', '乙', 2)");
    await database(to).run("INSERT INTO trap VALUES ('1', '甲', 9), ('2', '丙', 9)");
    const answer = await compareTrap(from, to, ['ajbs=case_id'], ['cbr=judge']);
    expect(answer.different).toEqual([{ key: '2', columns: ['cbr'] }]);
    const bare = await compareTrap(from, to, ['ajbs=case_id']);
    expect(bare.notes?.join()).toMatch(/cbr、only_here.*judge、other/);
  });

  it('counts by court and day, with the credibility', async () => {
    const [from, to] = ['postgres', 'sqlite'];
    const make =
      'DROP TABLE IF EXISTS trap; CREATE TABLE trap (id integer primary key, court integer, at timestamp)';
    for (const name of [from, to]) {
      await database(name).run(
        `${make}; INSERT INTO trap VALUES (1, 1, '2026-01-01 08:00:00'), (2, 1, '2026-01-01 09:00:00'), (3, 2, '2026-01-02 09:00:00')`,
      );
    }
    await database(to).run(
      "DELETE FROM trap WHERE id = 1; INSERT INTO trap VALUES (4, 2, '2026-01-02 10:00:00')",
    );
    const answer = await compareOpen(connection(from), connection(to), {
      table: 'trap',
      key: ['id'],
      by: ['court', 'at'],
    });
    expect(answer.credibility).toBe(33.333333);
    expect(answer.by).toEqual([
      {
        group: { court: '1', at: '2026-01-01' },
        source: 2,
        target: 1,
        missing: 1,
        extra: 0,
        different: 0,
        credibility: 0,
      },
      {
        group: { court: '2', at: '2026-01-02' },
        source: 1,
        target: 2,
        missing: 0,
        extra: 1,
        different: 0,
        credibility: 50,
      },
    ]);
  });

  it('what cannot be compared is told in Chinese', async () => {
    const [from, to] = ['postgres', 'sqlite'];
    for (const name of [from, to]) {
      await database(name).run('DROP TABLE IF EXISTS trap; CREATE TABLE trap (id integer, v text)');
      await database(name).run("INSERT INTO trap VALUES (1, 'a'), (1, 'b'), (null, 'c')");
    }
    const code = async (call: Promise<unknown>) => (await errorOf(call)).code;
    expect(await code(compareTrap(from, to))).toBe('COMPARE_KEY_NULL');
    for (const name of [from, to]) await database(name).run('DELETE FROM trap WHERE id IS NULL');
    expect(await code(compareTrap(from, to))).toBe('COMPARE_KEY_DUPLICATE');
    expect(await code(compareTrap(from, to, ['nothing']))).toBe('COMPARE_COLUMN_UNKNOWN');
    expect(await code(compareTrap(from, to, []))).toBe('COMPARE_KEY_NEEDED');
    expect(await code(compareTrap(from, to, ['id', 'id']))).toBe('COMPARE_COLUMN_TWICE');
    expect(
      await code(
        compareOpen(connection(from), connection(to), { table: "x'; DROP TABLE trap", key: ['id'] }),
      ),
    ).toBe('COMPARE_TABLE_UNKNOWN');
    expect(await code(compareOpen(connection(to), connection(to), { table: 'trap', key: ['id'] }))).toBe(
      'COMPARE_SAME',
    );
    expect(
      await code(
        compareUrls({ source: 'nonsense', target: 'x', table: 't', key: ['id'] }, { spawn: forkProcess }),
      ),
    ).toBe('DATACENTER_URL');
  });

  it('keys: padded CHAR, an unsigned integer beyond 2^53, a key only one side has filled, reserved names', async () => {
    if (!has('mysql')) return;
    const [pg, my] = [database('postgres'), database('mysql')];
    await pg.run(`DROP TABLE IF EXISTS "select"; CREATE TABLE "select" (code char(8), big numeric(20), "order" text, primary key (code, big));
      INSERT INTO "select" VALUES ('甲', 18446744073709551615, 'a'), ('甲', 18446744073709551614, 'b'), ('b', 9007199254740993, ''), ('B', 1, null)`);
    await my.run(`DROP TABLE IF EXISTS \`select\`; CREATE TABLE \`select\` (code char(8) COLLATE utf8mb4_bin, big bigint unsigned, \`order\` text, primary key (code, big));
      INSERT INTO \`select\` VALUES ('甲', 18446744073709551615, 'a'), ('甲', 18446744073709551613, 'b'), ('b', 9007199254740993, null), ('B', 1, null)`);
    const answer = await compareOpen(
      connection('postgres'),
      connection('mysql'),
      { table: 'public.select', targetTable: 'select', key: ['code', 'big'] },
      { sizes: SMALL },
    );
    expect(answer.missing).toEqual([['甲', '18446744073709551614']]);
    expect(answer.extra).toEqual([['甲', '18446744073709551613']]);
    // An empty text is not NULL where neither side is Oracle.
    expect(answer.different).toEqual([{ key: ['b', '9007199254740993'], columns: ['order'] }]);
  });

  it('case-insensitive keys against case-sensitive ones, rows that differ only by case', async () => {
    if (!has('mysql')) return;
    const make = () => 'CREATE TABLE trap (id varchar(30) not null primary key, v integer)';
    for (const name of ['postgres', 'mysql'])
      await database(name).run(`DROP TABLE IF EXISTS trap; ${make()}`);
    const many = Array.from({ length: 120 }, (_, i): Cell[] => [`k${i}é`, i]);
    await database('postgres').insert('trap', [...many, ['AB', 1], ['ab', 2], ['aB', 3], ['x', 4]]);
    await database('mysql').insert('trap', [...many, ['ab', 2], ['X', 4]]);
    for (const [from, to] of [
      ['postgres', 'mysql'],
      ['mysql', 'postgres'],
    ] as const) {
      const answer = await compareTrap(from, to);
      const [onlyPostgres, onlyMysql] =
        from === 'postgres' ? [answer.missing, answer.extra] : [answer.extra, answer.missing];
      expect(sorted(onlyPostgres)).toEqual(sorted(['AB', 'aB', 'x']));
      expect(onlyMysql).toEqual(['X']);
      expect(answer.different).toEqual([]);
    }
  });

  it('a table of 200 columns and a cell of 10 MB', async () => {
    const names = Array.from({ length: 200 }, (_, i) => `c${i}`);
    const make = (name: string) =>
      `CREATE TABLE trap (id integer not null primary key, ${names.map((column, i) => `${column} ${i % 2 ? 'varchar(4)' : 'decimal(12,2)'}`).join(', ')}, big ${name === 'mysql' ? 'longtext' : 'text'})`;
    for (const [from, to] of [pairs()[0], pairs().at(-2)] as [string, string][]) {
      for (const name of [from, to]) {
        await database(name).run(`DROP TABLE IF EXISTS trap; ${make(name)}`);
        const rows = Array.from({ length: 60 }, (_, i): Cell[] => [
          i,
          ...names.map((_column, at) => (at % 2 ? `v${i}` : i / 4)),
          i === 30 ? '川'.repeat(3_400_000) : 'x',
        ]);
        for (const row of rows) await database(name).insert('trap', [row]);
      }
      expect(await compareTrap(from, to)).toMatchObject({ missing: [], extra: [], different: [] });
      await database(to).run(
        "UPDATE trap SET c199 = 'w' WHERE id = 7; UPDATE trap SET big = replace(big, '川川川', '川川州') WHERE id = 30",
      );
      const answer = await compareTrap(from, to);
      expect(answer.different).toEqual([
        { key: 7, columns: ['c199'] },
        { key: 30, columns: ['big'] },
      ]);
    }
  });

  it('a table that changes meanwhile ends with an answer', async () => {
    const [from, to] = ['postgres', 'sqlite'];
    const content = Array.from({ length: 3000 }, (_, i): Cell[] => [i, 'x']);
    for (const name of [from, to]) {
      await database(name).run(`DROP TABLE IF EXISTS trap; ${simple()}`);
      await database(name).insert('trap', content);
    }
    let going = true;
    const changing = (async () => {
      for (let i = 0; going; i++) {
        await database(from).run(
          `DELETE FROM trap WHERE id = ${i * 7}; INSERT INTO trap VALUES (${10_000 + i}, 'new')`,
        );
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    })();
    await compareTrap(from, to);
    going = false;
    await changing;
    const answer = await compareTrap(from, to);
    expect(answer.extra.length).toBeGreaterThan(0);
    expect(answer.extra.every((key) => Number(key) % 7 === 0 && Number(key) < 3000)).toBe(true);
    expect(answer.missing.every((key) => Number(key) >= 10_000)).toBe(true);
    expect(answer.different).toEqual([]);
  });

  it('a server without the digest has its rows hashed here, with the same result and a note', async () => {
    // A real server that lacks it: the account may not run the functions.
    const place = new URL(database('postgres').url);
    await database('postgres').run(`DROP TABLE IF EXISTS trap;
      CREATE TABLE trap (court integer, id varchar(9), v numeric(9,2), w timestamp, t text, primary key (court, id));
      CREATE ROLE no_digest LOGIN PASSWORD 'x'; GRANT SELECT ON trap TO no_digest;
      REVOKE EXECUTE ON FUNCTION md5(text), sha256(bytea) FROM PUBLIC`);
    place.username = 'no_digest';
    place.password = 'x';
    const lacking = openUrl(place.href, { spawn: forkProcess });
    try {
      const content = Array.from({ length: 400 }, (_, i): Cell[] => [
        i % 7,
        `${1000 + i}`,
        i % 9 === 0 ? null : i / 4,
        i % 5 === 0 ? null : '2026-01-01 08:00:00.12',
        i % 3 === 0 ? '' : `（2026）川${i}\n😀`,
      ]);
      await database('postgres').insert('trap', content);
      for (const to of ['sqlite', 'mysql'].filter((name) => has(name))) {
        const at = to === 'mysql' ? 'datetime(3)' : 'timestamp';
        await database(to).run(
          `DROP TABLE IF EXISTS trap; CREATE TABLE trap (court integer, id varchar(9), v decimal(9,2), w ${at}, t text, primary key (court, id))`,
        );
        await database(to).insert('trap', content);
        const what = { table: 'trap', key: ['court', 'id'] };
        const equal = await compareOpen(lacking, connection(to), what, { sizes: SMALL });
        expect(equal).toMatchObject({ missing: [], extra: [], different: [], rowsFetched: 400 });
        expect(equal.notes?.join()).toContain('源库的数据库没有可下推的校验函数');
        await database(to).run(
          "DELETE FROM trap WHERE id = '1123'; UPDATE trap SET v = 0.01 WHERE id = '1250'; INSERT INTO trap (court, id) VALUES (9, 'z')",
        );
        for (const way of ['source', 'target']) {
          const [a, b] = way === 'source' ? [lacking, connection(to)] : [connection(to), lacking];
          const answer = await compareOpen(a, b, what, { sizes: SMALL });
          const [lost, fresh] = [[[4, '1123']], [[9, 'z']]];
          expect(answer.different).toEqual([{ key: [5, '1250'], columns: ['v'] }]);
          expect([answer.missing, answer.extra]).toEqual(way === 'source' ? [lost, fresh] : [fresh, lost]);
        }
      }
    } finally {
      await lacking.close();
      await database('postgres').run(`GRANT EXECUTE ON FUNCTION md5(text), sha256(bytea) TO PUBLIC;
        DROP OWNED BY no_digest; DROP ROLE no_digest`);
    }
  });

  it('letters on one side of a key that holds only digits on the other are told right and in bounded steps', async () => {
    if (!has('mysql')) return;
    const make = () => 'CREATE TABLE trap (id varchar(30) not null primary key, v integer)';
    for (const name of ['postgres', 'mysql'])
      await database(name).run(`DROP TABLE IF EXISTS trap; ${make()}`);
    const odd = ['-', ' ', '_', '.', '(', '甲', 'z'];
    const letters = Array.from({ length: 900 }, (_, i): Cell[] => [`${odd[i % odd.length]}${i}`, i]);
    const digits = Array.from({ length: 700 }, (_, i): Cell[] => [`${5000 + i * 3}`, i]);
    await database('postgres').insert('trap', [...letters, ...digits.slice(0, 100)]);
    await database('mysql').insert('trap', digits);
    for (const [from, to] of [
      ['postgres', 'mysql'],
      ['mysql', 'postgres'],
    ] as const) {
      const answer = await compareTrap(from, to);
      const onlyPostgres = from === 'postgres' ? answer.missing : answer.extra;
      const onlyMysql = from === 'postgres' ? answer.extra : answer.missing;
      expect(sorted(onlyPostgres)).toEqual(sorted(letters.map(([key]) => key)));
      expect(sorted(onlyMysql)).toEqual(sorted(digits.slice(100).map(([key]) => key)));
      expect(answer.different).toEqual([]);
    }
  });

  it('a key that no index serves is read in few passes, and a note says so', async () => {
    const make = () => 'CREATE TABLE trap (id integer not null, v varchar(20))';
    const change = `INSERT INTO trap VALUES ${numbered(300)}`;
    await inPairs(make, { source: change, target: change }, async (from, to) => {
      await database(to).run("UPDATE trap SET v = 'w' WHERE id = 250");
      let asked = 0;
      const counted = { ...connection(from) };
      counted.query = (...what) => {
        asked++;
        return connection(from).query(...what);
      };
      const answer = await compareOpen(
        counted,
        connection(to),
        { table: 'trap', key: ['id'] },
        { sizes: SMALL },
      );
      expect(answer).toMatchObject({ missing: [], extra: [], different: [{ key: 250, columns: ['v'] }] });
      expect(answer.notes).toHaveLength(2);
      expect(answer.notes?.join()).toContain('没有索引');
      // Along an index it would be fifteen stretches of three segments.
      expect(asked).toBeLessThan(13);
      for (const name of [from, to]) await database(name).run('CREATE INDEX trap_id ON trap (id)');
      expect((await compareTrap(from, to)).notes).toBeUndefined();
      for (const name of [from, to]) await database(name).run('DROP TABLE trap');
    });
  });

  it('numbers that MySQL fills with zeros, decimals of one scale and of several', async () => {
    if (!has('mysql')) return;
    const [pg, my] = [database('postgres'), database('mysql')];
    const values = '(1, 42, 1.1, 1.10, -0.5), (2, 7, 100, 0, 20.25), (3, 123456, 0, -3.30, null)';
    await pg.run(`DROP TABLE IF EXISTS trap;
      CREATE TABLE trap (id integer primary key, n integer, filled numeric(8,2), alike numeric(8,2), finer numeric(8,2));
      INSERT INTO trap VALUES ${values}`);
    await my.run(`DROP TABLE IF EXISTS trap;
      CREATE TABLE trap (id int(6) zerofill primary key, n int(8) zerofill, filled decimal(8,2) zerofill, alike decimal(8,2), finer decimal(10,4));
      INSERT INTO trap VALUES ${values}`);
    const same = await compareTrap('postgres', 'mysql');
    expect(same).toMatchObject({ missing: [], extra: [], different: [], rowsFetched: 0 });
    await my.run('UPDATE trap SET alike = 1.11, finer = 20.2501 WHERE id <> 3');
    const changed = await compareTrap('mysql', 'postgres');
    expect(changed).toMatchObject({
      missing: [],
      extra: [],
      different: [
        { key: 1, columns: ['alike', 'finer'] },
        { key: 2, columns: ['alike', 'finer'] },
      ],
    });
    expect(await compareTrap('postgres', 'mysql', ['n'], ['alike'])).toMatchObject({
      missing: [],
      extra: [],
      different: [{ key: 42 }, { key: 7 }].sort((a, b) => a.key - b.key),
    });
  });

  it('a cancel ends it at once, on the servers too', async () => {
    const [from, to] = ['postgres', 'sqlite'];
    for (const name of [from, to]) {
      await database(name).run(`${simple().replace('CREATE', 'DROP TABLE IF EXISTS trap; CREATE')}`);
      await database(name).insert(
        'trap',
        Array.from({ length: 3000 }, (_, i) => [i, 'x']),
      );
    }
    const abort = new AbortController();
    const running = compareOpen(
      connection(from),
      connection(to),
      { table: 'trap', key: ['id'] },
      {
        sizes: { ...SMALL, segmentRows: 2, segmentsAStatement: 2 },
        signal: abort.signal,
        onProgress: ({ done }) => done > 100 && abort.abort(),
      },
    );
    await expect(running).rejects.toThrow(/abort/i);
    expect((await compareTrap(from, to)).missing).toEqual([]);
  });
});
