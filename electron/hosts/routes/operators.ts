import { implement } from '@orpc/server';
import { operatorsContract } from '../../../shared/contract/operators.ts';
import { demoAccounts } from '../../core/demo/accounts.ts';
import {
  changePassword,
  findOperator,
  listOperators,
  saveOperator,
  signIn,
  signOut,
} from '../../core/operators/operators.ts';
import { guard, type RequestContext } from '../guard.ts';

const os = implement(operatorsContract).$context<RequestContext>().use(guard);

export const operatorsRoutes = os.router({
  welcome: os.welcome.handler(async ({ context: { core } }) => ({
    workspaceName: core.workspace.config.name,
    demo: core.workspace.config.demo,
    hasOperators: (await listOperators(core)).length > 0,
    demoAccounts: core.workspace.config.demo ? demoAccounts() : [],
  })),
  signIn: os.signIn.handler(({ context, input }) => signIn(context.core, input)),
  signOut: os.signOut.handler(async ({ context }) => {
    if (context.session) await signOut(context.core, context.session);
    return {};
  }),
  me: os.me.handler(({ context }) => findOperator(context.core, context.actor.operatorId)),
  list: os.list.handler(({ context }) => listOperators(context.core)),
  save: os.save.handler(({ context, input }) => saveOperator(context.core, context.actor, input)),
  changePassword: os.changePassword.handler(async ({ context, input }) => {
    await changePassword(context.core, context.actor, input);
    return {};
  }),
});
