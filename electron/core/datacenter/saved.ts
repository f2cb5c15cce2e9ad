import { isAbsolute } from 'node:path';
import {
  type ConnectionInput,
  connectionSchema,
  type SavedConnection,
} from '../../../shared/contract/datacenter.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { datacenterMessages } from '../../../shared/messages/datacenter.ts';
import type { Core } from '../core.ts';
import { type FilesRow, settingsOf, standOf } from './files/store.ts';
import type { ConnectionRow } from './store.ts';
import { DEFAULT_PORTS, type Target } from './url.ts';

const words = datacenterMessages.store;

/** A saved password serves only the server and user it was saved for: it cannot be sent anywhere else by an edit. */
function keepsPassword(input: ConnectionInput, before: ConnectionRow): boolean {
  return (
    input.engine === before.engine &&
    input.host === before.host &&
    (input.port || DEFAULT_PORTS[input.engine]) === before.port &&
    input.user === before.user
  );
}

/**
 * What to store as password: a given one sealed (empty: none), else the saved one.
 * @throws DATACENTER_PASSWORD_NEEDED when the saved one was for another server or user
 */
export function sealedPassword(
  core: Core,
  input: ConnectionInput,
  before: ConnectionRow | undefined,
): string | null {
  if (input.password !== undefined)
    return input.password === '' ? null : core.workspace.secrets.seal(input.password);
  const sealed = before?.password_sealed ?? null;
  if (before && sealed !== null && !keepsPassword(input, before)) {
    throw fail('DATACENTER_PASSWORD_NEEDED', words.passwordForOtherTarget, { field: 'password' });
  }
  return sealed;
}

export function openedPassword(core: Core, row: ConnectionRow): string {
  return row.password_sealed === null ? '' : core.workspace.secrets.open(row.password_sealed);
}

/** Where a saved connection leads; its file is relative to the workspace unless absolute. */
export function targetOfRow(core: Core, row: ConnectionRow, password: string): Target {
  const saved = present(row);
  return {
    engine: saved.engine,
    file: workspaceFile(core, saved.file),
    host: saved.host,
    port: saved.port,
    database: saved.database,
    user: saved.user,
    password,
    tls: saved.tls,
    sid: saved.sid,
    clientDir: saved.clientDir,
  };
}

export function workspaceFile(core: Core, file: string): string {
  return file === '' || isAbsolute(file) ? file : core.workspace.path(file);
}

/** A row as anyone may see it; `files` where it is a folder of export files. */
export function present(row: ConnectionRow, files?: FilesRow): SavedConnection {
  return connectionSchema.parse({
    id: row.id,
    name: row.name,
    engine: row.engine,
    file: row.file,
    host: row.host,
    port: row.port,
    database: row.database,
    user: row.user,
    tls: row.tls,
    sid: row.sid === 1,
    clientDir: row.client_dir,
    statementTimeoutSeconds: row.statement_timeout_seconds,
    maxSessions: row.max_sessions,
    hasPassword: row.password_sealed !== null,
    isDefault: row.is_default === 1,
    files: files ? settingsOf(files) : null,
    filesStand: files ? standOf(files) : null,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
  });
}
