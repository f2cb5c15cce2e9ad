import { z } from 'zod';
import { FILE_STATUSES, type FileStatus } from '../domain/conversionStatus.ts';
import { ALL_ROLES, instantSchema, pageInput, procedure, STAFF } from './base.ts';
import { jobSchema } from './jobs.ts';

export { FILE_STATUSES, type FileStatus };
export const fileStatusSchema = z.enum(FILE_STATUSES);

/** `table`, `schema.table` or `database.schema.table`. */
const tableName = z
  .string()
  .trim()
  .max(120)
  .regex(/^[\p{L}_][\p{L}\p{N}_$#]*(\.[\p{L}_][\p{L}\p{N}_$#]*){0,2}$/u);
const columnName = z
  .string()
  .trim()
  .max(60)
  .regex(/^[\p{L}_][\p{L}\p{N}_$#]*$/u);
/** A column the table may lack: empty. */
const optionalName = z.union([z.literal(''), columnName]).default('');

/** Which columns of a table hold what. Without `digest` a file counts as changed when its size or time changed. */
export const sourceMappingSchema = z.object({
  table: tableName,
  key: columnName,
  content: columnName,
  name: optionalName,
  suffix: optionalName,
  court: optionalName,
  caseId: optionalName,
  digest: optionalName,
  size: optionalName,
  /** When the row was added: bounds the search for RTF under other suffixes. */
  addedAt: optionalName,
});
export type SourceMapping = z.infer<typeof sourceMappingSchema>;

const targetTableSchema = z.object({
  kind: z.literal('table'),
  /** null: the source's own database (for folders: the data centre). */
  connectionId: z.string().nullable().default(null),
  table: tableName,
  key: columnName,
  digest: columnName,
  status: columnName,
  content: columnName,
  format: optionalName,
  pages: optionalName,
  notes: optionalName,
  convertedAt: optionalName,
});
const targetFolderSchema = z.object({ kind: z.literal('folder'), folder: z.string().trim().min(1).max(500) });
export const conversionTargetSchema = z.discriminatedUnion('kind', [targetTableSchema, targetFolderSchema]);
export type ConversionTarget = z.infer<typeof conversionTargetSchema>;
export type TargetTable = z.infer<typeof targetTableSchema>;

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** Beijing time; `from` later than `to` crosses midnight. */
export const windowSchema = z.object({ from: clockTime, to: clockTime });
export type ConversionWindow = z.infer<typeof windowSchema>;

/** `datacenter`: the default connection. `database`: another saved connection. `folder`: a front-end folder. */
export const SOURCE_KINDS = ['datacenter', 'database', 'folder'] as const;

const sourceFields = z.object({
  name: z.string().trim().min(1).max(60),
  kind: z.enum(SOURCE_KINDS),
  connectionId: z.string().nullable().default(null),
  folder: z.string().trim().max(500).default(''),
  /** For kinds with a database. */
  mapping: sourceMappingSchema.nullable().default(null),
  target: conversionTargetSchema,
  /** The court all its files belong to, where no column says it. */
  courtCode: z.number().int().positive().nullable().default(null),
  /** null: at any time. */
  window: windowSchema.nullable().default(null),
  /** Files a minute at most; 0: as fast as it goes. */
  ratePerMinute: z.number().int().min(0).max(100_000).default(0),
  enabled: z.boolean().default(true),
});

export const conversionSourceInput = sourceFields.extend({ id: z.string().optional() });
export type ConversionSourceInput = z.infer<typeof conversionSourceInput>;

export const conversionSourceSchema = sourceFields.extend({
  id: z.string(),
  /** When all of it was last looked through, and when a run over it last ended well. */
  searchedAt: instantSchema.nullable(),
  succeededAt: instantSchema.nullable(),
  /** Why the last run over it stopped early; empty otherwise. */
  lastError: z.string(),
  changedBy: z.string(),
  changedAt: instantSchema,
});
export type ConversionSource = z.infer<typeof conversionSourceSchema>;

export const conversionCountsSchema = z.object({
  waiting: z.number(),
  converted: z.number(),
  noted: z.number(),
  doubtful: z.number(),
  refused: z.number(),
  failed: z.number(),
  quarantined: z.number(),
});
export type ConversionCounts = z.infer<typeof conversionCountsSchema>;

export const courtProgressSchema = conversionCountsSchema.extend({
  /** null: the source does not say. */
  courtCode: z.number().nullable(),
  courtName: z.string(),
  lastAt: instantSchema.nullable(),
});
export type CourtProgress = z.infer<typeof courtProgressSchema>;

export const conversionStatusSchema = z.object({
  counts: conversionCountsSchema,
  courts: z.array(courtProgressSchema),
  /** The newest conversion job, whatever its state. */
  lastRun: jobSchema.nullable(),
  lastSuccessAt: instantSchema.nullable(),
  /** Sources whose waiting number could not be asked now: it is as of their last search. */
  stale: z.array(z.object({ source: z.string(), reason: z.string() })),
});
export type ConversionStatus = z.infer<typeof conversionStatusSchema>;

export const conversionNoteSchema = z.object({ code: z.string(), message: z.string(), count: z.number() });

/** A piece of text that the source has and the PDF lacks, or the other way round. */
export const conversionDifferenceSchema = z.object({
  kind: z.enum(['missing', 'added']),
  text: z.string(),
  /** The characters before the place. */
  after: z.string(),
});
export type ConversionDifference = z.infer<typeof conversionDifferenceSchema>;

export const conversionFileSchema = z.object({
  id: z.number(),
  sourceId: z.string(),
  sourceName: z.string(),
  key: z.string(),
  name: z.string(),
  suffix: z.string(),
  /** What its first bytes say, where somebody looked: rtf, pdf, empty … */
  found: z.string(),
  /** The suffix says another type than the bytes. */
  mismatch: z.boolean(),
  courtCode: z.number().nullable(),
  courtName: z.string(),
  caseId: z.string(),
  byteSize: z.number().nullable(),
  status: fileStatusSchema,
  reasonCode: z.string(),
  reason: z.string(),
  pages: z.number().nullable(),
  pictures: z.number().nullable(),
  tables: z.number().nullable(),
  notes: z.array(conversionNoteSchema),
  differences: z.array(conversionDifferenceSchema),
  ms: z.number().nullable(),
  attempts: z.number(),
  convertedAt: instantSchema.nullable(),
});
export type ConversionFile = z.infer<typeof conversionFileSchema>;

export const fileFilter = z.object({
  statuses: z.array(fileStatusSchema).optional(),
  courts: z.array(z.number().nullable()).optional(),
  sourceId: z.string().optional(),
  /** Part of a name, or a whole key or case id. */
  text: z.string().trim().max(100).optional(),
  /** Only files whose suffix does not say what they are. */
  mismatch: z.boolean().optional(),
});
export type FileFilter = z.infer<typeof fileFilter>;

const runInput = z.object({
  /** Absent: every enabled source. */
  sourceIds: z.array(z.string()).optional(),
  /** Outside a source's window: wait for it, leave the source out, or convert all the same. */
  outsideWindow: z.enum(['wait', 'skip', 'ignore']).default('wait'),
  /** Look at every file's first bytes again, not only at those added since the last search. */
  searchAll: z.boolean().default(false),
});

const byFile = z.object({ id: z.number().int() });

export const conversionContract = {
  status: procedure(ALL_ROLES)
    .input(z.object({ sourceId: z.string().optional() }).optional())
    .output(conversionStatusSchema),
  files: procedure(ALL_ROLES)
    .input(pageInput.extend({ filter: fileFilter.optional() }))
    .output(z.object({ total: z.number(), rows: z.array(conversionFileSchema) })),
  file: procedure(ALL_ROLES).input(byFile).output(conversionFileSchema),
  /** The text the source holds, read apart from the converter; paragraphs as lines. */
  sourceText: procedure(ALL_ROLES)
    .input(byFile)
    .output(z.object({ text: z.string(), truncated: z.boolean() })),
  /** The finished PDF. */
  resultPdf: procedure(ALL_ROLES)
    .input(byFile)
    .output(z.object({ fileName: z.string(), base64: z.string() })),
  run: procedure(STAFF).input(runInput).output(jobSchema),
  rerun: procedure(STAFF).input(byFile).output(jobSchema),
  /** CSV that Excel and WPS open rightly; recorded as an export. */
  exportList: procedure(STAFF)
    .input(fileFilter)
    .output(z.object({ fileName: z.string(), rows: z.number(), csv: z.string() })),
  sources: procedure(ALL_ROLES).output(z.array(conversionSourceSchema)),
  saveSource: procedure(STAFF).input(conversionSourceInput).output(conversionSourceSchema),
  removeSource: procedure(STAFF)
    .input(z.object({ id: z.string() }))
    .output(z.object({})),
  /** Asks the source and the target whether the mapping fits, without changing anything. */
  testSource: procedure(STAFF)
    .input(conversionSourceInput)
    .output(z.object({ ok: z.boolean(), message: z.string(), waiting: z.number().nullable() })),
};
