import type { Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { ExportFiles, RefusedLine } from '../../../../shared/contract/exportFiles.ts';
import { maskContent } from '../../../../shared/domain/masking.ts';
import { fail } from '../../../../shared/errors/errors.ts';
import { exportFilesMessages } from '../../../../shared/messages/exportFiles.ts';
import { type ColumnPlan, type Converted, planColumn } from './convert.ts';
import { type DescribedFile, ddlColumn } from './describe.ts';
import { bcpRecords, csvRecords, type RawRecord, UnreadableRecords } from './records.ts';
import { terminators } from './terminators.ts';

const words = exportFilesMessages;

const CHUNK = 256 << 10;
const SHOWN_VALUE = 60;
const REPLACED = '\uFFFD';

/** How one file's rows become rows of its table. */
export interface FilePlan {
  /** Per field of the file; undefined: the field belongs to no column. */
  fields: (ColumnPlan | undefined)[];
  columns: ColumnPlan[];
  /** Places of the key's columns among `columns`. */
  key: number[];
  charset: ExportFiles['charset'];
}

/** A row of the snapshot, or why there is none. */
export type TakenRow =
  | { values: Extract<Converted, { value: unknown }>['value'][] }
  | { refused: RefusedLine };

/**
 * A file's records in pages, decoded and split; memory is a page whatever the file's size.
 * @param hash is fed the file's bytes as they pass
 * @throws FILES_UNREADABLE with what is wrong with the file as a whole
 */
export async function* recordsOf(
  settings: ExportFiles,
  file: DescribedFile,
  options: { hash?: Hash; bytes?: number; passed?: (bytes: number) => void } = {},
): AsyncGenerator<RawRecord[]> {
  const typed = terminators(settings);
  const { column, row } = file.format ?? typed;
  const reader = file.csv ? csvRecords(',', column) : bcpRecords(column, row);
  // cp936 is a part of GB18030; a broken sequence becomes U+FFFD, which is looked for in each row.
  const decoder = new TextDecoder(settings.charset === 'utf-8' ? 'utf-8' : 'gb18030', { ignoreBOM: true });
  const stream = createReadStream(join(settings.folder, file.name), {
    highWaterMark: CHUNK,
    ...(options.bytes === undefined ? {} : { end: options.bytes - 1 }),
  });
  let first = true;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      options.hash?.update(chunk);
      options.passed?.(chunk.length);
      let text = decoder.decode(chunk, { stream: true });
      if (first) {
        checkStart(chunk);
        text = text.replace(/^\uFEFF/, '');
        first = false;
      }
      yield [...reader.push(text)];
    }
    if (options.bytes !== undefined && options.bytes < file.bytes) return;
    const tail = decoder.decode();
    if (tail !== '') yield [...reader.push(tail)];
    yield [...reader.end()];
  } catch (error) {
    if (!(error instanceof UnreadableRecords)) throw error;
    throw fail('FILES_UNREADABLE', words.file[error.why](error.line), { line: error.line });
  }
}

function checkStart(chunk: Buffer): void {
  const [a, b] = chunk;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff))
    throw fail('FILES_UNREADABLE', words.file.utf16);
  const start = chunk.subarray(0, 4096);
  let control = 0;
  for (const byte of start) if (byte < 9 || (byte > 13 && byte < 28)) control++;
  if (control > 8 && control > start.length / 20) throw fail('FILES_UNREADABLE', words.file.binary);
}

/**
 * What the fields of a file become.
 * @param header the first record, where it names the columns
 * @throws FILES_DESCRIPTION
 */
export function planFile(file: DescribedFile, charset: ExportFiles['charset'], header?: RawRecord): FilePlan {
  const names = file.format?.fields ?? headerNames(file, header) ?? file.ddl?.columns.map(({ name }) => name);
  if (!names) throw fail('FILES_DESCRIPTION', words.file.noDescription);
  const fields = names.map((name) => (name === '' ? undefined : planColumn(name, ddlColumn(file.ddl, name))));
  const columns = fields.filter((field) => field !== undefined);
  const places = (file.ddl?.key ?? []).map((name) =>
    columns.findIndex((column) => column.name.toLowerCase() === name.toLowerCase()),
  );
  return { fields, columns, key: places.includes(-1) ? [] : places, charset };
}

function headerNames(file: DescribedFile, header: RawRecord | undefined): string[] | undefined {
  if (file.described !== 'header' || !header) return undefined;
  const names = header.fields.map((field) => (field ?? '').trim());
  if (names.includes('') || new Set(names.map((name) => name.toLowerCase())).size < names.length)
    throw fail('FILES_DESCRIPTION', words.file.headerBlank);
  const unknown = file.ddl ? names.filter((name) => !ddlColumn(file.ddl, name)) : [];
  if (unknown.length > 0)
    throw fail('FILES_DESCRIPTION', words.file.headerNames(unknown.slice(0, 5).join('、')));
  return names;
}

/** Reads one record by its plan. */
export function takeRow(file: string, plan: FilePlan, record: RawRecord): TakenRow {
  const { fields } = record;
  const refused = (reason: string, column = '', text = record.head): TakenRow => ({
    refused: line(file, record.line, 'refused', reason, column, text),
  });
  if (fields.length !== plan.fields.length) {
    const say = fields.length < plan.fields.length ? words.line.few : words.line.many;
    return refused(say(fields.length, plan.fields.length));
  }
  if (record.afterQuote) return refused(words.line.afterQuote);
  const values: Extract<Converted, { value: unknown }>['value'][] = [];
  for (const [place, column] of plan.fields.entries()) {
    if (!column) continue;
    const field = fields[place] ?? null;
    if (field !== null) {
      if (field.includes(REPLACED)) return refused(words.line.charset(plan.charset), column.name, field);
      if (field.includes('\0')) return refused(words.line.nul, column.name, field);
    }
    const converted = column.convert(field);
    if ('bad' in converted) return refused(converted.bad, column.name, field ?? '');
    values.push(converted.value);
  }
  const empty = plan.key.find((place) => values[place] === null);
  if (empty !== undefined) return refused(words.line.nullInKey, plan.columns[empty]?.name);
  return { values };
}

/** A line for the list; personal data in what it shows is hidden. */
export function line(
  file: string,
  number: number,
  kind: RefusedLine['kind'],
  reason: string,
  column = '',
  text = '',
): RefusedLine {
  const shown = maskContent(text.slice(0, SHOWN_VALUE).replace(/\p{Cc}/gu, '·'));
  return { file, line: number, column, kind, reason, text: shown };
}
