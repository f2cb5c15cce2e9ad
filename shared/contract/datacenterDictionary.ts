import { z } from 'zod';
import { ALL_ROLES, procedure } from './base.ts';

/** One column of the dictionary, with how it stands in the live database. */
export const dictionaryColumnSchema = z.object({
  table: z.string(),
  tableChinese: z.string(),
  column: z.string(),
  chinese: z.string(),
  /** As the structure wants it; empty for a column only the database has. */
  type: z.string(),
  /** Code class or reference: `00003`, `court`, `case-type`; empty where free. */
  codes: z.string(),
  codesName: z.string(),
  source: z.string(),
  live: z.enum(['same', 'missing', 'differs', 'extra', 'unknown']),
  liveType: z.string(),
});
export type DictionaryColumn = z.infer<typeof dictionaryColumnSchema>;

export const dictionarySchema = z.object({
  /** Whether the live database could be looked at; else the reason. */
  liveError: z.string().nullable(),
  tables: z.array(
    z.object({ name: z.string(), chinese: z.string(), about: z.string(), columns: z.number() }),
  ),
  columns: z.array(dictionaryColumnSchema),
});
export type Dictionary = z.infer<typeof dictionarySchema>;

export const structureDifferenceSchema = z.object({
  kind: z.enum([
    'table-missing',
    'table-extra',
    'column-missing',
    'column-extra',
    'column-type',
    'index-missing',
  ]),
  table: z.string(),
  name: z.string(),
  wanted: z.string(),
  live: z.string(),
});
export type StructureDifference = z.infer<typeof structureDifferenceSchema>;

const oneConnection = z.object({ id: z.string().optional() });

/** The part of the contract `datacenter` on structure and dictionary. */
export const dictionaryProcedures = {
  dictionary: procedure(ALL_ROLES).input(oneConnection).output(dictionarySchema),
  /** What is written down alone, at once: no database is asked, every column is `unknown`. */
  writtenDictionary: procedure(ALL_ROLES).output(dictionarySchema),
  /** The codes of a class, from the code tables the console comes with. */
  dictionaryCodes: procedure(ALL_ROLES)
    .input(z.object({ codes: z.string().max(30) }))
    .output(z.array(z.object({ code: z.string(), name: z.string() }))),
  structureDifferences: procedure(ALL_ROLES)
    .input(oneConnection)
    .output(
      z.object({ version: z.number(), newest: z.number(), differences: z.array(structureDifferenceSchema) }),
    ),
};
