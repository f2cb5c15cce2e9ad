import { asErrorData, fail, isAbort } from '../../../shared/errors/errors.ts';
import { changeorderMessages as words } from '../../../shared/messages/changeorder.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Core } from '../core.ts';
import { openConnection } from '../datacenter/datacenter.ts';
import type { JobContext, JobKind } from '../jobs/jobs.ts';
import { executeChange, standingOf, undoChange } from './execute.ts';
import { createImage, readImage } from './image.ts';
import { type ChangeRow, changeorderStore } from './store.ts';
import { understand } from './subject.ts';

export const CHANGEORDER_EXECUTE = 'changeorder.execute';
export const CHANGEORDER_UNDO = 'changeorder.undo';

export interface ChangeJobParams {
  id: string;
  number: string;
}

/** Saved just before a commit: a job that died from here on may have committed. */
interface Checkpoint {
  committing: true;
}

/**
 * Executes an approved order. A process that dies in it leaves a job that the next start takes up: it changes nothing
 * more, it only finds out by the saved rows whether the database had committed.
 */
export const changeorderExecuteJob: JobKind<ChangeJobParams, { rows: number }> = {
  kind: CHANGEORDER_EXECUTE,
  title: ({ number }) => words.executeTitle(number),
  resumable: true,
  exclusive: ({ id }) => `changeorder ${id}`,
  run: async (context) => {
    const { core, actor, params, checkpoint } = context;
    const row = await mustBe(core, params.id, 'executing');
    const taken = context.jobId === row.job_id && row.executed_at !== null;
    try {
      const rows = taken ? await settleExecution(context, row, checkpoint) : await execute(context, row);
      await end(core, row.id, { state: 'executed', actual_rows: rows, failure: '' });
      await appendAudit(core, actor, 'changeorder.executed', row.number, { sql: row.sql, rows });
      return { rows };
    } catch (error) {
      const message = isAbort(error) ? words.interrupted : asErrorData(error).message;
      await end(core, row.id, { state: 'failed', failure: message });
      await appendAudit(core, actor, 'changeorder.failed', row.number, { sql: row.sql, failure: message });
      throw error;
    }
  },
};

async function execute(context: JobContext<ChangeJobParams>, row: ChangeRow): Promise<number> {
  const { core, signal } = context;
  const store = changeorderStore(core.log);
  const file = `${row.number}.image`;
  // From here on a second start of this job finds that it began.
  await store.move(row.id, ['executing'], {
    job_id: context.jobId,
    executed_at: core.now().toISOString(),
    image_file: file,
  });
  const connection = await openConnection(core, row.connection_id, { writable: true });
  try {
    const subject = await understand(connection, row.sql);
    const image = await createImage(
      core,
      file,
      subject.columns.map(({ name }) => name),
    );
    try {
      return await executeChange(connection, subject, row.predicted_rows ?? -1, image, {
        signal,
        progress: (text, done) => context.progress({ done, text }),
        beforeCommit: async () => {
          await store.move(row.id, ['executing'], { image_digest: await image.finish() });
          await context.saveCheckpoint({ committing: true } satisfies Checkpoint);
        },
      });
    } catch (error) {
      // A commit without an answer may have happened: the saved rows tell.
      const witness = await store.find(row.id);
      if (witness && (await committing(core, context.jobId)))
        return await settleExecution(context, witness, true);
      // Nothing was changed, so there is nothing to undo from it.
      await image.discard();
      throw error;
    }
  } finally {
    await connection.close();
  }
}

/** Whether the job came as far as its commit: then the image is the only witness of what happened. */
async function committing(core: Core, jobId: string): Promise<boolean> {
  return (await core.jobs.get(jobId))?.checkpoint != null;
}

/** After a lost process: did the database commit? */
async function settleExecution(
  { core }: JobContext<ChangeJobParams>,
  row: ChangeRow,
  checkpoint: unknown,
): Promise<number> {
  if (!checkpoint) throw fail('CHANGEORDER_INTERRUPTED', words.interrupted);
  switch (await standing(core, row)) {
    case 'after':
      return row.predicted_rows ?? 0;
    case 'before':
      throw fail('CHANGEORDER_INTERRUPTED', words.interrupted);
    case 'other':
      throw fail('CHANGEORDER_UNDECIDED', words.undecided);
  }
}

async function standing(core: Core, row: ChangeRow) {
  const image = await readImage(core, row.image_file, row.image_digest);
  const connection = await openConnection(core, row.connection_id);
  try {
    return await standingOf(connection, await understand(connection, row.sql), image);
  } finally {
    await connection.close();
  }
}

/** Puts back what an executed order changed. A failure leaves it executed. */
export const changeorderUndoJob: JobKind<ChangeJobParams, { rows: number }> = {
  kind: CHANGEORDER_UNDO,
  title: ({ number }) => words.undoTitle(number),
  resumable: true,
  exclusive: ({ id }) => `changeorder ${id}`,
  run: async (context) => {
    const { core, actor, params, checkpoint } = context;
    const row = await mustBe(core, params.id, 'undoing');
    try {
      const rows = checkpoint ? await settleUndo(core, row) : await undo(context, row);
      await end(core, row.id, {
        state: 'undone',
        undone_rows: rows,
        undone_at: core.now().toISOString(),
        failure: '',
      });
      await appendAudit(core, actor, 'changeorder.undone', row.number, { rows, reason: row.undo_reason });
      return { rows };
    } catch (error) {
      const message = isAbort(error) ? words.undoInterrupted : asErrorData(error).message;
      await end(core, row.id, { state: 'executed', failure: message, undone_by: null });
      await appendAudit(core, actor, 'changeorder.undoFailed', row.number, { failure: message });
      throw error;
    }
  },
};

async function undo(context: JobContext<ChangeJobParams>, row: ChangeRow): Promise<number> {
  const { core, signal } = context;
  const image = await readImage(core, row.image_file, row.image_digest);
  const connection = await openConnection(core, row.connection_id, { writable: true });
  try {
    return await undoChange(connection, await understand(connection, row.sql), image, {
      signal,
      progress: (text, done) => context.progress({ done, text }),
      beforeCommit: () => context.saveCheckpoint({ committing: true } satisfies Checkpoint),
    });
  } finally {
    await connection.close();
  }
}

async function settleUndo(core: Core, row: ChangeRow): Promise<number> {
  if ((await standing(core, row)) === 'before') return row.actual_rows ?? 0;
  throw fail('CHANGEORDER_INTERRUPTED', words.undoInterrupted);
}

async function mustBe(core: Core, id: string, state: 'executing' | 'undoing'): Promise<ChangeRow> {
  const row = await changeorderStore(core.log).find(id);
  if (!row) throw fail('CHANGEORDER_NOT_FOUND', words.notFound);
  if (row.state !== state) {
    const act = state === 'executing' ? words.acts.execute : words.acts.undo;
    throw fail('CHANGEORDER_STATE', words.wrongState(words.states[row.state], act));
  }
  return row;
}

async function end(core: Core, id: string, change: Partial<ChangeRow>): Promise<void> {
  await changeorderStore(core.log).move(id, ['executing', 'undoing'], {
    ...change,
    changed_at: core.now().toISOString(),
  });
  core.changes.bump('changeorder');
}
