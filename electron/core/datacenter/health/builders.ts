import type { HealthDetail } from '../../../../shared/contract/datacenterHealth.ts';
import type { Engine } from '../../../../shared/contract/engine.ts';
import { asErrorData, fail } from '../../../../shared/errors/errors.ts';
import { datacenterHealthMessages as words } from '../../../../shared/messages/datacenterHealth.ts';
import {
  bytesText,
  type HealthProbe,
  type HealthRow,
  limitOf,
  type Measure,
  numberOf,
  shareOf,
  textOf,
  withoutLiterals,
} from './item.ts';

/** A statement, or several from the widest view an account may have to the narrowest. */
type Statements = string | readonly string[];
const list = (statements: Statements) => (typeof statements === 'string' ? [statements] : statements);
const narrowed = (place: number) => (place > 0 ? words.narrowed : '');

const isMissing = (error: unknown) => asErrorData(error).code === 'DATACENTER_MISSING_OBJECT';

/** `utc`: the server's clock, `YYYY-MM-DD HH:mm:ss`; the value is seconds ahead of ours. */
export function clock(sql: string): HealthProbe {
  return {
    id: 'clock',
    unit: 's',
    measure: async (ask) => {
      const { utc } = await ask.one(sql);
      const ahead = Math.round((Date.parse(`${textOf(utc).replace(' ', 'T')}Z`) - Date.now()) / 1000);
      // Both clocks are cut to whole seconds: one second apart is none.
      const seconds = Math.abs(ahead) <= 1 ? 0 : ahead;
      return { value: seconds, text: words.clock(seconds) };
    },
  };
}

/** `seconds` since the instance started, `state` in the engine's own word (may be absent). */
export function instance(
  statements: Statements,
  stateOf = (row: HealthRow) => textOf(row.state),
): HealthProbe {
  return {
    id: 'instance',
    unit: 's',
    measure: async (ask) => {
      const { rows } = await ask.firstOf(list(statements));
      const row = rows[0] ?? {};
      const seconds = Math.round(numberOf(row.seconds));
      return { value: seconds, text: words.uptime(words.duration(seconds), stateOf(row)) };
    },
  };
}

/** `bytes`; further rows with `name` and `bytes` are its parts. */
export function size(statements: Statements): HealthProbe {
  return {
    id: 'size',
    unit: 'bytes',
    measure: async (ask) => {
      const { rows, place } = await ask.firstOf(list(statements));
      const bytes = numberOf(rows[0]?.bytes);
      return { value: bytes, text: `${words.size(bytesText(bytes))}${narrowed(place)}` };
    },
  };
}

/** Per row `name`, `used` and `most` in bytes (`most` NULL or 0: grows without a bound). The value is the fullest one's share. */
export function storage(statements: Statements): HealthProbe {
  return {
    id: 'storage',
    unit: 'percent',
    measure: async (ask) => {
      const { rows, place } = await ask.firstOf(list(statements));
      const details = rows.map((row): HealthDetail => {
        const used = numberOf(row.used);
        const limit = limitOf(row.most ?? null);
        const text =
          limit === null
            ? words.unlimited(bytesText(used))
            : words.used(bytesText(used), bytesText(limit), shareOf(used, limit));
        return { name: textOf(row.name), value: used, limit, text };
      });
      const share = (detail: HealthDetail) => shareOf(detail.value ?? 0, detail.limit ?? 0);
      details.sort((a, b) => share(b) - share(a) || (b.value ?? 0) - (a.value ?? 0));
      const fullest = details[0];
      if (!fullest) return { value: null, text: words.noStorage };
      const text =
        fullest.limit === null
          ? `${fullest.name} ${fullest.text}`
          : words.storage(fullest.name, share(fullest), details.length);
      return {
        value: fullest.limit === null ? null : share(fullest),
        text: `${text}${narrowed(place)}`,
        details,
      };
    },
  };
}

/** `used`, `most`. */
export function sessions(statements: Statements, id: 'sessions' | 'processes' = 'sessions'): HealthProbe {
  return {
    id,
    unit: 'count',
    measure: async (ask) => {
      const { rows, place } = await ask.firstOf(list(statements));
      const measure = sessionsMeasure(rows[0] ?? {}, id);
      return { ...measure, text: `${measure.text}${narrowed(place)}` };
    },
  };
}

