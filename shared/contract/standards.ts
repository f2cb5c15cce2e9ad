import { z } from 'zod';
import { DIFFERENCE_KINDS, STANDARD_KINDS } from '../domain/standardTables.ts';
import { ALL_ROLES, daySchema, instantSchema, pageInput, procedure, STAFF } from './base.ts';
import { jobSchema } from './jobs.ts';

export const standardKindSchema = z.enum(STANDARD_KINDS);
/** Encodings a file may be read in; `auto` finds out. */
export const STANDARD_ENCODINGS = ['auto', 'utf-8', 'gb18030', 'utf-16le'] as const;

const entry = z.record(z.string(), z.string());
/** null: the version the console comes with. */
const versionId = z.string().max(60).nullable();

export const standardVersionSchema = z.object({
  id: versionId,
  kind: standardKindSchema,
  name: z.string(),
  source: z.string(),
  fileName: z.string(),
  encoding: z.string(),
  mode: z.enum(['whole', 'additions']),
  /** What additions were laid over. */
  baseName: z.string(),
  entries: z.number(),
  importedBy: z.string(),
  importedAt: instantSchema.nullable(),
  /** in-force holds today; scheduled begins later; past held once; waiting was never switched to. */
  state: z.enum(['in-force', 'scheduled', 'past', 'waiting']),
  impactAt: instantSchema.nullable(),
});
export type StandardVersion = z.infer<typeof standardVersionSchema>;

export const standardSwitchSchema = z.object({
  id: z.string(),
  kind: standardKindSchema,
  versionId,
  versionName: z.string(),
  effectiveFrom: daySchema,
  reason: z.string(),
  activatedBy: z.string(),
  activatedAt: instantSchema,
  cancelledBy: z.string().nullable(),
  cancelledAt: instantSchema.nullable(),
  cancelReason: z.string(),
  /** Whether its day is still to come, so that it may be taken back. */
  open: z.boolean(),
});
export type StandardSwitch = z.infer<typeof standardSwitchSchema>;

/** One table of the standards: what holds today, what comes, and every version kept. */
export const standardSchema = z.object({
  kind: standardKindSchema,
  inForce: standardVersionSchema,
  /** The day from which it holds; null for the version the console comes with. */
  since: daySchema.nullable(),
  next: standardSwitchSchema.nullable(),
  versions: z.array(standardVersionSchema),
  switches: z.array(standardSwitchSchema),
});
export type Standard = z.infer<typeof standardSchema>;

export const standardDifferenceSchema = z.object({
  kind: z.enum(DIFFERENCE_KINDS),
  key: z.string(),
  before: entry.nullable(),
  after: entry.nullable(),
  columns: z.array(z.string()),
});

const differenceCounts = z.record(z.enum(DIFFERENCE_KINDS), z.number());
export type DifferenceCounts = z.infer<typeof differenceCounts>;

export const standardDiffSchema = z.object({
  kind: standardKindSchema,
  fromName: z.string(),
  toName: z.string(),
  counts: differenceCounts,
  total: z.number(),
  rows: z.array(standardDifferenceSchema),
});
export type StandardDiff = z.infer<typeof standardDiffSchema>;

export const importInput = z.object({
  kind: standardKindSchema,
  fileName: z.string().trim().min(1).max(200),
  /** The file's bytes, base64; at most 12 MB of them. */
  content: z.string().max(16_800_000),
  encoding: z.enum(STANDARD_ENCODINGS).default('auto'),
  /** `additions`: entries that are not named stay as they are today. */
  mode: z.enum(['whole', 'additions']).default('whole'),
});
export type StandardImport = z.input<typeof importInput>;

export const importErrorSchema = z.object({
  /** Line of the file, or place in a JSON list, from 1; 0: the file as a whole. */
  row: z.number(),
  column: z.string(),
  message: z.string(),
});
export type StandardImportError = z.infer<typeof importErrorSchema>;

export const importPreviewSchema = z.object({
  kind: standardKindSchema,
  fileName: z.string(),
  format: z.enum(['csv', 'json']),
  encoding: z.string(),
  /** Entries read from the file, and of the version it would become. */
  read: z.number(),
  entries: z.number(),
  errors: z.array(importErrorSchema),
  /** All of them; `errors` holds the first. */
  errorCount: z.number(),
  /** Against what holds today. */
  counts: differenceCounts,
  differences: z.array(standardDifferenceSchema),
  /** A kept version of the same content, if there is one. */
  sameAs: z.string().nullable(),
});
export type StandardPreview = z.infer<typeof importPreviewSchema>;

