import { expect, it } from 'vitest';
import { compareOpen } from '../../electron/core/compare/urls.ts';
import type { Cell } from '../fixtures/compareTables.ts';
import { openCompareDatabases, SMALL, sorted } from '../support/compareDatabases.ts';

const { connection, database, pairs } = openCompareDatabases('compare_keys');

const ROWS = 500;
const number = (i: number) => String(i).padStart(4, '0');
const instant = (i: number) => new Date(Date.UTC(2026, 0, 1) + i * 3_600_000).toISOString();

/** Keys of one column of every kind, each with its value number `i` in the order of the key. */
const KEYS: Record<string, { type: string; at: (i: number) => Cell }> = {
  digits: { type: 'varchar(18)', at: (i) => `5100${number(i)}` },
  padded: { type: 'char(8)', at: (i) => `A${number(i)}` },
  chinese: { type: 'varchar(40)', at: (i) => `（2026）川01民初${number(i)}号` },
  integer: { type: 'bigint', at: (i) => (i - 250) * 7 },
  decimal: { type: 'decimal(16,2)', at: (i) => i * 1.25 },
  float: { type: 'double precision', at: (i) => i / 8 },
  day: { type: 'date', at: (i) => instant(i * 24).slice(0, 10) },
  instant: { type: 'timestamp', at: (i) => instant(i).slice(0, 19).replace('T', ' ') },
};

it('a key of one column of any kind is walked in its order: all that differs is found, nothing else', async () => {
  for (const [kind, key] of Object.entries(KEYS)) {
    const table = `key_${kind}`;
    for (const [left, right] of pairs()) {
      for (const side of [left, right]) {
        const target = database(side);
        const type = target.engine === 'mysql' && key.type === 'timestamp' ? 'datetime' : key.type;
        await target.run(`DROP TABLE IF EXISTS ${table}`);
        await target.run(`CREATE TABLE ${table} (k ${type} NOT NULL PRIMARY KEY, v integer)`);
        const all = Array.from({ length: ROWS }, (_, i): Cell[] => [key.at(i), i]);
        await target.insert(
          table,
          side === left
            ? all.filter((_row, i) => i !== 11 && i !== ROWS - 1)
            : all
                .filter((_row, i) => i !== 0 && i !== 250)
                .map(([k, v]) => [k as Cell, v === 77 ? -1 : (v as Cell)]),
        );
      }
      const answer = await compareOpen(
        connection(left),
        connection(right),
        { table, key: ['k'] },
        { sizes: SMALL },
      );
      const shown = (places: number[]) => sorted(places.map((i) => String(key.at(i)).trim()));
      const found = {
        missing: sorted(answer.missing.map(String)),
        extra: sorted(answer.extra.map(String)),
        different: sorted(answer.different.map((each) => String(each.key))),
      };
      expect({ kind, pair: `${left}/${right}`, ...found }).toEqual({
        kind,
        pair: `${left}/${right}`,
        missing: shown([0, 250]),
        extra: shown([11, ROWS - 1]),
        different: shown([77]),
      });
    }
  }
});
