import { OpsError } from '../../shared/errors/errors.ts';
import { exportResult } from '../core/statistics/exportFile.ts';
import { orderRows } from '../core/statistics/order.ts';
import { pivotRows } from '../core/statistics/pivot.ts';
import type { ResultReply, ResultTask } from '../core/statistics/resultWorker.ts';
import { openSpool } from '../core/statistics/spool.ts';
import { writeFileAtomic } from '../core/workspace/atomic.ts';
import { connectParent } from './parent.ts';

/** A process that works through one result file: a pivot or an export of a million rows would keep the core from answering. */
const parent = connectParent();
const PROGRESS_MS = 200;

parent.onMessage((message) => {
  work(message as ResultTask).then(
    (result) => parent.send({ result } satisfies ResultReply),
    (error: unknown) => {
      const { code, message: text } = error as { code?: string; message: string };
      const data = error instanceof OpsError ? { data: error.data } : {};
      parent.send({ error: { ...data, ...(code ? { code } : {}), message: text } } satisfies ResultReply);
    },
  );
});

async function work(task: ResultTask) {
  const spool = await openSpool(task.spool);
  try {
    if (task.task === 'pivot') return await pivotRows(task.columns, spool.blocks(), task.input);
    if (task.task === 'order') {
      const order = await orderRows(spool.blocks(), task.rows, task.order);
      writeFileAtomic(task.file, new Uint8Array(order.buffer, order.byteOffset, order.byteLength));
      return { rows: order.length };
    }
    let told = 0;
    return await exportResult(spool, task.columns, task, (rows) => {
      if (performance.now() - told < PROGRESS_MS) return;
      told = performance.now();
      parent.send({ progress: rows } satisfies ResultReply);
    });
  } finally {
    await spool.close();
  }
}