export const standardImpactSchema = z.object({
  versionName: z.string(),
  baseName: z.string(),
  connectionName: z.string(),
  countedAt: instantSchema,
  /** Per column of the centre that holds codes of this table: the values that stop being known, change, or become known. */
  columns: z.array(
    z.object({
      table: z.string(),
      tableChinese: z.string(),
      column: z.string(),
      chinese: z.string(),
      codes: z.string(),
      /** Rows by what becomes of their value. */
      lost: z.number(),
      altered: z.number(),
      gained: z.number(),
      values: z.array(
        z.object({
          value: z.string(),
          rows: z.number(),
          becomes: z.enum(['lost', 'altered', 'gained']),
          text: z.string(),
        }),
      ),
      /** Why it could not be counted; '' when it was. */
      note: z.string(),
    }),
  ),
  /** First rows behind the counts, with their case where the table has one. */
  samples: z.array(
    z.object({
      table: z.string(),
      column: z.string(),
      value: z.string(),
      caseId: z.string(),
      caseNumber: z.string(),
      courtCode: z.string(),
    }),
  ),
  rules: z.array(z.object({ code: z.string(), field: z.string(), rule: z.string(), why: z.string() })),
  mappings: z.array(z.object({ where: z.string(), what: z.string(), why: z.string() })),
  notes: z.array(z.string()),
});
export type StandardImpact = z.infer<typeof standardImpactSchema>;

/** What was written into a centre's code table, and whether it was put back. */
export const standardWriteSchema = z.object({
  id: z.string(),
  kind: standardKindSchema,
  versionName: z.string(),
  connectionName: z.string(),
  /** `prepared`: the process died around the commit; undoing proves row by row whether it was written. */
  state: z.enum(['prepared', 'done', 'undone']),
  inserted: z.number(),
  updated: z.number(),
  kept: z.number(),
  reason: z.string(),
  writtenBy: z.string(),
  writtenAt: instantSchema,
  undoneBy: z.string().nullable(),
  undoneAt: instantSchema.nullable(),
  undoReason: z.string(),
});
export type StandardWrite = z.infer<typeof standardWriteSchema>;

export const standardWritePlanSchema = z.object({
  versionName: z.string(),
  connectionName: z.string(),
  inserted: z.number(),
  updated: z.number(),
  /** Rows the version no longer has; they stay. */
  kept: z.number(),
  statements: z.array(z.string()),
});
export type StandardWritePlan = z.infer<typeof standardWritePlanSchema>;

const reason = z.string().trim().min(4).max(300);

export const standardsContract = {
  list: procedure(ALL_ROLES)
    .input(z.object({ day: daySchema.optional() }))
    .output(z.array(standardSchema)),
  entries: procedure(ALL_ROLES)
    .input(pageInput.extend({ kind: standardKindSchema, versionId, search: z.string().max(60).default('') }))
    .output(z.object({ total: z.number(), rows: z.array(entry) })),
  preview: procedure(STAFF).input(importInput).output(importPreviewSchema),
  import: procedure(STAFF)
    .input(
      importInput.extend({
        name: z.string().trim().min(1).max(60),
        source: z.string().trim().min(1).max(300),
      }),
    )
    .output(standardVersionSchema),
  /** Between two versions; without `from` what holds today. */
  diff: procedure(ALL_ROLES)
    .input(
      pageInput.extend({
        kind: standardKindSchema,
        from: versionId.optional(),
        to: versionId,
        only: z.array(z.enum(DIFFERENCE_KINDS)).optional(),
      }),
    )
    .output(standardDiffSchema),
  /** Counts in the centre what a version would touch; the job's result is kept with the version. */
  countImpact: procedure(STAFF)
    .input(z.object({ id: z.string() }))
    .output(jobSchema),
  impact: procedure(ALL_ROLES)
    .input(z.object({ id: z.string() }))
    .output(standardImpactSchema.nullable()),
  activate: procedure(STAFF)
    .input(z.object({ kind: standardKindSchema, versionId, effectiveFrom: daySchema, reason }))
    .output(standardSwitchSchema),
  /** A dry run: what the version that holds today would change in the default centre's code table. */
  writePlan: procedure(STAFF)
    .input(z.object({ kind: standardKindSchema, most: z.number().int().min(1).max(10_000).default(200) }))
    .output(standardWritePlanSchema),
  write: procedure(['manager'])
    .input(z.object({ kind: standardKindSchema, reason, confirmed: z.literal(true) }))
    .output(jobSchema),
  /** The same as drafts of change orders, for who may not write at once. */
  orderWrite: procedure(STAFF)
    .input(z.object({ kind: standardKindSchema, applicant: z.string().trim().min(1).max(60), reason }))
    .output(z.object({ numbers: z.array(z.string()) })),
  writes: procedure(ALL_ROLES)
    .input(z.object({ kind: standardKindSchema }))
    .output(z.array(standardWriteSchema)),
  undoWrite: procedure(['manager'])
    .input(z.object({ id: z.string(), reason, confirmed: z.literal(true) }))
    .output(jobSchema),
  /** Only before its day. */
  cancel: procedure(STAFF)
    .input(z.object({ id: z.string(), reason }))
    .output(standardSwitchSchema),
};
