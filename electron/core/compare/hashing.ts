import { hash } from 'node:crypto';
import { NULL_MARK, SEPARATOR } from './canonical.ts';
import { CHECKSUM_DIGITS, type Digest } from './engines/engine.ts';
import { type Boundary, compareKeys } from './keys.ts';
import type { Rule } from './kinds.ts';
import { noSegments, type Segment } from './segments.ts';

const LOW_BITS = 24n;

/**
 * The segments of rows that a server without the digest hands over: the same counts and checksums as a server would tell
 * by the expression of its engine, one row at a time, so that nothing is held.
 */
export function createHasher(rules: readonly Rule[], inner: readonly Boundary[], digest: Digest) {
  const sums = Array.from({ length: inner.length + 1 }, () => ({ rows: 0, checksum: 0n }));
  return {
    /** @param texts per text of the row the canonical texts of its columns, as the engine's expression has them */
    add(key: Boundary, texts: readonly (readonly (string | null)[])[]): void {
      const sum = sums[segmentOf(rules, inner, key)];
      if (!sum) return;
      sum.rows += 1;
      for (const parts of texts) sum.checksum += checksumOf(parts, digest);
    },
    segments(): Segment[] {
      const found = noSegments(sums.length);
      sums.forEach(({ rows, checksum }, i) => {
        found[i] = { rows, checksum: checksum.toString() };
      });
      return found;
    },
  };
}

/** The first 56 bits of the digest of a row's text. */
export function checksumOf(parts: readonly (string | null)[], digest: Digest): bigint {
  const hex = hash(digest, parts.map((part) => part ?? NULL_MARK).join(SEPARATOR)).slice(0, CHECKSUM_DIGITS);
  return (
    (BigInt(Number.parseInt(hex.slice(0, 8), 16)) << LOW_BITS) + BigInt(Number.parseInt(hex.slice(8), 16))
  );
}

/** The number of the segment a key lies in, between ascending boundaries. */
function segmentOf(rules: readonly Rule[], inner: readonly Boundary[], key: Boundary): number {
  let [low, high] = [0, inner.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareKeys(rules, key, inner[middle] as Boundary) < 0) high = middle;
    else low = middle + 1;
  }
  return low;
}
