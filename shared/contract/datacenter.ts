import { z } from 'zod';
import { ALL_ROLES, instantSchema, procedure, STAFF } from './base.ts';
import { backupProcedures } from './datacenterBackup.ts';
import { dictionaryProcedures } from './datacenterDictionary.ts';
import { healthProcedures } from './datacenterHealth.ts';
import { engineSchema } from './engine.ts';
import { exportFilesProcedures, exportFilesSchema, filesStandSchema } from './exportFiles.ts';

export type { DatacenterHealth, HealthItem } from './datacenterHealth.ts';
export { ENGINES, type Engine, engineSchema } from './engine.ts';

/** `off`: plain; `verify`: encrypted, certificate checked; `trust`: encrypted, any certificate. */
export const TLS_MODES = ['off', 'verify', 'trust'] as const;

const connectionFields = z.object({
  name: z.string().trim().min(1).max(60),
  engine: engineSchema,
  /** SQLite: absolute path, or relative to the workspace. Empty for servers. */
  file: z.string().trim().max(500).default(''),
  host: z.string().trim().max(200).default(''),
  /** 0: the engine's usual port. */
  port: z.number().int().min(0).max(65535).default(0),
  /** Database; for Oracle the service name (or the SID when `sid`); for Dameng the schema. */
  database: z.string().trim().max(100).default(''),
  user: z.string().trim().max(100).default(''),
  tls: z.enum(TLS_MODES).default('off'),
  /** Oracle only: `database` is a SID. */
  sid: z.boolean().default(false),
  /** Oracle only: folder of the Instant Client, for servers Thin cannot reach (11g). */
  clientDir: z.string().trim().max(500).default(''),
  statementTimeoutSeconds: z.number().int().min(1).max(3600).default(60),
  maxSessions: z.number().int().min(1).max(16).default(4),
});

/** A saved connection as anyone may see it: never its password. */
export const connectionSchema = connectionFields.extend({
  id: z.string(),
  hasPassword: z.boolean(),
  isDefault: z.boolean(),
  /** A folder of export files (Sybase) instead of a database; its engine is `sqlite`: the snapshot made of them. */
  files: exportFilesSchema.nullable(),
  /** How the snapshot of its files stands; null for a database. */
  filesStand: filesStandSchema.nullable(),
  updatedAt: instantSchema,
  updatedBy: z.string(),
});
export type SavedConnection = z.infer<typeof connectionSchema>;

export const connectionInputSchema = connectionFields.extend({
  /** Absent: a new connection. */
  id: z.string().optional(),
  /** Absent: the saved one stays; empty: none. */
  password: z.string().max(200).optional(),
  /** A folder of export files instead of a database. */
  files: exportFilesSchema.nullish(),
});
export type ConnectionInput = z.infer<typeof connectionInputSchema>;

/** One step of a connection test, in the order reachable → signed in → readable. */
export const testStepSchema = z.object({
  step: z.enum(['reachable', 'signedIn', 'readable']),
  state: z.enum(['passed', 'failed', 'skipped']),
  ms: z.number().nullable(),
  /** What was found, or what went wrong and what to do. */
  text: z.string(),
});

export const connectionTestSchema = z.object({
  ok: z.boolean(),
  engine: engineSchema,
  /** `host:port/database`, or the file's name: never user or password. */
  target: z.string(),
  steps: z.array(testStepSchema),
  version: z.string().nullable(),
  /** Round trip of the cheapest statement. */
  latencyMs: z.number().nullable(),
  /** What the account may not read, and what is therefore left out. */
  notes: z.array(z.string()),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type ConnectionTest = z.infer<typeof connectionTestSchema>;

const byId = z.object({ id: z.string() });

export const datacenterContract = {
  list: procedure(ALL_ROLES).output(z.array(connectionSchema)),
  save: procedure(STAFF).input(connectionInputSchema).output(connectionSchema),
  remove: procedure(STAFF)
    .input(byId)
    .output(z.object({ removed: z.boolean() })),
  setDefault: procedure(STAFF).input(byId).output(connectionSchema),
  /** Tests a saved connection, or one being filled in (with `id`, an absent password is the saved one). */
  test: procedure(STAFF)
    .input(z.union([byId.strict(), connectionInputSchema]))
    .output(connectionTestSchema),
  ...healthProcedures,
  ...dictionaryProcedures,
  ...backupProcedures,
  ...exportFilesProcedures,
};