export function sessionsMeasure(row: HealthRow, id: 'sessions' | 'processes' = 'sessions'): Measure {
  const limit = limitOf(row.most ?? null);
  return { value: numberOf(row.used), limit, text: words[id](numberOf(row.used), limit) };
}

/** `files` and `bytes` of the log's files kept on the server; they pile up when nobody takes them away. */
export function logFiles(sql: string, sentence: (files: number, size: string) => string): HealthProbe {
  return {
    id: 'archive',
    unit: 'bytes',
    measure: async (ask) => {
      const row = await ask.one(sql);
      const bytes = numberOf(row.bytes);
      return { value: bytes, text: sentence(numberOf(row.files), bytesText(bytes)) };
    },
  };
}

/** What an engine has no notion of, or tells nobody: a sentence instead of a value, so that nothing is silently left out. */
export function notGiven(id: HealthProbe['id'], unit: HealthProbe['unit'], text: string): HealthProbe {
  return { id, unit, measure: async () => ({ value: null, text }) };
}

/** `waiting`. */
export function blocked(sql: string): HealthProbe {
  return {
    id: 'blocked',
    unit: 'count',
    measure: async (ask) => {
      const waiting = numberOf((await ask.one(sql)).waiting);
      return { value: waiting, text: words.blocked(waiting) };
    },
  };
}

/** Per row `seconds` and `who`, the longest first; `hidden` sessions may not be looked into. */
export function longestTransaction(sql: string): HealthProbe {
  return {
    id: 'longestTransaction',
    unit: 's',
    measure: async (ask) => {
      const rows = await ask.rows(sql);
      const hidden = numberOf(rows[0]?.hidden);
      const open = rows.filter((row) => row.seconds !== null);
      const details = open.slice(0, 10).map((row): HealthDetail => {
        const seconds = Math.max(0, Math.round(numberOf(row.seconds)));
        return {
          name: textOf(row.who),
          value: seconds,
          limit: null,
          text: words.transactionOf(textOf(row.who), words.duration(seconds)),
        };
      });
      const seconds = details[0]?.value ?? 0;
      return {
        value: seconds,
        text: words.transaction(seconds === 0 ? null : words.duration(seconds), hidden),
        details: details.filter((detail) => (detail.value ?? 0) > 0),
      };
    },
  };
}

/** `ended`: when the last good backup ended; `age`: seconds since. `without` is said where the server has no such history. */
export function lastBackup(statements: Statements, without?: string): HealthProbe {
  return {
    id: 'lastBackup',
    unit: 's',
    measure: async (ask) => {
      const found = await ask.firstOf(list(statements)).catch((error: unknown) => {
        if (without !== undefined && isMissing(error)) return undefined;
        throw error;
      });
      if (!found) return { value: null, text: without ?? words.noBackup };
      const { ended, age } = found.rows[0] ?? {};
      if (ended === null || ended === undefined) return { value: null, text: words.noBackup };
      return {
        value: Math.max(0, Math.round(numberOf(age))),
        text: words.backup(textOf(ended).slice(0, 16)),
      };
    },
  };
}

/** `name` per invalid thing; the first row's `total` counts them all. */
export function invalid(id: 'invalidObjects' | 'invalidIndexes', statements: Statements): HealthProbe {
  return {
    id,
    unit: 'count',
    measure: async (ask) => {
      const { rows, place } = await ask.firstOf(list(statements));
      const details = rows.slice(0, 20).map(
        (row): HealthDetail => ({
          name: textOf(row.name),
          value: null,
          limit: null,
          text: textOf(row.kind),
        }),
      );
      return { value: rows.length, text: `${words[id](rows.length)}${narrowed(place)}`, details };
    },
  };
}

