import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type {
  ConnectionInput,
  ConnectionTest,
  DatacenterHealth,
  SavedConnection,
} from '../../../shared/contract/datacenter.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { datacenterMessages } from '../../../shared/messages/datacenter.ts';
import { exportFilesMessages } from '../../../shared/messages/exportFiles.ts';
import { recorder } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import type { SpawnProcess } from '../processes/processes.ts';
import { connectTarget } from './connect.ts';
import type { ConnectionOptions, DatacenterConnection } from './connection.ts';
import { checkFilesSettings } from './files/files.ts';
import { snapshotFolder } from './files/job.ts';
import { filesStore } from './files/store.ts';
import { measureHealth, measurePulse } from './health.ts';
import { probeTarget } from './probe.ts';
import { openedPassword, present, sealedPassword, targetOfRow, workspaceFile } from './saved.ts';
import { type ConnectionRow, datacenterStore } from './store.ts';
import { DEFAULT_PORTS, describeTarget, parseDatabaseUrl, type Target } from './url.ts';

const recorded = recorder('datacenter');

export type { DatacenterConnection, ResultTable, Row, Statement, Writer } from './connection.ts';
export type { Value } from './values.ts';
export { measureHealth };

const words = datacenterMessages.store;

const CONNECT_TIMEOUT_MS = 8_000;
const URL_STATEMENT_TIMEOUT_MS = 60_000;
const URL_SESSIONS = 4;

export async function listConnections(core: Core): Promise<SavedConnection[]> {
  const files = new Map((await filesStore(core.log).all()).map((row) => [row.connection_id, row]));
  return (await datacenterStore(core.log).list()).map((row) => present(row, files.get(row.id)));
}

/**
 * Creates a connection, or changes the one named by `id`. The first one becomes the default. An absent password keeps
 * the saved one, which is only ever used for the server and user it was saved for.
 * A folder of export files is read afterwards (`startFilesRead`); its file is the snapshot made of them.
 * @throws DATACENTER_NOT_FOUND, DATACENTER_NAME_TAKEN, DATACENTER_INCOMPLETE, DATACENTER_PASSWORD_NEEDED, FILES_FOLDER,
 *   FILES_TERMINATOR
 */
export async function saveConnection(
  core: Core,
  actor: Actor,
  input: ConnectionInput,
): Promise<SavedConnection> {
  const store = datacenterStore(core.log);
  const before = input.id === undefined ? undefined : await mustFind(core, input.id);
  checkComplete(input);
  if (input.files) checkFilesSettings(core, input.files);
  const hadFiles = before && (await filesStore(core.log).of(before.id));
  const sameName = await store.byName(input.name);
  if (sameName && sameName.id !== before?.id) {
    throw fail('DATACENTER_NAME_TAKEN', words.duplicate(input.name), { field: 'name' });
  }
  const row: Omit<ConnectionRow, 'is_default'> = {
    id: before?.id ?? randomUUID(),
    name: input.name,
    engine: input.files ? 'sqlite' : input.engine,
    file: input.files ? (hadFiles ? before.file : '') : input.file,
    host: input.host,
    port: input.port || DEFAULT_PORTS[input.engine],
    database: input.database,
    user: input.user,
    password_sealed: sealedPassword(core, input, before),
    tls: input.tls,
    sid: input.sid ? 1 : 0,
    client_dir: input.clientDir,
    statement_timeout_seconds: input.statementTimeoutSeconds,
    max_sessions: input.maxSessions,
    updated_at: core.now().toISOString(),
    updated_by: actor.name,
  };
  await store.save(row);
  if (input.files) await filesStore(core.log).save(row.id, input.files);
  else if (hadFiles) await forgetFiles(core, row.id);
  await recorded(core, actor, before ? 'datacenter.change' : 'datacenter.add', row.id, {
    name: row.name,
    target: input.files?.folder ?? describeTarget(targetOfRow(core, { ...row, is_default: 0 }, '')),
    passwordChanged: input.password !== undefined,
  });
  return presented(core, await mustFind(core, row.id));
}

