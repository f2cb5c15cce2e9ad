import { hash } from 'node:crypto';
import type { Engine } from '../../../shared/contract/datacenter.ts';
import { OpsError } from '../../../shared/errors/errors.ts';
import type { DatacenterConnection } from '../datacenter/datacenter.ts';
import { CHECKSUM_DIGITS, type Digest } from './engines/engine.ts';
import { engineSql } from './engines/index.ts';
import type { SideName } from './tables.ts';

/** What rows are told by, and the sides whose server cannot: their rows are fetched and hashed by us. */
export interface Hashing {
  digest: Digest;
  hashedHere: SideName[];
}

/** Not plain letters: a server that digests another character set than UTF-8 is found out. */
const TRIAL_TEXT = '川A1';

/** Answers by which a server says that it has no such function, or not for this account. */
const LACKING: ReadonlySet<string> = new Set([
  'DATACENTER_MISSING_OBJECT',
  'DATACENTER_SYNTAX',
  'DATACENTER_NO_RIGHT',
  'DATACENTER_REJECTED',
  'DATACENTER_OTHER',
]);

/**
 * Chooses the cheapest digest that both servers have, by trying it on them: Oracle has STANDARD_HASH only since 12.1, of
 * others nobody knows what is there or allowed. Where none is common the side that lacks it is named.
 * @throws the errors of the connections
 */
export async function chooseHashing(
  source: DatacenterConnection,
  target: DatacenterConnection,
): Promise<Hashing> {
  let best: Hashing | undefined;
  for (const digest of preferred(source.engine, target.engine)) {
    const [ours, theirs] = await Promise.all([hasDigest(source, digest), hasDigest(target, digest)]);
    const lacking: SideName[] = [
      ...(ours ? [] : ['source' as const]),
      ...(theirs ? [] : ['target' as const]),
    ];
    if (!best || lacking.length < best.hashedHere.length) best = { digest, hashedHere: lacking };
    if (lacking.length === 0) break;
  }
  return best as Hashing;
}

/** MariaDB's SHA-256 costs a tenth of its MD5 (docs/adr/0060); ours of MD5 is the cheaper for SQLite. */
function preferred(source: Engine, target: Engine): Digest[] {
  const engines = [source, target];
  return engines.includes('mysql') && !engines.includes('sqlite') ? ['sha256', 'md5'] : ['md5', 'sha256'];
}

/** @throws the errors of the connection, unless they only say that the function is not there */
async function hasDigest(connection: DatacenterConnection, digest: Digest): Promise<boolean> {
  const engine = engineSql(connection.engine);
  if (!engine.digests.includes(digest)) return false;
  const checksum = engine.asText(engine.checksum(engine.trial.literal(TRIAL_TEXT), digest));
  try {
    const [row] = await connection.query<{ h: unknown }>(`SELECT ${checksum} AS h${engine.trial.from}`);
    return String(row?.h) === String(BigInt(`0x${hash(digest, TRIAL_TEXT).slice(0, CHECKSUM_DIGITS)}`));
  } catch (error) {
    if (error instanceof OpsError && LACKING.has(error.data.code)) return false;
    throw error;
  }
}
