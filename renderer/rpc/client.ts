import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '../../shared/contract/index.ts';
import { createLink } from './link.ts';

/** The core as typed functions: `await client.jobs.list({ offset: 0, limit: 50 })`. Errors are OpsError. */
export type Client = ContractRouterClient<Contract>;

export const client: Client = createORPCClient(createLink());
