import type { Knex } from 'knex';
import type { Role } from '../../../shared/contract/base.ts';

export interface OperatorRow {
  id: string;
  login_name: string;
  name: string;
  role: Role;
  phone: string;
  active: number;
  password: string;
  failed_attempts: number;
  locked_until: string | null;
  created_at: string;
}

interface SessionRow {
  token_hash: string;
  operator_id: string;
  created_at: string;
  expires_at: string;
}

export function operatorStore(log: Knex) {
  const operators = () => log<OperatorRow>('operator');
  const sessions = () => log<SessionRow>('operator_session');
  return {
    all: (): Promise<OperatorRow[]> => operators().orderBy('created_at').orderBy('login_name'),
    byId: (id: string) => operators().where({ id }).first(),
    byLoginName: (loginName: string) => operators().where({ login_name: loginName }).first(),
    insert: async (row: OperatorRow): Promise<void> => {
      await operators().insert(row);
    },
    update: async (id: string, changes: Partial<OperatorRow>): Promise<void> => {
      await operators().where({ id }).update(changes);
    },
    addSession: async (row: SessionRow): Promise<void> => {
      await sessions().where('expires_at', '<', row.created_at).delete();
      await sessions().insert(row);
    },
    session: (tokenHash: string) => sessions().where({ token_hash: tokenHash }).first(),
    dropSession: async (tokenHash: string): Promise<void> => {
      await sessions().where({ token_hash: tokenHash }).delete();
    },
    dropSessionsOf: async (operatorId: string): Promise<void> => {
      await sessions().where({ operator_id: operatorId }).delete();
    },
  };
}
