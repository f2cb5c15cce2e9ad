import type { Random } from './random.ts';

/** Bytes without any order, as an encrypted file looks. */
export function randomBytesFrom(random: Random, size: number): Buffer {
  return Buffer.from(Array.from({ length: size }, () => random.int(0, 255)));
}
