import { z } from 'zod';
import { ACCEPTANCE_SIDES, LINE_RESULTS } from '../domain/acceptance.ts';
import { RECORD_KINDS, RECORD_STATES } from '../domain/serviceRecord.ts';
import { ALL_ROLES, daySchema, instantSchema, pageInput, procedure, STAFF } from './base.ts';

const WRITERS = [...STAFF, 'supervisor'] as const;
const kindSchema = z.enum(RECORD_KINDS);
const stateSchema = z.enum(RECORD_STATES);
const line = (most: number) => z.string().trim().max(most).default('');
const longText = z.string().trim().max(20_000).default('');

/** Days are checked by the core, which names the field and what to do. */
const content = {
  title: z.string().trim().max(120),
  category: line(30),
  requester: line(80),
  owner: line(40),
  people: line(500),
  party: line(120),
  place: line(120),
  startsOn: line(10),
  startsAt: line(5),
  endsAt: line(5),
  dueOn: line(10),
  hours: z.number().nullable().default(null),
  score: z.number().nullable().default(null),
  period: line(10),
  link: line(60),
  body: longText,
  materials: z.string().trim().max(2_000).default(''),
  isKey: z.boolean().default(false),
};

export const recordSchema = z.object({
  id: z.string(),
  kind: kindSchema,
  number: z.string(),
  ...content,
  state: stateSchema,
  /** Open, and its day has passed. */
  overdue: z.boolean(),
  /** The caller is its owner. */
  mine: z.boolean(),
  doneOn: z.string(),
  percent: z.number(),
  outcome: z.string(),
  result: z.string(),
  parentId: z.string().nullable(),
  /** Number and title of the record it belongs to. */
  parent: z.string(),
  /** What belongs to it: actions, items, defects. */
  children: z.object({ total: z.number(), done: z.number() }),
  author: z.string(),
  createdAt: instantSchema,
  changedAt: instantSchema,
});
export type ServiceRecord = z.infer<typeof recordSchema>;

export const noteSchema = z.object({
  id: z.number(),
  at: instantSchema,
  author: z.string(),
  kind: z.enum(['progress', 'change', 'close', 'cancel', 'reopen']),
  percent: z.number().nullable(),
  text: z.string(),
});
export const fileSchema = z.object({
  id: z.string(),
  name: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  addedBy: z.string(),
  addedAt: instantSchema,
});
export type ServiceFile = z.infer<typeof fileSchema>;

const lineContent = {
  name: z.string().trim().min(1).max(120),
  quantity: line(40),
  standard: line(200),
  result: z.enum(LINE_RESULTS).default('pending'),
  remark: line(200),
};
export const acceptanceLineSchema = z.object({ id: z.number(), ...lineContent });
export type AcceptanceLine = z.infer<typeof acceptanceLineSchema>;
export const signatureSchema = z.object({
  side: z.enum(ACCEPTANCE_SIDES),
  unit: z.string(),
  name: z.string(),
  signedAt: instantSchema,
  enteredBy: z.string(),
});
export type AcceptanceSignature = z.infer<typeof signatureSchema>;

export const documentVersionSchema = z.object({
  id: z.string(),
  version: z.string(),
  text: z.string(),
  file: fileSchema.nullable(),
  changeNote: z.string(),
  state: z.enum(['waiting', 'effective', 'superseded', 'rejected']),
  effectiveOn: daySchema,
  authorId: z.string(),
  author: z.string(),
  createdAt: instantSchema,
  approver: z.string().nullable(),
  approvedAt: instantSchema.nullable(),
  approvalNote: z.string(),
});
export type DocumentVersion = z.infer<typeof documentVersionSchema>;

export const recordDetailSchema = recordSchema.extend({
  notes: z.array(noteSchema),
  files: z.array(fileSchema),
  belonging: z.array(recordSchema),
  /** Of an acceptance. */
  lines: z.array(acceptanceLineSchema),
  signatures: z.array(signatureSchema),
  /** Of a document, newest first. */
  versions: z.array(documentVersionSchema),
});
export type RecordDetail = z.infer<typeof recordDetailSchema>;

export const recordInputSchema = z.object({
  id: z.string().optional(),
  /** As read before the edit; a record changed meanwhile is not overwritten. */
  changedAt: z.string().optional(),
  kind: kindSchema,
  parentId: z.string().nullable().default(null),
  ...content,
});
export type RecordInput = z.input<typeof recordInputSchema>;
export type CheckedRecordInput = z.infer<typeof recordInputSchema>;

