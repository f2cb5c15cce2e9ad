import { z } from 'zod';
import { ALL_ROLES, instantSchema, procedure, roleSchema } from './base.ts';

export const operatorSchema = z.object({
  id: z.string(),
  name: z.string(),
  loginName: z.string(),
  role: roleSchema,
  phone: z.string(),
  active: z.boolean(),
});
export type Operator = z.infer<typeof operatorSchema>;

const sessionSchema = z.object({ token: z.string(), operator: operatorSchema, expiresAt: instantSchema });

export const operatorsContract = {
  /** What the sign-in page needs before anyone is signed in. Demo accounts only in a demo workspace. */
  welcome: procedure('public').output(
    z.object({
      workspaceName: z.string(),
      demo: z.boolean(),
      hasOperators: z.boolean(),
      demoAccounts: z.array(
        z.object({ loginName: z.string(), password: z.string(), name: z.string(), role: roleSchema }),
      ),
    }),
  ),
  signIn: procedure('public')
    .input(z.object({ loginName: z.string().min(1), password: z.string().min(1) }))
    .output(sessionSchema),
  signOut: procedure(ALL_ROLES).output(z.object({})),
  me: procedure(ALL_ROLES).output(operatorSchema),
  list: procedure(ALL_ROLES).output(z.array(operatorSchema)),
  /** Without `id` a new operator; an empty password keeps the old one. */
  save: procedure(['manager'])
    .input(
      z.object({
        id: z.string().optional(),
        name: z.string().trim().min(1).max(40),
        loginName: z.string().trim().min(1).max(40),
        role: roleSchema,
        phone: z.string().trim().max(30).default(''),
        active: z.boolean().default(true),
        password: z.string().max(200).default(''),
      }),
    )
    .output(operatorSchema),
  changePassword: procedure(ALL_ROLES)
    .input(z.object({ current: z.string().min(1), next: z.string().min(1).max(200) }))
    .output(z.object({})),
};