/** Per row `statement`, `ms` on average and `calls`, the slowest first. `running`: rows are statements under way. */
export function slowest(engine: Engine, sources: readonly { sql: string; running?: boolean }[]): HealthProbe {
  return {
    id: 'slowest',
    unit: 'ms',
    measure: async (ask) => {
      const { rows, place } = await ask.firstOf(sources.map((source) => source.sql));
      const running = sources[place]?.running ?? false;
      const details = rows.slice(0, 10).map((row): HealthDetail => {
        const ms = numberOf(row.ms);
        return {
          name: withoutLiterals(textOf(row.statement), engine),
          value: ms,
          limit: null,
          text: running ? words.running(ms) : words.statement(ms, numberOf(row.calls)),
        };
      });
      const first = details[0];
      if (!first)
        return { value: running ? 0 : null, text: running ? words.slowestRunning(0) : words.noSlow };
      const ms = first.value ?? 0;
      return { value: ms, text: running ? words.slowestRunning(ms) : words.slowest(ms), details };
    },
  };
}

/** Per row `seconds` behind (NULL: it does not run); `hidden` rows may not be looked into; no rows: no replica. */
export function replicationLag(statements: Statements): HealthProbe {
  return {
    id: 'replicationLag',
    unit: 's',
    measure: async (ask) => replicationMeasure((await ask.firstOf(list(statements))).rows),
  };
}

export function replicationMeasure(rows: readonly HealthRow[]): Measure {
  if (rows.length === 0) return { value: null, text: words.noReplica };
  if (rows.some((row) => numberOf(row.hidden) > 0)) throw fail('DATACENTER_NO_RIGHT', words.noRight);
  if (rows.some((row) => row.seconds === null || row.seconds === undefined)) {
    // Stopped is worse than any lag: a day, so that every threshold speaks.
    return { value: 86_400, text: words.lagStopped };
  }
  const seconds = Math.max(...rows.map((row) => Math.round(numberOf(row.seconds))));
  return { value: seconds, text: words.lag(words.duration(seconds), rows.length) };
}

/** Per row `name` and `days` until its password ends, the soonest first. */
export function passwordExpiry(statements: Statements): HealthProbe {
  return {
    id: 'passwordExpiry',
    unit: 'days',
    measure: async (ask) => {
      const { rows, place } = await ask.firstOf(list(statements));
      const details = rows
        .filter((row) => row.days !== null && row.days !== undefined)
        .slice(0, 20)
        .map((row): HealthDetail => {
          const days = Math.floor(numberOf(row.days));
          return {
            name: textOf(row.name),
            value: days,
            limit: null,
            text: words.expiry(textOf(row.name), days),
          };
        });
      const first = details[0];
      if (!first) return { value: null, text: `${words.noExpiry}${narrowed(place)}` };
      return { value: first.value, text: `${first.text}${narrowed(place)}`, details };
    },
  };
}

/** With the courts' names, and without where there is no table of courts. */
const YESTERDAY = [
  'SELECT c.court_code AS code, MAX(k.name) AS court, COUNT(*) AS total FROM court_case c LEFT JOIN court k ON k.code = c.court_code WHERE c.created_at >= ? AND c.created_at < ? GROUP BY c.court_code ORDER BY COUNT(*) DESC',
  'SELECT court_code AS code, NULL AS court, COUNT(*) AS total FROM court_case WHERE created_at >= ? AND created_at < ? GROUP BY court_code ORDER BY COUNT(*) DESC',
];

/** What came in yesterday, per court, by when the centre took it in. */
export const yesterdayRows: HealthProbe = {
  id: 'yesterdayRows',
  unit: 'count',
  measure: async (ask) => {
    const { day, from, to } = ask.yesterday;
    const found = await ask.firstOf(YESTERDAY, [from, to]).catch((error: unknown) => {
      if (isMissing(error)) return undefined;
      throw error;
    });
    if (!found) return { value: null, text: words.noCases };
    const { rows } = found;
    const details = rows.map((row): HealthDetail => {
      const total = numberOf(row.total);
      const name = textOf(row.court) || textOf(row.code) || words.unknownCourt;
      return { name, value: total, limit: null, text: words.rowsOf(total) };
    });
    const total = details.reduce((sum, detail) => sum + (detail.value ?? 0), 0);
    return { value: total, text: words.yesterday(day, total, details.length), details };
  },
};
