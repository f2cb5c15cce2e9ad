import { z } from 'zod';
import { ALL_ROLES, instantSchema, procedure, STAFF } from './base.ts';
import { engineSchema } from './engine.ts';

/** What a health round can tell, in the order it is shown. An item an engine has no notion of is absent. */
export const HEALTH_ITEMS = [
  'latency',
  'instance',
  'sessions',
  'processes',
  'size',
  'storage',
  'diskFree',
  'archive',
  'archiveFailed',
  'lastBackup',
  'blocked',
  'longestTransaction',
  'slowest',
  'invalidObjects',
  'invalidIndexes',
  'replicationLag',
  'passwordExpiry',
  'clock',
  'yesterdayRows',
] as const;
export const HEALTH_UNITS = ['ms', 's', 'bytes', 'count', 'percent', 'days'] as const;

/** One line below an item: a tablespace, a transaction, a statement, a court. */
export const healthDetailSchema = z.object({
  name: z.string(),
  value: z.number().nullable(),
  limit: z.number().nullable(),
  text: z.string(),
});
export type HealthDetail = z.infer<typeof healthDetailSchema>;

/** One measured fact of the engine's health. `skipped` says why it could not be read. */
export const healthItemSchema = z.object({
  id: z.enum(HEALTH_ITEMS),
  /** In `unit`; null when skipped or not known to this engine. */
  value: z.number().nullable(),
  unit: z.enum(HEALTH_UNITS),
  /** The bound the value is held against (sessions: the limit), where there is one. */
  limit: z.number().nullable(),
  /** A sentence for people. */
  text: z.string(),
  skipped: z.string().nullable(),
  details: z.array(healthDetailSchema),
});
export type HealthItem = z.infer<typeof healthItemSchema>;
export type HealthItemId = HealthItem['id'];

export const healthSchema = z.object({
  engine: engineSchema,
  version: z.string(),
  takenAt: instantSchema,
  ms: z.number(),
  items: z.array(healthItemSchema),
});
export type DatacenterHealth = z.infer<typeof healthSchema>;

/** How a reported item stands. `unchecked`: this round could not read it. */
export const HEALTH_LEVELS = ['normal', 'warning', 'fault', 'unchecked'] as const;
export const healthLevelSchema = z.enum(HEALTH_LEVELS);
export type HealthLevel = z.infer<typeof healthLevelSchema>;

/** What is held against the thresholds: the value, its share of the limit in percent, or its size without sign. */
export const healthRuleSchema = z.object({
  item: z.enum(HEALTH_ITEMS),
  of: z.enum(['value', 'share', 'magnitude']),
  direction: z.enum(['above', 'below']),
  /** From this on (inclusive) it is a warning or a fault; null: never. */
  warning: z.number().nullable(),
  fault: z.number().nullable(),
  /** Rounds in a row before it is reported. */
  repeats: z.number().int().min(1).max(100),
  unit: z.enum(HEALTH_UNITS),
  /** Whether somebody changed it from what the console comes with. */
  changed: z.boolean(),
});
export type HealthRule = z.infer<typeof healthRuleSchema>;

export const healthRuleInputSchema = healthRuleSchema.pick({
  item: true,
  warning: true,
  fault: true,
  repeats: true,
});
export type HealthRuleInput = z.infer<typeof healthRuleInputSchema>;

/** Straight on from what the days behind say. */
export const forecastSchema = z.object({
  perDay: z.number(),
  /** Days that were looked at. */
  days: z.number(),
  /** The day it is full; null when it does not grow, or not within ten years. */
  fullOn: z.string().nullable(),
});
export type Forecast = z.infer<typeof forecastSchema>;

export const boardItemSchema = healthItemSchema.extend({
  level: healthLevelSchema,
  /** Since when the level holds. */
  levelSince: instantSchema,
  /** Rounds in a row beyond a threshold, also when not yet reported. */
  streak: z.number(),
  rule: healthRuleSchema,
  takenAt: instantSchema,
  /** When the item was last read at all. */
  lastReadAt: instantSchema.nullable(),
  forecast: forecastSchema.nullable(),
});
export type BoardItem = z.infer<typeof boardItemSchema>;

