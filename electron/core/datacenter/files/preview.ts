import type { ExportFiles, PreviewFile } from '../../../../shared/contract/exportFiles.ts';
import { maskCell, sensitiveColumn } from '../../../../shared/domain/masking.ts';
import { OpsError } from '../../../../shared/errors/errors.ts';
import { type DescribedFile, describeFolder, listFolder } from './describe.ts';
import type { RawRecord } from './records.ts';
import { planFile, recordsOf, takeRow } from './rows.ts';

const MOST_FILES = 12;
const MOST_ROWS = 6;
const MOST_PROBLEMS = 6;
/** Of each file so much is looked at. */
const LOOK_BYTES = 512 << 10;
const SHOWN = 60;

export interface PreviewTask {
  task: 'preview';
  settings: ExportFiles;
}

export interface PreviewOutcome {
  files: PreviewFile[];
  /** Data files beyond those shown. */
  more: number;
}

/** The first rows of the first files as they would be read; personal data hidden. */
export async function previewFolder({ settings }: PreviewTask): Promise<PreviewOutcome> {
  const described = describeFolder(settings, listFolder(settings.folder));
  const files: PreviewFile[] = [];
  for (const file of described.slice(0, MOST_FILES)) files.push(await previewOne(settings, file));
  return { files, more: Math.max(0, described.length - MOST_FILES) };
}

async function previewOne(settings: ExportFiles, file: DescribedFile): Promise<PreviewFile> {
  const answer: PreviewFile = {
    name: file.name,
    table: file.table,
    bytes: file.bytes,
    modifiedAt: new Date(file.mtimeMs).toISOString(),
    described: file.described,
    columns: 0,
    rows: 0,
    refused: 0,
    suspect: 0,
    error: file.error,
    header: [],
    sample: [],
    problems: [],
  };
  if (file.error) return answer;
  try {
    let header: RawRecord | undefined;
    let plan: ReturnType<typeof planFile> | undefined;
    for await (const records of recordsOf(settings, file, { bytes: LOOK_BYTES })) {
      for (const record of records) {
        if (settings.header && !header) {
          header = record;
          continue;
        }
        plan ??= planFile(file, settings.charset, header);
        const taken = takeRow(file.name, plan, record);
        if ('refused' in taken) {
          answer.refused++;
          if (answer.problems.length < MOST_PROBLEMS) answer.problems.push(taken.refused);
          continue;
        }
        answer.rows++;
        const { columns } = plan;
        if (answer.sample.length < MOST_ROWS)
          answer.sample.push({
            line: record.line,
            values: taken.values.map((value, place) => shown(value, columns[place]?.name ?? '')),
          });
      }
    }
    plan ??= planFile(file, settings.charset, header);
    answer.columns = plan.columns.length;
    answer.header = plan.columns.map(({ name, declared }) => ({ name, type: declared }));
    return answer;
  } catch (error) {
    if (error instanceof OpsError) return { ...answer, error: error.data.message };
    throw error;
  }
}

function shown(value: unknown, column: string): string | null {
  if (value === null) return null;
  if (value instanceof Uint8Array) return `${value.byteLength} B`;
  return String(maskCell(String(value), sensitiveColumn(column))).slice(0, SHOWN);
}