/** @throws DATACENTER_NOT_FOUND */
export async function removeConnection(core: Core, actor: Actor, id: string): Promise<{ removed: boolean }> {
  const row = await mustFind(core, id);
  await forgetFiles(core, id);
  const removed = await datacenterStore(core.log).remove(id);
  await recorded(core, actor, 'datacenter.remove', id, { name: row.name });
  return { removed };
}

/** @throws DATACENTER_NOT_FOUND */
export async function setDefaultConnection(core: Core, actor: Actor, id: string): Promise<SavedConnection> {
  if (!(await datacenterStore(core.log).setDefault(id))) throw fail('DATACENTER_NOT_FOUND', words.notFound);
  const row = await mustFind(core, id);
  await recorded(core, actor, 'datacenter.setDefault', id, { name: row.name });
  return presented(core, row);
}

/**
 * Tests a saved connection, or one that is being filled in. What is wrong with the target is in the answer.
 * @throws DATACENTER_NOT_FOUND, DATACENTER_INCOMPLETE, DATACENTER_PASSWORD_NEEDED
 */
export async function testConnection(
  core: Core,
  input: { id: string } | ConnectionInput,
  signal?: AbortSignal,
): Promise<ConnectionTest> {
  const target = 'engine' in input ? await targetOfInput(core, input) : await savedTarget(core, input.id);
  return probeTarget(target, optionsOf(core), core.now(), signal);
}

/** Tests a target given by URL; for hosts without a workspace. @throws DATACENTER_URL */
export async function testUrl(url: string, open: UrlOptions, signal?: AbortSignal): Promise<ConnectionTest> {
  return probeTarget(parseDatabaseUrl(url), urlOptions(open), new Date(), signal);
}

/**
 * Opens a saved connection, or the default one. Nothing is sent before its first statement; the caller closes it.
 * Read-only unless `writable`, which only reviewed changes and our own result tables may ask for.
 * @throws DATACENTER_NOT_FOUND, DATACENTER_NONE
 */
export async function openConnection(
  core: Core,
  id?: string,
  options: { writable?: boolean } = {},
): Promise<DatacenterConnection> {
  const row = id === undefined ? await mustFindDefault(core) : await mustFind(core, id);
  await checkSnapshot(core, row, options.writable ?? false);
  const target = targetOfRow(core, row, openedPassword(core, row));
  return connectTarget(target, {
    ...optionsOf(core),
    statementTimeoutMs: row.statement_timeout_seconds * 1000,
    maxSessions: row.max_sessions,
    writable: options.writable ?? false,
  });
}

export interface UrlOptions {
  spawn: SpawnProcess;
  writable?: boolean;
  /** Where a customer-supplied driver may lie. */
  driverFolders?: readonly string[];
  statementTimeoutMs?: number;
  connectTimeoutMs?: number;
}

/** Opens a target given by URL, without a workspace. @throws DATACENTER_URL */
export function openUrl(url: string, options: UrlOptions): DatacenterConnection {
  return connectTarget(parseDatabaseUrl(url), urlOptions(options));
}

/** The id of a saved connection by its name. @throws DATACENTER_NOT_FOUND */
export async function connectionNamed(core: Core, name: string): Promise<SavedConnection> {
  const row = await datacenterStore(core.log).byName(name);
  if (!row) throw fail('DATACENTER_NOT_FOUND', words.noNamed(name));
  return presented(core, row);
}

/**
 * Measures a connection's health now; without id, the default one's.
 * @throws DATACENTER_NOT_FOUND, DATACENTER_NONE, and the errors of connecting
 */
export async function datacenterHealth(
  core: Core,
  id?: string,
  signal?: AbortSignal,
): Promise<DatacenterHealth> {
  const connection = await openConnection(core, id);
  try {
    return await measureHealth(core, connection, signal);
  } finally {
    await connection.close();
  }
}

