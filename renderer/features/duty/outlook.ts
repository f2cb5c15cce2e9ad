import { client } from '../../rpc/client.ts';
import { useRead } from '../../rpc/query.tsx';

const EVERY_MS = 60_000;

/** What the roster expects now and what one should do; asked again by itself, as time alone brings reminders. */
export function useOutlook() {
  return useRead(['duty', 'outlook'], ({ signal }) => client.duty.outlook(undefined, { signal }), {
    topics: ['calendar', 'settings'],
    everyMs: EVERY_MS,
  });
}
