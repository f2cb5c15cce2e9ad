import { serveTask } from '../core/processes/task.ts';
import { exportResult } from '../core/statistics/exportFile.ts';
import { orderRows } from '../core/statistics/order.ts';
import { pivotRows } from '../core/statistics/pivot.ts';
import type { ResultTask } from '../core/statistics/resultWorker.ts';
import { openSpool } from '../core/statistics/spool.ts';
import { writeFileAtomic } from '../core/workspace/atomic.ts';
import { connectParent } from './parent.ts';

/** A process that works through one result file: an order, a pivot or an export. */
serveTask<ResultTask, number>(connectParent(), async (task, tell) => {
  const spool = await openSpool(task.spool);
  try {
    if (task.task === 'pivot') return await pivotRows(task.columns, spool.blocks(), task.input);
    if (task.task === 'order') {
      const order = await orderRows(spool.blocks(), task.rows, task.order);
      writeFileAtomic(task.file, new Uint8Array(order.buffer, order.byteOffset, order.byteLength));
      return { rows: order.length };
    }
    return await exportResult(spool, task.columns, task, tell);
  } finally {
    await spool.close();
  }
});
