import { createHash } from 'node:crypto';
import knexFactory, { type Knex } from 'knex';
import type { Core } from '../../electron/core/core.ts';
import { saveConnection } from '../../electron/core/datacenter/datacenter.ts';
import { parseDatabaseUrl } from '../../electron/core/datacenter/url.ts';
import { unattendedActor } from '../../electron/core/operators/operators.ts';
import { up } from '../../migrations/datacenter/0010_province.ts';

/** A made-up judgment of one page as WPS writes it. */
export function rtf(text: string): Buffer {
  const characters = [...text].map((character) => `\\u${character.codePointAt(0)}?`).join('');
  return Buffer.from(
    `{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fnil\\fcharset134 SimSun;}}\\uc1\\pard\\f0\\fs28 ${characters}\\par}`,
    'latin1',
  );
}

export interface CentreFile {
  key: string;
  caseId?: string;
  court?: number;
  name?: string;
  suffix?: string;
  content: Buffer;
  /** What the centre says; by default the right one. */
  sha256?: string | null;
}

export interface Centre {
  knex: Knex;
  add(files: readonly CentreFile[]): Promise<void>;
  replace(key: string, content: Buffer): Promise<void>;
  results(): Promise<
    { file_id: string; status: string; pages: number | null; source_sha256: string; notes: string | null }[]
  >;
  close(): Promise<void>;
}

/** A data centre of the province's schema on the given database, saved as the workspace's default connection. */
export async function conversionCentre(core: Core, url: string): Promise<Centre> {
  const target = parseDatabaseUrl(url);
  const knex = knexFactory(
    target.engine === 'sqlite'
      ? { client: 'better-sqlite3', connection: { filename: target.file }, useNullAsDefault: true }
      : { client: 'pg', connection: url },
  );
  await up(knex);
  await saveConnection(core, unattendedActor(), {
    name: '数据中心',
    engine: target.engine,
    file: target.file,
    host: target.host,
    port: target.port,
    database: target.database,
    user: target.user,
    password: target.password,
    tls: 'off',
    sid: false,
    clientDir: '',
    statementTimeoutSeconds: 30,
    maxSessions: 4,
  });
  return {
    knex,
    async add(files) {
      const rows = files.map((file) => ({
        file_id: file.key,
        case_id: file.caseId ?? `3001${file.key.padStart(11, '0')}`,
        court_code: file.court ?? 3001,
        name: file.name ?? `文书${file.key}`,
        suffix: file.suffix ?? 'rtf',
        byte_size: file.content.length,
        sha256: file.sha256 === undefined ? digest(file.content) : file.sha256,
        created_at: '2026-11-20 08:00:00',
        content: file.content,
      }));
      await knex.batchInsert('efile', rows, 200);
    },
    async replace(key, content) {
      await knex('efile')
        .where({ file_id: key })
        .update({ content, sha256: digest(content), byte_size: content.length });
    },
    results: () =>
      knex('efile_conversion')
        .orderBy('file_id')
        .select('file_id', 'status', 'pages', 'source_sha256', 'notes'),
    close: () => knex.destroy(),
  };
}

export function digest(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