export const healthBoardSchema = z.object({
  connectionId: z.string(),
  name: z.string(),
  engine: engineSchema,
  version: z.string(),
  /** Whether the console measures it by itself while a window is open. */
  watched: z.boolean(),
  lastAt: instantSchema.nullable(),
  lastSuccessAt: instantSchema.nullable(),
  ms: z.number().nullable(),
  /** Rounds in a row that did not reach the database. */
  failures: z.number(),
  failure: z.object({ code: z.string(), message: z.string() }).nullable(),
  level: healthLevelSchema,
  items: z.array(boardItemSchema),
});
export type HealthBoard = z.infer<typeof healthBoardSchema>;

export const trendSchema = z.object({
  series: z.string(),
  unit: z.enum(HEALTH_UNITS),
  points: z.array(z.object({ at: instantSchema, least: z.number(), average: z.number(), most: z.number() })),
  limit: z.number().nullable(),
  rule: healthRuleSchema.nullable(),
  forecast: forecastSchema.nullable(),
});
export type HealthTrend = z.infer<typeof trendSchema>;

/** One session of a blocking chain. */
export const blockingSessionSchema = z.object({
  /** As the engine addresses it: a process id, a thread id, Oracle's `sid,serial#,@instance`. */
  id: z.string(),
  /** Changes when the same number is given to another session. */
  mark: z.string(),
  /** The sessions it waits for; empty for the one at the head. */
  waitsFor: z.array(z.string()),
  user: z.string(),
  client: z.string(),
  program: z.string(),
  state: z.string(),
  /** Seconds it waits or has been in its present state. */
  seconds: z.number(),
  /** Its statement with literals taken out. */
  statement: z.string(),
});
export type BlockingSession = z.infer<typeof blockingSessionSchema>;

export const blockingSchema = z.object({
  takenAt: instantSchema,
  engine: engineSchema,
  /** Whether a session can be ended from here. */
  canEnd: z.boolean(),
  sessions: z.array(blockingSessionSchema),
});
export type Blocking = z.infer<typeof blockingSchema>;

const oneConnection = z.object({ id: z.string().optional() });

/** The part of the contract `datacenter` on health. Without id the default connection is meant. */
export const healthProcedures = {
  /** Only whether the database answers, how fast, and which server it is. */
  health: procedure(ALL_ROLES).input(oneConnection).output(healthSchema),
  /** What the last rounds found; measures nothing. */
  healthBoard: procedure(ALL_ROLES).input(oneConnection).output(healthBoardSchema),
  /** Measures, keeps it, and judges. An unreachable database is in the answer, not an error. */
  healthRound: procedure(ALL_ROLES).input(oneConnection).output(healthBoardSchema),
  healthTrend: procedure(ALL_ROLES)
    .input(oneConnection.extend({ series: z.string().max(200), span: z.enum(['24h', '30d']) }))
    .output(trendSchema),
  healthWatch: procedure(STAFF)
    .input(z.object({ id: z.string(), watched: z.boolean() }))
    .output(healthBoardSchema),
  healthRules: procedure(ALL_ROLES).output(z.array(healthRuleSchema)),
  /** An input equal to what the console comes with takes the change back. */
  healthSaveRules: procedure(STAFF).input(z.array(healthRuleInputSchema)).output(z.array(healthRuleSchema)),
  healthBlocking: procedure(ALL_ROLES).input(oneConnection).output(blockingSchema),
  healthEndSession: procedure(STAFF)
    .input(
      z.object({
        id: z.string(),
        session: z.string().max(60),
        mark: z.string().max(60),
        reason: z.string().trim().min(4).max(300),
        confirmed: z.literal(true),
      }),
    )
    .output(z.object({ ended: z.boolean() })),
};
