import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { roleSchema } from '../../../shared/contract/base.ts';

const accountsSchema = z.array(
  z.object({
    loginName: z.string(),
    password: z.string(),
    name: z.string(),
    role: roleSchema,
    phone: z.string(),
  }),
);

export type DemoAccount = z.infer<typeof accountsSchema>[number];

let kept: readonly DemoAccount[] | undefined;

/** The operators of every demo workspace, one per role, with the passwords its sign-in page shows. */
export function demoAccounts(): DemoAccount[] {
  const file = new URL('../../../resources/demo/operators.json', import.meta.url);
  kept ??= accountsSchema.parse(JSON.parse(readFileSync(fileURLToPath(file), 'utf8')));
  return kept.map((account) => ({ ...account }));
}
