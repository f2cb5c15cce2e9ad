import { z } from 'zod';
import { ALL_ROLES, instantSchema, pageInput, procedure, STAFF } from './base.ts';
import { jobSchema } from './jobs.ts';

/** What export files may be written in. cp936 is read as its superset GB18030. */
export const FILE_CHARSETS = ['gb18030', 'cp936', 'utf-8'] as const;

/** A connection that is a folder of export files: how they are to be read. Terminators as typed, with `\t \n \r \\ \0 \xNN`. */
export const exportFilesSchema = z.object({
  folder: z.string().trim().min(1).max(500),
  charset: z.enum(FILE_CHARSETS),
  columnTerminator: z.string().min(1).max(40).default('\\t'),
  rowTerminator: z.string().min(1).max(40).default('\\n'),
  /** Whether the first line of each file names its columns. */
  header: z.boolean().default(false),
});
export type ExportFiles = z.infer<typeof exportFilesSchema>;

/**
 * `unread`: never read; `current`: the snapshot holds what the files hold; `changed`: files changed since; `missing`: the
 * folder or a file is gone; `failed`: the last reading did not end well, an earlier snapshot stays.
 */
export const FILES_STATES = ['unread', 'current', 'changed', 'missing', 'failed'] as const;

/** How the snapshot of a folder stands. */
export const filesStandSchema = z.object({
  state: z.enum(FILES_STATES),
  /** When the newest of the files was written: the age of the export. */
  exportedAt: instantSchema.nullable(),
  readAt: instantSchema.nullable(),
  checkedAt: instantSchema.nullable(),
  tables: z.number(),
  rows: z.number(),
  /** Lines that were not taken, and lines that were taken but look cut off. */
  refused: z.number(),
  suspect: z.number(),
  /** Files that could not be read as a whole. */
  failedFiles: z.number(),
  error: z.string(),
});
export type FilesStand = z.infer<typeof filesStandSchema>;

/** One file of the folder as it was read. */
export const readFileSchema = z.object({
  name: z.string(),
  /** '' when it was not taken. */
  table: z.string(),
  bytes: z.number(),
  modifiedAt: instantSchema,
  /** Where its columns come from: the name of a format file or of an SQL file, `header`, or ''. */
  described: z.string(),
  columns: z.number(),
  rows: z.number(),
  refused: z.number(),
  suspect: z.number(),
  /** Why the whole file was not taken; '' when it was. */
  error: z.string(),
});
export type ReadFile = z.infer<typeof readFileSchema>;

export const refusedLineSchema = z.object({
  file: z.string(),
  line: z.number(),
  /** Name of the column; '' for the line as a whole. */
  column: z.string(),
  /** `refused`: not taken; `suspect`: taken, but looks cut off. */
  kind: z.enum(['refused', 'suspect']),
  reason: z.string(),
  /** The first characters of the value or line. */
  text: z.string(),
});
export type RefusedLine = z.infer<typeof refusedLineSchema>;

/** The first rows of one file under settings that are being tried. */
export const previewFileSchema = readFileSchema.extend({
  header: z.array(z.object({ name: z.string(), type: z.string() })),
  sample: z.array(z.object({ line: z.number(), values: z.array(z.string().nullable()) })),
  problems: z.array(refusedLineSchema),
});
export type PreviewFile = z.infer<typeof previewFileSchema>;

const byId = z.object({ id: z.string() });

/** The part of the contract `datacenter` on folders of export files. */
export const exportFilesProcedures = {
  /** Reads the first rows of each file; keeps nothing. */
  filesPreview: procedure(STAFF)
    .input(exportFilesSchema)
    .output(z.object({ files: z.array(previewFileSchema), more: z.number() })),
  /** Reads the folder into the snapshot: nothing when no file changed, unless `force`. */
  filesRead: procedure(STAFF)
    .input(byId.extend({ force: z.boolean().default(false) }))
    .output(jobSchema),
  filesReport: procedure(ALL_ROLES)
    .input(byId)
    .output(z.object({ stand: filesStandSchema, files: z.array(readFileSchema) })),
  filesRefused: procedure(STAFF)
    .input(pageInput.extend({ id: z.string() }))
    .output(z.object({ total: z.number(), rows: z.array(refusedLineSchema) })),
};
