import type { FileStatus, TargetTable } from '../../../../shared/contract/conversion.ts';
import { beijingStamp } from '../../../../shared/domain/time.ts';
import { OpsError } from '../../../../shared/errors/errors.ts';
import type { DatacenterConnection, Row, Writer } from '../../datacenter/datacenter.ts';
import type { PresentResult, ResultToWrite, TargetPlace } from './places.ts';

/** Statuses as the data centre writes them; what never was an RTF is to it a refused one. */
const WRITTEN = new Set(['converted', 'noted', 'doubtful', 'refused', 'failed']);
const LONGEST_NOTES = 4_000;

/**
 * Results as rows of a table beside the originals. One transaction a batch: a row is there with its PDF, or not at all.
 * @param now for `convertedAt`, written as Beijing wall clock
 */
export function databaseTarget(
  connection: DatacenterConnection,
  target: TargetTable,
  now: () => Date,
): TargetPlace {
  const builder = connection.builder();
  const table = () => builder(target.table);

  function presentQuery(keys: readonly string[]) {
    const columns = [
      builder.raw('?? as f_key', [target.key]),
      builder.raw('?? as f_digest', [target.digest]),
      builder.raw('?? as f_status', [target.status]),
      ...(target.pages ? [builder.raw('?? as f_pages', [target.pages])] : []),
    ];
    return table()
      .select(columns)
      .whereIn(target.key, [...keys]);
  }

  async function writeAll(writer: Writer, results: readonly ResultToWrite[]) {
    const there = presentMap(await writer.query<Row>(presentQuery(results.map((result) => result.key))));
    const kept = new Map<string, PresentResult>();
    for (const result of results) {
      const present = there.get(result.key);
      if (present && present.digest === result.digest && !result.forced && present.status !== 'failed') {
        kept.set(result.key, present);
        continue;
      }
      if (present) await writer.execute(table().where(target.key, result.key).delete());
      await writer.execute(table().insert(rowOf(target, result, now())));
    }
    return kept;
  }

  return {
    keepsDigest: true,

    async present(files, signal) {
      const keys = files.map((file) => file.key);
      return presentMap(await connection.query<Row>(presentQuery(keys), [], { signal }));
    },

    async write(results, signal) {
      const work = (writer: Writer) => writeAll(writer, results);
      try {
        return await connection.write(work, { signal });
      } catch (error) {
        // Another workstation put one of the rows there between our look and our insert: look again, once.
        if (!(error instanceof OpsError) || error.data.code !== 'DATACENTER_DUPLICATE') throw error;
        return connection.write(work, { signal });
      }
    },

    async readPdf(file, signal) {
      const [row] = await connection.query<Row>(
        table()
          .select(builder.raw('?? as f_content', [target.content]))
          .where(target.key, file.key),
        [],
        { signal },
      );
      return row?.f_content instanceof Uint8Array && row.f_content.length > 0 ? row.f_content : null;
    },

    close: () => connection.close(),
  };
}

function presentMap(rows: readonly Row[]): Map<string, PresentResult> {
  return new Map(
    rows.map((row) => [
      String(row.f_key),
      {
        digest: String(row.f_digest ?? ''),
        status: statusOf(String(row.f_status ?? '')),
        pages: row.f_pages === null || row.f_pages === undefined ? null : Number(row.f_pages),
      },
    ]),
  );
}

/** A status as the table holds it; one we do not know is somebody's finished result. */
export function statusOf(text: string): PresentResult['status'] {
  return WRITTEN.has(text) ? (text as Exclude<FileStatus, 'waiting'>) : 'converted';
}

function rowOf(target: TargetTable, result: ResultToWrite, at: Date): Row {
  const notes = [result.reason, ...result.notes.map((note) => note.message)].filter(Boolean).join('；');
  const row: Row = {
    [target.key]: result.key,
    [target.digest]: result.digest,
    [target.status]: result.status === 'quarantined' ? 'refused' : result.status,
    [target.content]: result.pdf,
  };
  if (target.format) row[target.format] = result.pdf ? 'pdf' : null;
  if (target.pages) row[target.pages] = result.pages;
  if (target.notes) row[target.notes] = notes.slice(0, LONGEST_NOTES) || null;
  if (target.convertedAt) row[target.convertedAt] = beijingStamp(at);
  return row;
}
