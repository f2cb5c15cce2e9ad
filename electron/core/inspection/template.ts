import { z } from 'zod';
import source from '../../../resources/inspection/template.json' with { type: 'json' };
import { serviceSchema } from '../../../shared/contract/inspection.ts';

const thresholdsSchema = z.object({
  /** `above`: at least the number is bad; `below`: less than the number is bad. */
  direction: z.enum(['above', 'below']),
  warning: z.number().optional(),
  fault: z.number().optional(),
});
export type Thresholds = z.infer<typeof thresholdsSchema>;

const itemSchema = z.object({
  id: z.string(),
  service: serviceSchema,
  name: z.string(),
  method: z.enum(['automatic', 'manual']),
  check: z.string().optional(),
  params: z.record(z.string(), z.unknown()).default({}),
  /** The threshold in words, as printed. */
  standard: z.string(),
  thresholds: thresholdsSchema.optional(),
  unit: z.string(),
  timeoutSeconds: z.number(),
  /** What the check needs to be there; `datacenter` items are left unchecked when it is away. */
  connection: z.literal('datacenter').optional(),
});
export type TemplateItem = z.infer<typeof itemSchema>;

const templateSchema = z.object({
  version: z.number().int(),
  source: z.string(),
  sections: z.array(
    z.object({ id: serviceSchema, number: z.number().int(), name: z.string(), headline: z.string() }),
  ),
  probes: z.array(z.object({ id: z.string(), name: z.string() })),
  items: z.array(itemSchema),
});
export type Template = z.infer<typeof templateSchema>;
export type Section = Template['sections'][number];

/** The check template: what stands on the sheet, as data. */
export const template: Template = templateSchema.parse(source);

export const sectionOf = new Map(template.sections.map((section) => [section.id, section]));
export const templateItem = new Map(template.items.map((item) => [item.id, item]));
