import { client } from '../../rpc/client.ts';
import { useRead } from '../../rpc/query.tsx';

const EVERY_MS = 20_000;

/** Live incidents near or past a deadline, the most pressing first; asked again by itself. */
export function useAlerts() {
  return useRead(
    ['servicedesk', 'alerts'],
    ({ signal }) => client.servicedesk.incidents.alerts(undefined, { signal }),
    { everyMs: EVERY_MS },
  );
}
