import { hash } from 'node:crypto';
import type { Engine } from '../../../shared/contract/datacenter.ts';
import { OpsError } from '../../../shared/errors/errors.ts';
import type { DatacenterConnection } from '../datacenter/datacenter.ts';
import { CHECKSUM_DIGITS, type Checksum, type Digest } from './engines/engine.ts';
import { engineSql } from './engines/index.ts';
import type { SideName } from './tables.ts';

/** What rows are told by. */
export interface Hashing {
  digest: Digest;
  /** How each side is asked for it; undefined: its server cannot, its rows travel and are hashed by us. */
  checksums: Record<SideName, Checksum | undefined>;
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
    const [ours, theirs] = await Promise.all([checksumOf(source, digest), checksumOf(target, digest)]);
    const found: Hashing = { digest, checksums: { source: ours, target: theirs } };
    if (lacking(found).length === 0) return found;
    if (!best || lacking(found).length < lacking(best).length) best = found;
  }
  return best as Hashing;
}

/** MariaDB's SHA-256 costs a tenth of its MD5 (docs/adr/0060); ours of MD5 is the cheaper for SQLite. */
function preferred(source: Engine, target: Engine): Digest[] {
  const engines = [source, target];
  return engines.includes('mysql') && !engines.includes('sqlite') ? ['sha256', 'md5'] : ['md5', 'sha256'];
}

/** The sides whose rows are hashed by us. */
export function lacking({ checksums }: Pick<Hashing, 'checksums'>): SideName[] {
  return (['source', 'target'] as const).filter((side) => !checksums[side]);
}

/**
 * The cheapest way that answers rightly.
 * @throws the errors of the connection, unless they only say that the function is not there
 */
async function checksumOf(connection: DatacenterConnection, digest: Digest): Promise<Checksum | undefined> {
  const { checksums, trial, asText } = engineSql(connection.engine);
  const right = String(BigInt(`0x${hash(digest, TRIAL_TEXT).slice(0, CHECKSUM_DIGITS)}`));
  for (const checksum of checksums[digest]) {
    try {
      const tried = asText(checksum(trial.literal(TRIAL_TEXT)));
      const [row] = await connection.query<{ h: unknown }>(`SELECT ${tried} AS h${trial.from}`);
      if (String(row?.h) === right) return checksum;
    } catch (error) {
      if (!(error instanceof OpsError && LACKING.has(error.data.code))) throw error;
    }
  }
  return undefined;
}
