import { randomUUID } from 'node:crypto';
import type { ExpertRequest } from '../../../shared/contract/staff.ts';
import { beijingDay } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { staffMessages as words } from '../../../shared/messages/staff.ts';
import type { Actor, Core } from '../core.ts';
import { inTransaction } from '../log/log.ts';
import { recordStaff } from './recordStaff.ts';
import { type RequestRow, staffStore } from './store.ts';

export async function listRequests(
  core: Core,
  page: { offset: number; limit: number },
): Promise<{ total: number; rows: ExpertRequest[] }> {
  const { rows, total } = await staffStore(core.log).requests(page);
  return { total, rows: rows.map(presentRequest) };
}

/** @throws STAFF_REQUEST_NOT_FOUND */
export async function mustFindRequest(core: Core, id: string): Promise<RequestRow> {
  const row = await staffStore(core.log).request(id);
  if (!row) throw fail('STAFF_REQUEST_NOT_FOUND', words.requestNotFound);
  return row;
}

/** Asks the remote experts. */
export async function askExpert(
  core: Core,
  actor: Actor,
  input: Pick<RequestRow, 'title' | 'urgency' | 'description' | 'expert' | 'channel' | 'link'>,
): Promise<ExpertRequest> {
  const id = randomUUID();
  const now = core.now();
  await inTransaction(core.log, async (trx) => {
    const store = staffStore(trx);
    await store.insertRequest({
      id,
      number: await store.nextNumber('expert_request', 'ZJ', beijingDay(now)),
      state: 'open',
      ...input,
      answer: '',
      answered_by: null,
      answered_at: null,
      conclusion: '',
      closed_by: null,
      closed_at: null,
      bundle_digest: '',
      bundle_at: null,
      author_id: actor.operatorId,
      author: actor.name,
      created_at: now.toISOString(),
    });
  });
  return done(core, actor, id, 'ask', { title: input.title, urgency: words.urgencies[input.urgency] });
}

/** An expert's answer, by himself or as the staff heard it. @throws STAFF_REQUEST_CLOSED */
export async function answerRequest(
  core: Core,
  actor: Actor,
  input: { id: string; answer: string; answeredBy: string },
): Promise<ExpertRequest> {
  await mustFindRequest(core, input.id);
  const moved = await staffStore(core.log).moveRequest(input.id, ['open', 'answered'], {
    state: 'answered',
    answer: input.answer,
    answered_by: actor.role === 'expert' ? actor.name : input.answeredBy || actor.name,
    answered_at: core.now().toISOString(),
  });
  if (!moved) throw fail('STAFF_REQUEST_CLOSED', words.requestClosed);
  return done(core, actor, input.id, 'answer', { answer: input.answer });
}

/** @throws STAFF_REQUEST_CLOSED, STAFF_REQUEST_OPEN */
export async function closeRequest(
  core: Core,
  actor: Actor,
  input: { id: string; conclusion: string },
): Promise<ExpertRequest> {
  const row = await mustFindRequest(core, input.id);
  if (row.state === 'open') throw fail('STAFF_REQUEST_OPEN', words.requestOpen);
  const moved = await staffStore(core.log).moveRequest(input.id, ['answered'], {
    state: 'closed',
    conclusion: input.conclusion,
    closed_by: actor.name,
    closed_at: core.now().toISOString(),
  });
  if (!moved) throw fail('STAFF_REQUEST_CLOSED', words.requestClosed);
  return done(core, actor, input.id, 'closeRequest', { conclusion: input.conclusion });
}

async function done(
  core: Core,
  actor: Actor,
  id: string,
  act: string,
  detail: Record<string, unknown>,
): Promise<ExpertRequest> {
  const row = await mustFindRequest(core, id);
  await recordStaff(core, actor, act, row.number, detail);
  return presentRequest(row);
}

function presentRequest(row: RequestRow): ExpertRequest {
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    title: row.title,
    urgency: row.urgency,
    description: row.description,
    expert: row.expert,
    link: row.link,
    channel: row.channel,
    answer: row.answer,
    answeredBy: row.answered_by,
    answeredAt: row.answered_at,
    conclusion: row.conclusion,
    closedBy: row.closed_by,
    closedAt: row.closed_at,
    bundleDigest: row.bundle_digest,
    bundleAt: row.bundle_at,
    author: row.author,
    createdAt: row.created_at,
  };
}
