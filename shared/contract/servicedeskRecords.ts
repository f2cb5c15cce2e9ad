import { z } from 'zod';
import {
  CHANGE_STATES,
  NODE_STATES,
  PROBLEM_STATES,
  RECORD_KINDS,
  RECORD_STEPS,
  RELEASE_STATES,
} from '../domain/servicedesk.ts';
import { ALL_ROLES, instantSchema, pageInput, procedure, STAFF } from './base.ts';
import { serviceSchema } from './inspection.ts';

export const sortSchema = z
  .array(z.object({ field: z.string(), direction: z.enum(['asc', 'desc']) }))
  .max(3)
  .default([]);
export type Sort = z.infer<typeof sortSchema>;

export const printedSchema = z.object({ fileName: z.string(), pages: z.number(), base64: z.string() });

const text = (length: number) => z.string().trim().max(length).default('');
const day = z.union([z.literal(''), z.iso.date()]).default('');
const moment = z.union([z.literal(''), z.iso.datetime({ offset: true })]).default('');

/** Form F. */
export const problemFieldsSchema = z.object({
  service: serviceSchema.default('datacenter'),
  owner: text(40),
  plannedDay: day,
  cause: text(2000),
  impact: text(1000),
  workaround: text(2000),
  solution: text(2000),
});
/** Form G. */
export const changeFieldsSchema = z.object({
  service: serviceSchema.default('datacenter'),
  owner: text(40),
  type: z.enum(['standard', 'normal', 'emergency']).default('normal'),
  reason: text(1000),
  plan: text(4000),
  risk: text(1000),
  courts: text(500),
  windowFrom: moment,
  windowTo: moment,
  rollback: text(2000),
  testResult: text(1000),
  backupProof: text(1000),
});
/** Form H. */
export const releaseFieldsSchema = z.object({
  service: serviceSchema.default('trialdata'),
  owner: text(40),
  version: text(40),
  component: text(100),
  content: text(4000),
  precheck: text(2000),
  checksum: text(200),
  rollbackVersion: text(40),
  notice: text(1000),
});
export type ProblemFields = z.infer<typeof problemFieldsSchema>;
export type ChangeFields = z.infer<typeof changeFieldsSchema>;
export type ReleaseFields = z.infer<typeof releaseFieldsSchema>;

/** Who did which step, when, saying what: the last time each was done. */
export const stepDoneSchema = z.object({ by: z.string(), at: instantSchema, note: z.string() });
export type StepDone = z.infer<typeof stepDoneSchema>;

const common = {
  id: z.string(),
  number: z.string(),
  title: z.string(),
  authorId: z.string(),
  author: z.string(),
  createdAt: instantSchema,
  changedAt: instantSchema,
  version: z.number().int(),
  steps: z.record(z.string(), stepDoneSchema),
};
export const problemSchema = z.object({
  ...common,
  kind: z.literal('problem'),
  state: z.enum(PROBLEM_STATES),
  fields: problemFieldsSchema,
  /** Occurrences of all incidents linked to it. */
  recurrences: z.number().int(),
});
export const changeSchema = z.object({
  ...common,
  kind: z.literal('change'),
  state: z.enum(CHANGE_STATES),
  fields: changeFieldsSchema,
});
export const releaseSchema = z.object({
  ...common,
  kind: z.literal('release'),
  state: z.enum(RELEASE_STATES),
  fields: releaseFieldsSchema,
  progress: z.object({
    total: z.number().int(),
    done: z.number().int(),
    verified: z.number().int(),
    failed: z.number().int(),
  }),
});
export const recordSchema = z.discriminatedUnion('kind', [problemSchema, changeSchema, releaseSchema]);
export type Problem = z.infer<typeof problemSchema>;
export type ServiceChange = z.infer<typeof changeSchema>;
export type Release = z.infer<typeof releaseSchema>;
export type DeskRecord = z.infer<typeof recordSchema>;

export const recordKindSchema = z.enum(RECORD_KINDS);
const saving = {
  id: z.string().optional(),
  version: z.number().int().optional(),
  title: z.string().trim().min(1).max(100),
};
export const recordInputSchema = z.discriminatedUnion('kind', [
  z.object({ ...saving, kind: z.literal('problem'), fields: problemFieldsSchema }),
  z.object({ ...saving, kind: z.literal('change'), fields: changeFieldsSchema }),
  z.object({ ...saving, kind: z.literal('release'), fields: releaseFieldsSchema }),
]);
export type RecordInput = z.infer<typeof recordInputSchema>;

const STEP_NAMES = [
  ...new Set(Object.values(RECORD_STEPS).flatMap((steps) => Object.keys(steps))),
] as string[];

