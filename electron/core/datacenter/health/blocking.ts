import type { Blocking, BlockingSession } from '../../../../shared/contract/datacenterHealth.ts';
import { asErrorData, fail } from '../../../../shared/errors/errors.ts';
import { healthWorkMessages as words } from '../../../../shared/messages/datacenterHealth.ts';
import { appendAudit } from '../../audit/audit.ts';
import type { Actor, Core } from '../../core.ts';
import type { DatacenterConnection, ReadOptions } from '../connection.ts';
import { openConnection } from '../datacenter.ts';
import { BLOCKING } from './blockingSql.ts';
import { type HealthRow, numberOf, textOf, withoutLiterals } from './item.ts';

const READ: ReadOptions = { timeoutMs: 3_000 };
const GONE_LOOKS = 5;
const GONE_WAIT_MS = 200;

/** Who waits for whom now. Without id the default connection. @throws the errors of connecting; no right to look */
export async function readBlocking(core: Core, id?: string, signal?: AbortSignal): Promise<Blocking> {
  const connection = await openConnection(core, id);
  try {
    const sessions = await blockingSessions(connection, signal ? { ...READ, signal } : READ);
    const { engine } = connection;
    const canEnd = engine !== 'sqlite' && BLOCKING[engine].end !== undefined;
    return { takenAt: core.now().toISOString(), engine, canEnd, sessions };
  } finally {
    await connection.close();
  }
}

/** The sessions of all chains: those that wait and those they wait for, heads first. */
export async function blockingSessions(
  connection: DatacenterConnection,
  read: ReadOptions = READ,
): Promise<BlockingSession[]> {
  if (connection.engine === 'sqlite') return [];
  const { edges, sessions } = BLOCKING[connection.engine];
  const waits = new Map<string, Set<string>>();
  for (const { waiter, blocker } of await firstAllowed(connection, edges, read)) {
    const from = textOf(waiter);
    waits.set(from, (waits.get(from) ?? new Set()).add(textOf(blocker)));
  }
  if (waits.size === 0) return [];
  const involved = new Set([...waits.keys(), ...[...waits.values()].flatMap((set) => [...set])]);
  const known = new Map((await firstAllowed(connection, sessions, read)).map((row) => [textOf(row.id), row]));
  return [...involved]
    .map((id): BlockingSession => {
      const row = known.get(id) ?? {};
      return {
        id,
        mark: textOf(row.mark),
        waitsFor: [...(waits.get(id) ?? [])],
        user: textOf(row.user_name),
        client: textOf(row.client),
        program: textOf(row.program),
        state: textOf(row.state_name),
        seconds: Math.max(0, Math.round(numberOf(row.seconds))),
        statement: withoutLiterals(textOf(row.statement), connection.engine),
      };
    })
    .sort((a, b) => a.waitsFor.length - b.waitsFor.length || b.seconds - a.seconds);
}

/**
 * Ends a session that others wait for (or that waits itself). It must still be the one that was seen: its number and mark
 * are looked up again just before. Recorded with reason, whatever comes of it.
 * @throws HEALTH_SESSION_GONE, HEALTH_CANNOT_END, HEALTH_REASON, DATACENTER_NO_RIGHT
 */
export async function endSession(
  core: Core,
  actor: Actor,
  input: { id: string; session: string; mark: string; reason: string },
): Promise<{ ended: boolean }> {
  const reason = input.reason.trim();
  if (reason.length < 4) throw fail('HEALTH_REASON', words.reasonNeeded, { field: 'reason' });
  const connection = await openConnection(core, input.id, { writable: true });
  try {
    const end = connection.engine === 'sqlite' ? undefined : BLOCKING[connection.engine].end;
    if (!end) throw fail('HEALTH_CANNOT_END', words.cannotEnd);
    const found = await matching(connection, input);
    if (!found || !end.shape.test(input.session)) throw fail('HEALTH_SESSION_GONE', words.sessionGone);
    const told = {
      session: input.session,
      user: found.user,
      client: found.client,
      program: found.program,
      statement: found.statement,
      reason,
    };
    try {
      await connection.command(end.sql(input.session), READ);
    } catch (error) {
      await appendAudit(core, actor, 'datacenter.endSession', input.id, {
        ...told,
        ended: false,
        error: asErrorData(error).code,
      });
      throw error;
    }
    const ended = await isGone(connection, input);
    await appendAudit(core, actor, 'datacenter.endSession', input.id, { ...told, ended });
    core.changes.bump('health');
    return { ended };
  } finally {
    await connection.close();
  }
}

async function matching(
  connection: DatacenterConnection,
  { session, mark }: { session: string; mark: string },
): Promise<BlockingSession | undefined> {
  const all = await blockingSessions(connection);
  return all.find((candidate) => candidate.id === session && candidate.mark === mark);
}

/** A server may take a moment to roll back what the session had done. */
async function isGone(
  connection: DatacenterConnection,
  input: { session: string; mark: string },
): Promise<boolean> {
  for (let look = 0; look < GONE_LOOKS; look++) {
    if (!(await matching(connection, input))) return true;
    await new Promise((resolve) => setTimeout(resolve, GONE_WAIT_MS));
  }
  return false;
}

async function firstAllowed(
  connection: DatacenterConnection,
  statements: readonly string[],
  read: ReadOptions,
): Promise<HealthRow[]> {
  let refused: unknown;
  for (const sql of statements) {
    try {
      return await connection.query(sql, [], { ...read, maxRows: 1_000 });
    } catch (error) {
      refused ??= error;
    }
  }
  throw refused;
}
