import { KINDS } from './kindTable.ts';
import type { Kind, KindId } from './kindTypes.ts';

export * from './kindTypes.ts';

/** 裁定受理: an application accepted, which a bankruptcy case must follow. */
export const ACCEPTED = '09_03607-1';

export const KIND_IDS = Object.keys(KINDS) as KindId[];

export function kindOf(id: KindId): Kind {
  return KINDS[id];
}
