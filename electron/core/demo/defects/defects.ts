import type { KindId } from '../kinds.ts';
import { bankruptcyDefects } from './bankruptcy.ts';
import { codeDefects } from './codes.ts';
import { completenessDefects } from './completeness.ts';
import { consistencyDefects } from './consistency.ts';
import type { Defect } from './defect.ts';
import { documentDefects } from './documents.ts';
import { formDefects } from './form.ts';
import { logicDefects } from './logic.ts';
import { partyDefects } from './parties.ts';
import { termDefects } from './terms.ts';

const ALL: readonly Defect[] = [
  ...completenessDefects,
  ...formDefects,
  ...partyDefects,
  ...codeDefects,
  ...consistencyDefects,
  ...logicDefects,
  ...termDefects,
  ...documentDefects,
  ...bankruptcyDefects,
];

const rotations = new Map<KindId, readonly Defect[]>();

/** The defects the cases of a kind bear in turn. */
export function rotation(kind: KindId): readonly Defect[] {
  let list = rotations.get(kind);
  if (!list) {
    list = ALL.filter((defect) => defect.kinds.includes(kind));
    rotations.set(kind, list);
  }
  return list;
}

export function allDefects(): readonly Defect[] {
  return ALL;
}
