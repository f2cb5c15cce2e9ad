import type { LogKind } from '../../../shared/contract/dutyLog.ts';

/** In the order of Alt+1…4. */
export const LOG_KINDS = ['call', 'visit', 'round', 'event'] as const satisfies readonly LogKind[];
