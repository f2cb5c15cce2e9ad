import { z } from 'zod';
import { ARTICLE_STATES } from '../domain/servicedesk.ts';
import { ALL_ROLES, instantSchema, pageInput, procedure, STAFF } from './base.ts';
import { serviceSchema } from './inspection.ts';

export const articleStateSchema = z.enum(ARTICLE_STATES);
/** `known-error` 已知错误, `howto` 操作步骤, `note` 说明. */
export const ARTICLE_KINDS = ['known-error', 'howto', 'note'] as const;

export const articleInputSchema = z.object({
  id: z.string().optional(),
  version: z.number().int().optional(),
  title: z.string().trim().min(1).max(100),
  kind: z.enum(ARTICLE_KINDS),
  service: serviceSchema,
  body: z.string().trim().min(1).max(20_000),
  /** What changed, for the list of versions. */
  note: z.string().trim().max(200).default(''),
});
export type ArticleInput = z.infer<typeof articleInputSchema>;

export const articleSchema = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  kind: z.enum(ARTICLE_KINDS),
  service: serviceSchema,
  state: articleStateSchema,
  body: z.string(),
  version: z.number().int(),
  author: z.string(),
  createdAt: instantSchema,
  changedAt: instantSchema,
  /** Number of the incident it was written from. */
  origin: z.string(),
});
export type Article = z.infer<typeof articleSchema>;
/** In lists, without the text. */
export const articleRowSchema = articleSchema.omit({ body: true });
export type ArticleRow = z.infer<typeof articleRowSchema>;

export const articleVersionSchema = z.object({
  version: z.number().int(),
  title: z.string(),
  body: z.string(),
  note: z.string(),
  by: z.string(),
  at: instantSchema,
});
export type ArticleVersion = z.infer<typeof articleVersionSchema>;

export const searchHitSchema = z.object({
  kind: z.enum(['article', 'incident', 'problem']),
  id: z.string(),
  number: z.string(),
  title: z.string(),
  state: z.string(),
  /** Text around the first place found. */
  excerpt: z.string(),
});
export type SearchHit = z.infer<typeof searchHitSchema>;

const byId = z.object({ id: z.string() });

export const articlesContract = {
  list: procedure(ALL_ROLES)
    .input(
      pageInput.extend({
        states: z.array(articleStateSchema).optional(),
        text: z.string().trim().max(60).optional(),
      }),
    )
    .output(z.object({ total: z.number(), unfiltered: z.number(), rows: z.array(articleRowSchema) })),
  get: procedure(ALL_ROLES).input(byId).output(articleSchema),
  find: procedure(ALL_ROLES)
    .input(z.object({ number: z.string() }))
    .output(articleSchema),
  versions: procedure(ALL_ROLES).input(byId).output(z.array(articleVersionSchema)),
  save: procedure(STAFF).input(articleInputSchema).output(articleSchema),
  setState: procedure(STAFF)
    .input(byId.extend({ state: articleStateSchema }))
    .output(articleSchema),
  /** A draft out of a resolved incident: symptom, cause, what was done. */
  fromIncident: procedure(STAFF)
    .input(z.object({ incidentId: z.string() }))
    .output(articleSchema),
  /** Everything that holds all the words, best first; at most 50. */
  search: procedure(ALL_ROLES)
    .input(
      z.object({
        text: z.string().trim().min(1).max(60),
        kinds: z.array(z.enum(['article', 'incident', 'problem'])).optional(),
      }),
    )
    .output(z.object({ hits: z.array(searchHitSchema), more: z.boolean() })),
};
