import { z } from 'zod';
import { POSTS, REPLACEMENT_CAUSES, REPLACEMENT_STATES } from '../domain/staffing.ts';
import { ALL_ROLES, daySchema, instantSchema, pageInput, procedure, STAFF } from './base.ts';

const line = (most: number) => z.string().trim().max(most).default('');
const postSchema = z.enum(POSTS);

const memberContent = {
  name: z.string().trim().min(1).max(40),
  post: postSchema,
  place: z.enum(['onsite', 'remote']),
  keyPost: z.boolean().default(false),
  /** 资深, 高级 … */
  level: line(20),
  employer: line(80),
  phone: line(30),
  email: line(80),
  qualifications: z.string().trim().max(2_000).default(''),
  note: z.string().trim().max(2_000).default(''),
  since: z.string().trim(),
  operatorId: z.string().nullable().default(null),
};
export const memberSchema = z.object({
  id: z.string(),
  ...memberContent,
  since: daySchema,
  /** Last day of service; empty while the person serves. */
  until: z.string(),
  state: z.enum(['coming', 'serving', 'left']),
  operatorName: z.string(),
  changedBy: z.string(),
  changedAt: instantSchema,
});
export type StaffMember = z.infer<typeof memberSchema>;
export const memberInputSchema = z.object({ id: z.string().optional(), ...memberContent });
export type MemberInput = z.input<typeof memberInputSchema>;

const replacementContent = {
  leavingId: z.string().min(1),
  successor: z.string().trim().min(1).max(40),
  phone: line(30),
  level: line(20),
  qualifications: z.string().trim().max(2_000).default(''),
  cause: z.enum(REPLACEMENT_CAUSES),
  reason: z.string().trim().max(1_000).default(''),
  effectiveOn: z.string().trim(),
  handoverFrom: z.string().trim(),
  handoverTo: z.string().trim(),
  handoverNote: z.string().trim().max(2_000).default(''),
};
export const replacementSchema = z.object({
  id: z.string(),
  number: z.string(),
  state: z.enum(REPLACEMENT_STATES),
  ...replacementContent,
  leaving: z.string(),
  post: postSchema,
  keyPost: z.boolean(),
  filedOn: z.string(),
  filedTo: z.string(),
  /** Number or name of the paper handed in. */
  document: z.string(),
  approver: z.string().nullable(),
  approvedOn: z.string(),
  approvalNote: z.string(),
  endNote: z.string(),
  /** What it breaks as of now; see staffing.ts. */
  breaches: z.array(z.enum(['unfiled-replacement', 'unapproved-key-replacement'])),
  author: z.string(),
  createdAt: instantSchema,
  changedAt: instantSchema,
});
export type Replacement = z.infer<typeof replacementSchema>;
export const replacementInputSchema = z.object({ id: z.string().optional(), ...replacementContent });
export type ReplacementInput = z.input<typeof replacementInputSchema>;

export const expertRequestSchema = z.object({
  id: z.string(),
  number: z.string(),
  state: z.enum(['open', 'answered', 'closed']),
  title: z.string(),
  urgency: z.enum(['normal', 'urgent']),
  description: z.string(),
  expert: z.string(),
  link: z.string(),
  channel: z.string(),
  answer: z.string(),
  answeredBy: z.string().nullable(),
  answeredAt: instantSchema.nullable(),
  conclusion: z.string(),
  closedBy: z.string().nullable(),
  closedAt: instantSchema.nullable(),
  bundleDigest: z.string(),
  bundleAt: instantSchema.nullable(),
  author: z.string(),
  createdAt: instantSchema,
});
export type ExpertRequest = z.infer<typeof expertRequestSchema>;

/** What a bundle holds, exactly as it would be saved. */
export const bundleSchema = z.object({
  fileName: z.string(),
  digest: z.string(),
  bytes: z.number(),
  /** Places where something was hidden. */
  masked: z.number(),
  sections: z.array(z.object({ title: z.string(), text: z.string(), masked: z.number() })),
});
export type DiagnosticsBundle = z.infer<typeof bundleSchema>;

const byId = z.object({ id: z.string() });
const pdf = z.object({ fileName: z.string(), pages: z.number(), base64: z.string() });

export const staffContract = {
  members: procedure(ALL_ROLES)
    .input(z.object({ left: z.boolean().default(false) }))
    .output(z.array(memberSchema)),
  saveMember: procedure(['manager']).input(memberInputSchema).output(memberSchema),
  replacements: procedure(ALL_ROLES)
    .input(pageInput.extend({ states: z.array(z.enum(REPLACEMENT_STATES)).optional() }))
    .output(z.object({ total: z.number(), rows: z.array(replacementSchema) })),
  saveReplacement: procedure(STAFF).input(replacementInputSchema).output(replacementSchema),
  file: procedure(STAFF)
    .input(
      byId.extend({
        filedOn: z.string().trim(),
        filedTo: z.string().trim().min(1).max(80),
        document: line(120),
      }),
    )
    .output(replacementSchema),
  approve: procedure(['supervisor'])
    .input(byId.extend({ approved: z.boolean(), note: line(500) }))
    .output(replacementSchema),
  /** It has happened; `breached` says that the person knows what is missing. */
  complete: procedure(STAFF)
    .input(byId.extend({ note: line(500), breached: z.boolean().default(false) }))
    .output(replacementSchema),
  cancel: procedure(STAFF)
    .input(byId.extend({ reason: z.string().trim().min(1).max(500) }))
    .output(replacementSchema),
  print: procedure(ALL_ROLES).input(byId).output(pdf),
  requests: procedure(ALL_ROLES)
    .input(pageInput)
    .output(z.object({ total: z.number(), rows: z.array(expertRequestSchema) })),
  ask: procedure(STAFF)
    .input(
      z.object({
        title: z.string().trim().min(1).max(120),
        urgency: z.enum(['normal', 'urgent']),
        description: z.string().trim().min(1).max(10_000),
        expert: line(40),
        channel: line(40),
        link: line(60),
      }),
    )
    .output(expertRequestSchema),
  answer: procedure(['expert', 'engineer', 'manager'])
    .input(byId.extend({ answer: z.string().trim().min(1).max(10_000), answeredBy: line(40) }))
    .output(expertRequestSchema),
  close: procedure(STAFF)
    .input(byId.extend({ conclusion: z.string().trim().min(1).max(2_000) }))
    .output(expertRequestSchema),
  previewBundle: procedure(STAFF).input(byId).output(bundleSchema),
  /** Only what was looked at, named by its digest, leaves the console. */
  saveBundle: procedure(STAFF)
    .input(byId.extend({ digest: z.string() }))
    .output(z.object({ fileName: z.string(), base64: z.string() })),
  waiting: procedure(ALL_ROLES).output(
    z.object({ count: z.number(), filings: z.number(), approvals: z.number(), requests: z.number() }),
  ),
};
