import type { BoardItem, HealthBoard, HealthItemId } from '../../../shared/contract/datacenterHealth.ts';
import type { Incident } from '../../../shared/contract/servicedesk.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { HEALTH_ITEM_NAMES } from '../../../shared/messages/datacenterHealth.ts';
import { resultNames } from '../../../shared/messages/inspection.ts';
import { servicedeskMessages as words } from '../../../shared/messages/servicedesk.ts';
import type { Actor, Core } from '../core.ts';
import { listConnections } from '../datacenter/datacenter.ts';
import { healthBoard } from '../datacenter/health/rounds.ts';
import { raiseIncident } from './incidents.ts';
import { incidentStore } from './store.ts';

/** Items of the check sheet that tell the same of the default connection: one trouble is one incident, wherever it is seen. */
const ON_SHEET: Partial<Record<HealthItemId, string>> = {
  latency: 'datacenter.instance',
  sessions: 'datacenter.sessions',
  size: 'datacenter.size',
  storage: 'datacenter.tablespace',
  diskFree: 'datacenter.storage',
  lastBackup: 'datacenter.backup',
  archive: 'datacenter.archive',
  archiveFailed: 'datacenter.archive',
  blocked: 'datacenter.locks',
  longestTransaction: 'datacenter.slow',
  invalidObjects: 'datacenter.invalid',
  invalidIndexes: 'datacenter.invalid',
  replicationLag: 'datacenter.replication',
  passwordExpiry: 'datacenter.password',
  yesterdayRows: 'datacenter.yesterday',
};

/**
 * Raises an incident from an item of the health board that stands at 警告 or 故障. While an incident of the same item is live,
 * also one raised from the check sheet, it becomes a further occurrence; once for each time the level began.
 * @throws DATACENTER_NOT_FOUND, SERVICEDESK_NOT_BAD
 */
export async function raiseFromHealth(
  core: Core,
  actor: Actor,
  input: { connectionId: string; item: HealthItemId },
): Promise<{ incident: Incident; merged: boolean }> {
  const board = await healthBoard(core, input.connectionId);
  const item = board.items.find(({ id }) => id === input.item);
  if (!item || (item.level !== 'warning' && item.level !== 'fault'))
    throw fail('SERVICEDESK_NOT_BAD', words.notBad);
  const name = `${board.name} ${HEALTH_ITEM_NAMES[item.id]}`;
  const fault = item.level === 'fault';
  return raiseIncident(
    core,
    actor,
    {
      title: words.fromCheckTitle(name, resultNames[item.level]).slice(0, 100),
      source: 'check',
      reporter: words.fromHealthReporter,
      reporterPhone: '',
      court: null,
      service: 'datacenter',
      occurredAt: earlier(item.levelSince, core.now()),
      openedAt: null,
      impact: fault ? 1 : 2,
      urgency: fault ? 1 : 3,
      symptom: symptomOf(item),
      owner: '',
    },
    {
      key: await keyOf(core, board, item.id),
      origin: `health:${board.connectionId}:${item.levelSince}/${item.id}`,
      text: words.occurredInHealth(name, item.text),
    },
  );
}

/** The live incidents that items of a board belong to. @throws DATACENTER_NOT_FOUND */
export async function healthIncidents(
  core: Core,
  connectionId: string,
): Promise<{ item: HealthItemId; number: string }[]> {
  const board = await healthBoard(core, connectionId);
  const store = incidentStore(core.log);
  const found: { item: HealthItemId; number: string }[] = [];
  for (const { id } of board.items) {
    const live = await store.liveOf(await keyOf(core, board, id));
    if (live) found.push({ item: id, number: live.number });
  }
  return found;
}

async function keyOf(core: Core, { connectionId }: HealthBoard, item: HealthItemId): Promise<string> {
  const isDefault = (await listConnections(core)).find(({ id }) => id === connectionId)?.isDefault;
  const onSheet = isDefault ? ON_SHEET[item] : undefined;
  return onSheet ? `check:${onSheet}` : `health:${connectionId}:${item}`;
}

function symptomOf(item: BoardItem): string {
  const details = item.details.slice(0, 10).map(({ name, text }) => `${name} ${text}`);
  return [item.text, ...details].join('\n').slice(0, 2000);
}

function earlier(instant: string, now: Date): string {
  return Date.parse(instant) > now.getTime() ? now.toISOString() : instant;
}
