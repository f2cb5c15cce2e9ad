import type { Knex } from 'knex';
import type { SourceMapping, TargetTable } from '../../../../shared/contract/conversion.ts';
import type { DatacenterConnection, Row } from '../../datacenter/datacenter.ts';
import { statusOf } from './databaseTarget.ts';
import {
  type FoundFile,
  READ_AT_ONCE_BYTES,
  type ResultsBeside,
  type SearchOptions,
  type SourcePlace,
} from './places.ts';
import { HEAD_BYTES, isRtfHead, plainSuffix, suffixOfName } from './sniff.ts';
import { headOf, lengthOf, qualified } from './sql.ts';

/** Searching a million rows may take the server a while; each page has this long. */
const SEARCH_TIMEOUT_MS = 600_000;
const PAGE = 1_000;

interface DatabaseSourceOptions {
  connection: DatacenterConnection;
  mapping: SourceMapping;
  /** The result table where it lies in the same database: what it holds need not be searched. */
  target: TargetTable | null;
  courtCode: number | null;
}

/** E-files in a table, their content as BLOBs. */
export function databaseSource(options: DatabaseSourceOptions): SourcePlace {
  const { connection, mapping, target, courtCode } = options;
  const builder = connection.builder();
  const column = (name: string) => qualified('e', name);
  const from = () => builder.from({ e: mapping.table });

  const length = lengthOf(builder, connection.engine, column(mapping.content));
  const size = mapping.size ? builder.raw('??', [column(mapping.size)]) : length;
  const columns = [
    builder.raw('?? as f_key', [column(mapping.key)]),
    builder.raw('? as f_size', [size]),
    ...Object.entries({
      f_case: mapping.caseId,
      f_court: mapping.court,
      f_name: mapping.name,
      f_suffix: mapping.suffix,
      f_digest: mapping.digest,
      f_added: mapping.addedAt,
    }).flatMap(([alias, name]) => (name ? [builder.raw('?? as ??', [column(name), alias])] : [])),
  ];

  /** The suffixes in use that mean RTF, as they are written. */
  async function rtfSuffixes(signal: AbortSignal): Promise<string[]> {
    const rows = await connection.query<{ f_suffix: string | null }>(
      from().distinct(builder.raw('?? as f_suffix', [column(mapping.suffix)])),
      [],
      { signal, timeoutMs: SEARCH_TIMEOUT_MS },
    );
    return rows.map((row) => row.f_suffix ?? '').filter((suffix) => plainSuffix(suffix) === 'rtf');
  }

  /** Leaves out what the result table holds for this very version. Only where both sides keep a digest. */
  function withoutDone(query: Knex.QueryBuilder): Knex.QueryBuilder {
    if (!target || !mapping.digest) return query;
    const done = builder
      .select(builder.raw('1'))
      .from({ c: target.table })
      .whereRaw('?? = ??', [qualified('c', target.key), column(mapping.key)])
      .where((match) =>
        match
          .whereRaw('?? = ??', [qualified('c', target.digest), column(mapping.digest)])
          .orWhereNull(column(mapping.digest)),
      );
    return query.whereNotExists(done);
  }

  function found(row: Row): FoundFile {
    const name = text(row.f_name);
    const digest = text(row.f_digest);
    const byteSize = row.f_size === null || row.f_size === undefined ? null : Number(row.f_size);
    return {
      key: text(row.f_key),
      caseId: text(row.f_case),
      courtCode: courtOf(row.f_court) ?? courtCode,
      name,
      suffix: mapping.suffix ? plainSuffix(text(row.f_suffix)) : suffixOfName(name),
      byteSize,
      stamp: digest || `${byteSize ?? ''}|${text(row.f_added)}`,
      digest: digest || null,
    };
  }

  async function* bySuffix(signal: AbortSignal): AsyncGenerator<FoundFile[]> {
    const suffixes = await rtfSuffixes(signal);
    if (suffixes.length === 0) return;
    const query = withoutDone(from().select(columns).whereIn(column(mapping.suffix), suffixes));
    for await (const page of connection.pages(query, [], {
      pageSize: PAGE,
      signal,
      timeoutMs: SEARCH_TIMEOUT_MS,
    })) {
      yield page.map(found);
    }
  }

  /** Rows whose suffix says something else (or nothing): the server sends their first bytes, and we look. */
  async function* byBytes({ signal, since }: SearchOptions): AsyncGenerator<FoundFile[]> {
    const head = builder.raw('? as f_head', [
      headOf(builder, connection.engine, column(mapping.content), HEAD_BYTES),
    ]);
    const query = withoutDone(from().select([...columns, head]));
    if (mapping.suffix) {
      const suffixes = await rtfSuffixes(signal);
      if (suffixes.length > 0) {
        query.where((other) =>
          other.whereNotIn(column(mapping.suffix), suffixes).orWhereNull(column(mapping.suffix)),
        );
      }
    }
    if (mapping.addedAt && since) query.where(column(mapping.addedAt), '>=', since);
    for await (const page of connection.pages(query, [], {
      pageSize: PAGE,
      signal,
      timeoutMs: SEARCH_TIMEOUT_MS,
    })) {
      const files = page.flatMap((row) => {
        const file = found(row);
        const isRtf = row.f_head instanceof Uint8Array && isRtfHead(row.f_head);
        return isRtf || file.suffix === 'rtf' ? [file] : [];
      });
      yield files;
    }
  }

  function resultsBeside(table: TargetTable): ResultsBeside {
    const reading = { timeoutMs: SEARCH_TIMEOUT_MS, pageSize: PAGE };
    return {
      async count(signal) {
        const counted = builder.from(table.table).select(builder.raw('COUNT(*) as total'));
        const [row] = await connection.query<{ total: number }>(counted, [], { signal });
        return Number(row?.total ?? 0);
      },
      async *pages(signal) {
        const kept = [
          builder.raw('?? as c_digest', [qualified('c', table.digest)]),
          builder.raw('?? as c_status', [qualified('c', table.status)]),
          ...(table.pages ? [builder.raw('?? as c_pages', [qualified('c', table.pages)])] : []),
        ];
        const query = from()
          .join({ c: table.table }, qualified('c', table.key), column(mapping.key))
          .whereRaw('?? = ??', [qualified('c', table.digest), column(mapping.digest)])
          .select([...columns, ...kept]);
        for await (const page of connection.pages(query, [], { ...reading, signal })) {
          yield page.map((row) => ({
            file: found(row),
            result: {
              digest: text(row.c_digest),
              status: statusOf(text(row.c_status)),
              pages: row.c_pages === null || row.c_pages === undefined ? null : Number(row.c_pages),
            },
          }));
        }
      },
    };
  }

  async function countBy(query: Knex.QueryBuilder, signal: AbortSignal) {
    if (!mapping.court) {
      const [row] = await connection.query<{ total: number }>(
        query.select(builder.raw('COUNT(*) as total')),
        [],
        {
          signal,
        },
      );
      return new Map([[courtCode, Number(row?.total ?? 0)]]);
    }
    const rows = await connection.query<Row>(
      query
        .select(builder.raw('?? as f_court', [column(mapping.court)]), builder.raw('COUNT(*) as total'))
        .groupBy(column(mapping.court)),
      [],
      { signal },
    );
    const counts = new Map<number | null, number>();
    for (const row of rows) {
      const court = courtOf(row.f_court) ?? courtCode;
      counts.set(court, (counts.get(court) ?? 0) + Number(row.total));
    }
    return counts;
  }

  return {
    results: target && mapping.digest ? resultsBeside(target) : null,

    async *search(search) {
      if (mapping.suffix) yield* bySuffix(search.signal);
      yield* byBytes(search);
    },

    async mark() {
      if (!mapping.addedAt) return null;
      const [row] = await connection.query<Row>(
        from().select(builder.raw('MAX(??) as newest', [column(mapping.addedAt)])),
        [],
        { timeoutMs: SEARCH_TIMEOUT_MS },
      );
      return text(row?.newest) || null;
    },

    async read(keys, signal) {
      const contents = new Map<string, Uint8Array>();
      const query = from()
        .select(
          builder.raw('?? as f_key', [column(mapping.key)]),
          builder.raw('?? as f_content', [column(mapping.content)]),
        )
        .whereIn(column(mapping.key), [...keys]);
      let held = 0;
      for await (const page of connection.pages<Row>(query, [], { signal })) {
        for (const row of page) {
          const bytes = bytesOf(row.f_content);
          contents.set(text(row.f_key), bytes);
          held += bytes.length;
        }
        if (held > READ_AT_ONCE_BYTES) return { contents, complete: contents.size >= keys.length };
      }
      return { contents, complete: true };
    },

    async countWaiting(signal) {
      if (!mapping.suffix || !target || !mapping.digest) return null;
      const suffixes = await rtfSuffixes(signal);
      if (suffixes.length === 0) return new Map();
      return countBy(withoutDone(from().whereIn(column(mapping.suffix), suffixes)), signal);
    },

    async countRtf(signal) {
      if (!mapping.suffix) return null;
      const suffixes = await rtfSuffixes(signal);
      if (suffixes.length === 0) return new Map();
      return countBy(from().whereIn(column(mapping.suffix), suffixes), signal);
    },

    close: () => connection.close(),
  };
}

function text(value: unknown): string {
  return value === null || value === undefined ? '' : String(value);
}

function courtOf(value: unknown): number | null {
  const number = value === null || value === undefined || value === '' ? Number.NaN : Number(value);
  return Number.isInteger(number) ? number : null;
}

function bytesOf(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  return value === null || value === undefined ? new Uint8Array() : Buffer.from(String(value), 'latin1');
}
