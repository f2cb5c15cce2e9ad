import type { Knex } from 'knex';
import type { Actor } from '../core.ts';
import { inTransaction } from '../log/log.ts';
import type { JobRecord, JobState } from './job.ts';

interface JobRow {
  id: string;
  kind: string;
  title: string;
  state: JobState;
  exclusive_key: string | null;
  done: number;
  total: number | null;
  text: string;
  params: string;
  checkpoint: string | null;
  result: string | null;
  error: string | null;
  created_by: string;
  actor: string;
  created_at: string;
  started_at: string | null;
  ended_at: string | null;
  cancel_requested: number;
  lease_owner: string | null;
  lease_until: number;
}

export function jobStore(log: Knex) {
  const table = () => log<JobRow>('job');

  return {
    async find(id: string): Promise<JobRecord | undefined> {
      const row = await table().where({ id }).first();
      return row && record(row);
    },

    async holder(key: string, now: number): Promise<string | undefined> {
      const row = await table()
        .where({ exclusive_key: key })
        .whereIn('state', ['queued', 'running'])
        .where('lease_until', '>', now)
        .first('id');
      return row?.id;
    },

    async actorOf(id: string): Promise<Actor | undefined> {
      const row = await table().where({ id }).first('actor');
      return row && (JSON.parse(row.actor) as Actor);
    },

    async list(page: { offset: number; limit: number; states?: readonly JobState[] }) {
      const query = () => (page.states ? table().whereIn('state', [...page.states]) : table());
      const rows = await query()
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .offset(page.offset)
        .limit(page.limit);
      const [count] = (await query().count({ total: '*' })) as unknown as { total: number }[];
      return { rows: rows.map(record), total: Number(count?.total ?? 0) };
    },

    /**
     * Inserts a new job under lease, or hands back the one that holds the key: `held` by a living process, or `adopted`
     * from a dead one (its lease ran out) of the same kind.
     */
    async enter(
      job: {
        id: string;
        kind: string;
        title: string;
        key: string | null;
        params: unknown;
        actor: Actor;
        now: string;
      },
      lease: Lease,
      adopt: boolean,
    ): Promise<{ outcome: 'new' | 'held' | 'adopted'; id: string }> {
      return inTransaction(log, async (trx) => {
        if (job.key) {
          const holder = await trx<JobRow>('job')
            .where({ exclusive_key: job.key })
            .whereIn('state', ['queued', 'running'])
            .first();
          if (holder && holder.lease_until > lease.now) return { outcome: 'held', id: holder.id };
          if (holder && adopt && holder.kind === job.kind) {
            await trx('job').where({ id: holder.id }).update(leaseColumns(lease));
            return { outcome: 'adopted', id: holder.id };
          }
          if (holder)
            await trx('job').where({ id: holder.id }).update({ state: 'interrupted', ended_at: job.now });
        }
        await trx('job').insert({
          id: job.id,
          kind: job.kind,
          title: job.title,
          state: 'running',
          exclusive_key: job.key,
          params: JSON.stringify(job.params ?? null),
          created_by: job.actor.name,
          actor: JSON.stringify(job.actor),
          created_at: job.now,
          started_at: job.now,
          ...leaseColumns(lease),
        });
        return { outcome: 'new', id: job.id };
      });
    },

    /** Takes a stopped job up again; false when its key is held by another living one. */
    async reopen(id: string, lease: Lease): Promise<boolean> {
      return inTransaction(log, async (trx) => {
        const row = await trx<JobRow>('job').where({ id }).first();
        if (!row) return false;
        if (row.exclusive_key) {
          const holder = await trx<JobRow>('job')
            .where({ exclusive_key: row.exclusive_key })
            .whereIn('state', ['queued', 'running'])
            .whereNot({ id })
            .first();
          if (holder) return false;
        }
        await trx('job')
          .where({ id })
          .update({
            state: 'running',
            error: null,
            ended_at: null,
            cancel_requested: 0,
            ...leaseColumns(lease),
          });
        return true;
      });
    },

    /** Whether a running job's process died and nobody has taken it up. */
    async isAbandoned(id: string, now: number): Promise<boolean> {
      const row = await table().where({ id, state: 'running' }).first('lease_until');
      return row !== undefined && row.lease_until <= now;
    },

    /** Claims every job whose process died; each is claimed by one process only. */
    async claimDead(lease: Lease): Promise<JobRecord[]> {
      return inTransaction(log, async (trx) => {
        const rows = await trx<JobRow>('job')
          .whereIn('state', ['queued', 'running'])
          .andWhere('lease_until', '<=', lease.now);
        for (const row of rows) await trx('job').where({ id: row.id }).update(leaseColumns(lease));
        return rows.map(record);
      });
    },

    /** Extends the lease; tells whether the job was asked to stop, or is no longer ours. */
    async beat(id: string, lease: Lease): Promise<'on' | 'cancel' | 'lost'> {
      const updated = await table()
        .where({ id, lease_owner: lease.owner, state: 'running' })
        .update({ lease_until: lease.until });
      if (updated === 0) return 'lost';
      const row = await table().where({ id }).first('cancel_requested');
      return row?.cancel_requested ? 'cancel' : 'on';
    },

    async saveProgress(
      id: string,
      progress: { done: number; total: number | null; text: string },
    ): Promise<void> {
      await table().where({ id }).update(progress);
    },

    async saveCheckpoint(id: string, checkpoint: unknown): Promise<void> {
      await table()
        .where({ id })
        .update({ checkpoint: JSON.stringify(checkpoint) });
    },

    async requestCancel(id: string): Promise<void> {
      await table().where({ id }).update({ cancel_requested: 1 });
    },

    /** Ends a job that this owner holds; false when it was taken over meanwhile. */
    async end(
      id: string,
      owner: string,
      ending: { state: JobState; result?: unknown; error?: unknown; endedAt: string },
    ): Promise<boolean> {
      const updated = await table()
        .where({ id, lease_owner: owner })
        .update({
          state: ending.state,
          result: ending.result === undefined ? null : JSON.stringify(ending.result),
          error: ending.error === undefined ? null : JSON.stringify(ending.error),
          ended_at: ending.endedAt,
          lease_until: 0,
        });
      return updated > 0;
    },
  };
}

/** Times in epoch milliseconds. */
export interface Lease {
  owner: string;
  now: number;
  until: number;
}

function leaseColumns(lease: Lease) {
  return { lease_owner: lease.owner, lease_until: lease.until };
}

function record(row: JobRow): JobRecord {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    state: row.state,
    done: row.done,
    total: row.total,
    text: row.text,
    params: JSON.parse(row.params) as unknown,
    checkpoint: row.checkpoint === null ? undefined : (JSON.parse(row.checkpoint) as unknown),
    result: row.result === null ? null : (JSON.parse(row.result) as unknown),
    error: row.error === null ? null : (JSON.parse(row.error) as { code: string; message: string }),
    createdBy: row.created_by,
    createdAt: row.created_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
  };
}
