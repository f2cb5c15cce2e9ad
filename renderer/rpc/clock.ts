import { useEffect, useState } from 'react';
import { client } from './client.ts';
import { useRead } from './query.tsx';

/** The workspace's facts and the core's moment. */
export function useWorkspace() {
  return useRead(['workspace', 'state'], async ({ signal }) => {
    const state = await client.workspace.state(undefined, { signal });
    return { ...state, aheadMs: Date.parse(state.now) - Date.now() };
  });
}

/** The present moment by the core's clock (what the log will say), renewed every `everyMs`. */
export function useNow(everyMs = 15_000): Date {
  const ahead = useWorkspace().data?.aheadMs ?? 0;
  const [tick, setTick] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setTick(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return new Date(tick + ahead);
}
