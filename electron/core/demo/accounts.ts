import accounts from '../../../resources/demo/operators.json' with { type: 'json' };
import type { Role } from '../../../shared/contract/base.ts';

export interface DemoAccount {
  loginName: string;
  password: string;
  name: string;
  role: Role;
  phone: string;
}

/** One made-up operator per role, shown on the demo's own sign-in page. */
export function demoAccounts(): DemoAccount[] {
  return accounts as DemoAccount[];
}