const byId = z.object({ id: z.string() });
const withReason = byId.extend({ reason: z.string().trim().min(1).max(500) });
const pdf = z.object({ fileName: z.string(), pages: z.number(), base64: z.string() });
const period = z.object({ from: daySchema, to: daySchema });

export const recordListInput = pageInput.extend({
  kinds: z.array(kindSchema).optional(),
  states: z.array(stateSchema).optional(),
  categories: z.array(z.string()).optional(),
  text: z.string().max(100).optional(),
  /** By the day it begins. */
  from: daySchema.optional(),
  to: daySchema.optional(),
  mine: z.boolean().optional(),
  overdue: z.boolean().optional(),
  parentId: z.string().optional(),
  /** `todo`: mine first, overdue on top, then by due day. `newest`: open first, then the newest. */
  order: z.enum(['todo', 'newest', 'due']).default('newest'),
});
export type RecordListInput = z.infer<typeof recordListInput>;

export const assignmentsContract = {
  list: procedure(ALL_ROLES)
    .input(recordListInput)
    .output(z.object({ total: z.number(), rows: z.array(recordSchema) })),
  get: procedure(ALL_ROLES).input(byId).output(recordDetailSchema),
  named: procedure(ALL_ROLES)
    .input(z.object({ number: z.string() }))
    .output(recordSchema),
  save: procedure(WRITERS).input(recordInputSchema).output(recordSchema),
  progress: procedure(STAFF)
    .input(byId.extend({ percent: z.number(), text: z.string().trim().min(1).max(2_000) }))
    .output(recordSchema),
  close: procedure(WRITERS)
    .input(
      byId.extend({
        doneOn: z.string().trim(),
        outcome: z.string().default(''),
        result: z.string().trim().max(5_000),
      }),
    )
    .output(recordSchema),
  cancel: procedure(WRITERS).input(withReason).output(recordSchema),
  reopen: procedure(STAFF).input(withReason).output(recordSchema),
  /** What waits for the caller: own items due or overdue, versions to approve, suggestions to answer, forms to sign. */
  waiting: procedure(ALL_ROLES).output(
    z.object({
      count: z.number(),
      due: z.number(),
      overdue: z.number(),
      approvals: z.number(),
      suggestions: z.number(),
      signatures: z.number(),
    }),
  ),
  /** Items of all plans whose day lies in the year. */
  quarters: procedure(ALL_ROLES)
    .input(z.object({ year: z.string().regex(/^20\d\d$/) }))
    .output(z.object({ plans: z.array(recordSchema), items: z.array(recordSchema) })),
  addFile: procedure(STAFF)
    .input(byId.extend({ name: z.string().trim().min(1).max(200), base64: z.string() }))
    .output(fileSchema),
  readFile: procedure(ALL_ROLES)
    .input(z.object({ fileId: z.string() }))
    .output(z.object({ name: z.string(), base64: z.string() })),
  saveLine: procedure(STAFF)
    .input(byId.extend({ lineId: z.number().optional(), ...lineContent }))
    .output(acceptanceLineSchema),
  removeLine: procedure(STAFF)
    .input(byId.extend({ lineId: z.number() }))
    .output(z.object({})),
  sign: procedure(WRITERS)
    .input(
      byId.extend({
        side: z.enum(ACCEPTANCE_SIDES),
        unit: z.string().trim().min(1).max(80),
        name: z.string().trim().min(1).max(40),
      }),
    )
    .output(signatureSchema),
  addVersion: procedure(STAFF)
    .input(
      byId.extend({
        version: z.string().trim().min(1).max(20),
        effectiveOn: z.string().trim(),
        text: longText,
        fileId: z.string().nullable().default(null),
        changeNote: line(500),
      }),
    )
    .output(documentVersionSchema),
  approveVersion: procedure(['manager', 'supervisor'])
    .input(z.object({ versionId: z.string(), approved: z.boolean(), note: line(500) }))
    .output(documentVersionSchema),
  printList: procedure(ALL_ROLES)
    .input(period.extend({ kinds: z.array(kindSchema).optional() }))
    .output(pdf),
  /** Minutes of a meeting or the form of an acceptance. */
  print: procedure(ALL_ROLES).input(byId).output(pdf),
};
