import { implement } from '@orpc/server';
import { boardContract } from '../../../shared/contract/board.ts';
import { readBoard } from '../../core/board/board.ts';
import { guard, type RequestContext } from '../guard.ts';

const os = implement(boardContract).$context<RequestContext>().use(guard);

export const boardRoutes = os.router({
  read: os.read.handler(({ context }) => readBoard(context.core, context.actor)),
});
