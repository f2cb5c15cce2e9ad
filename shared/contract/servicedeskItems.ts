import { z } from 'zod';
import { ITEM_RELATIONS, ITEM_TYPES } from '../domain/servicedesk.ts';
import { ALL_ROLES, instantSchema, pageInput, procedure, STAFF } from './base.ts';
import { printedSchema, sortSchema } from './servicedeskRecords.ts';

export const itemTypeSchema = z.enum(ITEM_TYPES);
const text = (length: number) => z.string().trim().max(length).default('');
const day = z.union([z.literal(''), z.iso.date()]).default('');

/** Form I. */
export const itemInputSchema = z.object({
  name: z.string().trim().min(1).max(100),
  type: itemTypeSchema,
  /** IP or instance; masked in lists, prints and exports. */
  address: text(200),
  version: text(60),
  court: z.number().int().nullable().default(null),
  owner: text(40),
  warrantyUntil: day,
  keeper: text(40),
  auditedOn: day,
  note: text(500),
});
export type ItemInput = z.infer<typeof itemInputSchema>;

export const itemSchema = itemInputSchema.extend({
  id: z.string(),
  number: z.string(),
  courtName: z.string(),
  retired: z.boolean(),
  /** Number and state of the latest change linked to it. */
  lastChange: z.string(),
  changedAt: instantSchema,
  rowVersion: z.number().int(),
});
export type DeskItem = z.infer<typeof itemSchema>;

/** `uses` and `runs-on` as seen from this one; the two `-by` the other way round. */
export const itemEdgeSchema = z.object({
  id: z.string(),
  number: z.string(),
  name: z.string(),
  type: itemTypeSchema,
  relation: z.enum(['uses', 'runs-on', 'used-by', 'carries']),
});
export type ItemEdge = z.infer<typeof itemEdgeSchema>;

/** What stops when this one stops: `depth` 1 directly, more through others. */
export const impactSchema = z.object({
  id: z.string(),
  number: z.string(),
  name: z.string(),
  type: itemTypeSchema,
  owner: z.string(),
  depth: z.number().int(),
  via: z.string(),
});
export type ItemImpact = z.infer<typeof impactSchema>;

/** A fault of an import, at its cell. */
export const importFaultSchema = z.object({ cell: z.string(), message: z.string() });
export const importPreviewSchema = z.object({
  sheet: z.string(),
  rows: z.array(
    z.object({
      row: z.number().int(),
      action: z.enum(['add', 'change', 'same', 'refused']),
      name: z.string(),
      type: z.string(),
      court: z.string(),
      changes: z.array(z.string()),
    }),
  ),
  counts: z.object({ add: z.number(), change: z.number(), same: z.number(), refused: z.number() }),
  faults: z.array(importFaultSchema),
  relations: z.number().int(),
});
export type ImportPreview = z.infer<typeof importPreviewSchema>;
/** Bytes of an imported workbook, rows in it. */
export const MOST_IMPORT_BYTES = 5 * 1024 * 1024;
export const MOST_IMPORT_ROWS = 5_000;

const byId = z.object({ id: z.string() });
const fileInput = z.object({
  fileName: z.string().max(200),
  base64: z.base64().max(Math.ceil((MOST_IMPORT_BYTES * 4) / 3) + 4),
});

export const itemsContract = {
  list: procedure(ALL_ROLES)
    .input(
      pageInput.extend({
        types: z.array(itemTypeSchema).optional(),
        text: z.string().trim().max(60).optional(),
        retired: z.boolean().optional(),
        sort: sortSchema,
      }),
    )
    .output(z.object({ total: z.number(), unfiltered: z.number(), rows: z.array(itemSchema) })),
  /** Staff see the whole address. */
  get: procedure(ALL_ROLES).input(byId).output(itemSchema),
  save: procedure(STAFF)
    .input(itemInputSchema.extend({ id: z.string().optional(), rowVersion: z.number().int().optional() }))
    .output(itemSchema),
  retire: procedure(STAFF)
    .input(byId.extend({ reason: z.string().trim().min(1).max(300) }))
    .output(itemSchema),
  edges: procedure(ALL_ROLES).input(byId).output(z.array(itemEdgeSchema)),
  relate: procedure(STAFF)
    .input(byId.extend({ relation: z.enum(ITEM_RELATIONS), to: z.string() }))
    .output(z.array(itemEdgeSchema)),
  unrelate: procedure(STAFF)
    .input(byId.extend({ relation: z.enum(ITEM_RELATIONS), to: z.string() }))
    .output(z.array(itemEdgeSchema)),
  impact: procedure(ALL_ROLES).input(byId).output(z.array(impactSchema)),
  previewImport: procedure(STAFF).input(fileInput).output(importPreviewSchema),
  import: procedure(STAFF)
    .input(fileInput)
    .output(z.object({ added: z.number(), changed: z.number(), relations: z.number() })),
  export: procedure(ALL_ROLES).output(
    z.object({ fileName: z.string(), rows: z.number(), base64: z.string() }),
  ),
  print: procedure(ALL_ROLES).input(byId).output(printedSchema),
};