export const nodeSchema = z.object({
  court: z.number().int(),
  courtName: z.string(),
  state: z.enum(NODE_STATES),
  note: z.string(),
  by: z.string(),
  at: instantSchema.nullable(),
});
export type ReleaseNode = z.infer<typeof nodeSchema>;
/** `front-ends`: the 23 courts with a front end; `shared`: the 59 courts of the shared interfaces. */
export const NODE_SCOPES = ['front-ends', 'shared'] as const;

const byId = z.object({ id: z.string() });

export const recordsContract = {
  list: procedure(ALL_ROLES)
    .input(
      pageInput.extend({
        kind: recordKindSchema,
        states: z.array(z.string().max(20)).optional(),
        text: z.string().trim().max(60).optional(),
      }),
    )
    .output(z.object({ total: z.number(), unfiltered: z.number(), rows: z.array(recordSchema) })),
  get: procedure(ALL_ROLES).input(byId).output(recordSchema),
  find: procedure(ALL_ROLES)
    .input(z.object({ number: z.string() }))
    .output(recordSchema),
  save: procedure(STAFF).input(recordInputSchema).output(recordSchema),
  /** The supervising customer decides over changes; the core decides again who may do what. */
  step: procedure(['engineer', 'manager', 'supervisor'])
    .input(byId.extend({ step: z.enum(STEP_NAMES), note: z.string().trim().max(1000).default('') }))
    .output(recordSchema),
  nodes: procedure(ALL_ROLES).input(byId).output(z.array(nodeSchema)),
  /** Sets the courts of a planned release: one of the two known sets, or chosen ones. */
  setNodes: procedure(STAFF)
    .input(
      byId.extend({ scope: z.enum(NODE_SCOPES).optional(), courts: z.array(z.number().int()).optional() }),
    )
    .output(z.array(nodeSchema)),
  moveNodes: procedure(STAFF)
    .input(
      byId.extend({
        courts: z.array(z.number().int()).min(1).max(300),
        state: z.enum(NODE_STATES),
        note: z.string().trim().max(300).default(''),
      }),
    )
    .output(z.array(nodeSchema)),
  print: procedure(ALL_ROLES).input(byId).output(printedSchema),
  courts: procedure(ALL_ROLES).output(
    z.array(z.object({ code: z.number(), name: z.string(), mark: z.string() })),
  ),
};

export const noteSchema = z.object({
  id: z.number().int(),
  at: instantSchema,
  by: z.string(),
  /** `comment`, or the step that was done. */
  act: z.string(),
  text: z.string(),
});
export type Note = z.infer<typeof noteSchema>;

/** The other end of a link, whichever side one looks from. */
export const linkSchema = z.object({
  id: z.number().int(),
  kind: z.enum(['incident', 'problem', 'change', 'release', 'item', 'article', 'changeorder']),
  ref: z.string(),
  number: z.string(),
  title: z.string(),
  state: z.string(),
  relation: z.enum(['related', 'duplicate']),
});
export type DeskLink = z.infer<typeof linkSchema>;

export const attachmentSchema = z.object({
  id: z.string(),
  name: z.string(),
  bytes: z.number().int(),
  sha256: z.string(),
  by: z.string(),
  at: instantSchema,
});
export type Attachment = z.infer<typeof attachmentSchema>;
/** Bytes of one attachment. */
export const MOST_ATTACHMENT_BYTES = 5 * 1024 * 1024;

const owner = z.object({
  kind: z.enum(['incident', 'problem', 'change', 'release', 'item']),
  id: z.string(),
});

/** What hangs on every record: its timeline, links, files. */
export const threadContract = {
  get: procedure(ALL_ROLES)
    .input(owner)
    .output(
      z.object({
        notes: z.array(noteSchema),
        links: z.array(linkSchema),
        attachments: z.array(attachmentSchema),
      }),
    ),
  comment: procedure(ALL_ROLES)
    .input(owner.extend({ text: z.string().trim().min(1).max(2000) }))
    .output(z.object({})),
  /** By the other's number, of any kind, data change orders (BG-…) included. */
  link: procedure(STAFF)
    .input(owner.extend({ number: z.string().trim().min(1).max(40) }))
    .output(z.object({})),
  unlink: procedure(STAFF)
    .input(owner.extend({ linkId: z.number().int() }))
    .output(z.object({})),
  attach: procedure(STAFF)
    .input(
      owner.extend({
        name: z.string().trim().min(1).max(120),
        base64: z.base64().max(Math.ceil((MOST_ATTACHMENT_BYTES * 4) / 3) + 4),
      }),
    )
    .output(attachmentSchema),
  attachment: procedure(ALL_ROLES)
    .input(z.object({ id: z.string() }))
    .output(z.object({ name: z.string(), base64: z.string() })),
};
