import type { KindId } from '../kinds.ts';

/** Which kinds bear which defects: the common ones mostly where cases are many. */
export const CIVIL: readonly KindId[] = ['civilFirst'];
export const ENFORCEMENT: readonly KindId[] = ['enforcement'];
export const COMMON: readonly KindId[] = ['civilFirst', 'enforcement'];
/** Kinds whose closed cases all had a hearing. */
export const HEARD: readonly KindId[] = ['civilFirst'];