/**
 * Whether a connection's database answers, how fast, and which server it is; cheap enough to be asked every minute.
 * @throws DATACENTER_NOT_FOUND, DATACENTER_NONE, and the errors of connecting
 */
export async function datacenterPulse(
  core: Core,
  id?: string,
  signal?: AbortSignal,
): Promise<DatacenterHealth> {
  const connection = await openConnection(core, id);
  try {
    return await measurePulse(core, connection, signal);
  } finally {
    await connection.close();
  }
}

function urlOptions(options: UrlOptions): ConnectionOptions {
  return {
    connectTimeoutMs: options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS,
    statementTimeoutMs: options.statementTimeoutMs ?? URL_STATEMENT_TIMEOUT_MS,
    maxSessions: URL_SESSIONS,
    writable: options.writable ?? false,
    spawn: options.spawn,
    driverFolders: options.driverFolders ?? [],
  };
}

function optionsOf(core: Core): ConnectionOptions {
  return urlOptions({ spawn: core.spawn, driverFolders: [core.workspace.path('drivers')] });
}

function checkComplete(input: ConnectionInput): void {
  if (input.files) return;
  const needed: [field: keyof ConnectionInput, message: string][] =
    input.engine === 'sqlite'
      ? [['file', words.fileNeeded]]
      : [
          ['host', words.hostNeeded],
          ...(input.engine === 'dameng'
            ? []
            : [['database', words.databaseNeeded] as [keyof ConnectionInput, string]]),
          ['user', words.userNeeded],
        ];
  for (const [field, message] of needed) {
    if (!input[field]) throw fail('DATACENTER_INCOMPLETE', message, { field });
  }
}

async function savedTarget(core: Core, id: string): Promise<Target> {
  const row = await mustFind(core, id);
  await checkSnapshot(core, row, false);
  return targetOfRow(core, row, openedPassword(core, row));
}

async function targetOfInput(core: Core, input: ConnectionInput): Promise<Target> {
  checkComplete(input);
  const before = input.id === undefined ? undefined : await mustFind(core, input.id);
  if (input.files) {
    if (!before) throw fail('FILES_UNREAD', exportFilesMessages.unread);
    return savedTarget(core, before.id);
  }
  const sealed = sealedPassword(core, input, before);
  return {
    engine: input.engine,
    file: workspaceFile(core, input.file),
    host: input.host,
    port: input.port || DEFAULT_PORTS[input.engine],
    database: input.database,
    user: input.user,
    password: sealed === null ? '' : core.workspace.secrets.open(sealed),
    tls: input.tls,
    sid: input.sid,
    clientDir: input.clientDir,
  };
}

async function presented(core: Core, row: ConnectionRow): Promise<SavedConnection> {
  return present(row, await filesStore(core.log).of(row.id));
}

/** A folder of export files is read through its snapshot, which nobody writes. @throws FILES_UNREAD, FILES_READ_ONLY */
async function checkSnapshot(core: Core, row: ConnectionRow, writable: boolean): Promise<void> {
  if (!(await filesStore(core.log).of(row.id))) return;
  if (writable) throw fail('FILES_READ_ONLY', exportFilesMessages.readOnly);
  if (row.file === '') throw fail('FILES_UNREAD', exportFilesMessages.unread);
}

/** The snapshot goes with the connection; one that is still open goes when the workspace is tidied. */
async function forgetFiles(core: Core, id: string): Promise<void> {
  await filesStore(core.log).remove(id);
  await rm(core.workspace.path(snapshotFolder(id)), { recursive: true, force: true, maxRetries: 3 });
}

async function mustFind(core: Core, id: string): Promise<ConnectionRow> {
  const row = await datacenterStore(core.log).byId(id);
  if (!row) throw fail('DATACENTER_NOT_FOUND', words.notFound);
  return row;
}

async function mustFindDefault(core: Core): Promise<ConnectionRow> {
  const row = await datacenterStore(core.log).default();
  if (!row) throw fail('DATACENTER_NONE', words.noDefault);
  return row;
}
