import type { Engine } from '../../../shared/contract/datacenter.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { datacenterMessages } from '../../../shared/messages/datacenter.ts';

const words = datacenterMessages.url;

/** Where a database is and how to sign in. Holds the password in clear: never log it, never send it to a window. */
export interface Target {
  engine: Engine;
  /** SQLite: absolute path. */
  file: string;
  host: string;
  port: number;
  database: string;
  user: string;
  password: string;
  tls: 'off' | 'verify' | 'trust';
  sid: boolean;
  clientDir: string;
}

const SCHEMES: Record<string, Engine> = {
  sqlite: 'sqlite',
  postgres: 'postgres',
  postgresql: 'postgres',
  kingbase: 'postgres',
  opengauss: 'postgres',
  mysql: 'mysql',
  mariadb: 'mysql',
  oracle: 'oracle',
  mssql: 'mssql',
  sqlserver: 'mssql',
  dm: 'dameng',
  dameng: 'dameng',
};

export const DEFAULT_PORTS: Record<Engine, number> = {
  sqlite: 0,
  postgres: 5432,
  mysql: 3306,
  oracle: 1521,
  mssql: 1433,
  dameng: 5236,
};

/**
 * Reads `sqlite:///abs/path` or `scheme://user:password@host:port/database?tls=…&sid=1`. A password may hold `@`, `:`
 * and `/` unencoded as long as host and database do not. Errors never repeat the URL: it holds a password.
 * @throws DATACENTER_URL
 */
export function parseDatabaseUrl(url: string): Target {
  const scheme = /^([a-z]+):\/\//i.exec(url.trim());
  const engine = SCHEMES[scheme?.[1]?.toLowerCase() ?? ''];
  if (!scheme || !engine) throw fail('DATACENTER_URL', words.scheme);
  const rest = url.trim().slice(scheme[0].length);
  return engine === 'sqlite' ? sqliteTarget(rest) : serverTarget(engine, rest);
}

/** `host:port/database` or the file's name: what messages and audits call the target. */
export function describeTarget(target: Target): string {
  if (target.engine === 'sqlite') return target.file.split(/[\\/]/).at(-1) ?? target.file;
  const host = target.host.includes(':') ? `[${target.host}]` : target.host;
  return `${host}:${target.port}${target.database ? `/${target.database}` : ''}`;
}

/** A target with nothing filled in, to build others from. */
export function emptyTarget(engine: Engine): Target {
  return {
    engine,
    file: '',
    host: '',
    port: DEFAULT_PORTS[engine],
    database: '',
    user: '',
    password: '',
    tls: 'off',
    sid: false,
    clientDir: '',
  };
}

function sqliteTarget(rest: string): Target {
  const path = decode(rest.replace(/[?].*$/, ''));
  // sqlite:///C:/data/x.sqlite on Windows, sqlite:///data/x.sqlite elsewhere.
  const file = /^\/[A-Za-z]:[\\/]/.test(path) ? path.slice(1) : path;
  if (!file.startsWith('/') && !/^[A-Za-z]:[\\/]/.test(file)) throw fail('DATACENTER_URL', words.sqlitePath);
  return { ...emptyTarget('sqlite'), file };
}

function serverTarget(engine: Engine, rest: string): Target {
  const at = rest.lastIndexOf('@');
  const credentials = at < 0 ? '' : rest.slice(0, at);
  const place = rest.slice(at + 1);
  const parts = /^(\[[^\]]+\]|[^:/?]*)(?::([^/?]*))?(?:\/([^?]*))?(?:\?(.*))?$/.exec(place);
  const host = (parts?.[1] ?? '').replace(/^\[|\]$/g, '');
  if (!parts || host === '') throw fail('DATACENTER_URL', words.host);
  const port = parts[2] ? Number(parts[2]) : DEFAULT_PORTS[engine];
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw fail('DATACENTER_URL', words.port);
  const colon = credentials.indexOf(':');
  const target: Target = {
    ...emptyTarget(engine),
    host: decode(host),
    port,
    database: decode(parts[3] ?? ''),
    user: decode(colon < 0 ? credentials : credentials.slice(0, colon)),
    password: colon < 0 ? '' : decode(credentials.slice(colon + 1)),
  };
  if (target.database === '' && engine !== 'dameng') throw fail('DATACENTER_URL', words.database);
  applyParameters(target, parts[4] ?? '');
  return target;
}

function applyParameters(target: Target, query: string): void {
  for (const [name, value] of new URLSearchParams(query)) {
    if (name === 'tls' && (value === 'off' || value === 'verify' || value === 'trust')) target.tls = value;
    else if (name === 'sid' && (value === '1' || value === '0')) target.sid = value === '1';
    else if (name === 'clientDir') target.clientDir = value;
    else throw fail('DATACENTER_URL', words.parameter(name.slice(0, 30)));
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A lone % in a password that was not encoded: taken as it stands only when nothing in it could be an escape.
    if (!/%[0-9a-fA-F]{2}/.test(text)) return text;
    throw fail('DATACENTER_URL', words.encoding);
  }
}
