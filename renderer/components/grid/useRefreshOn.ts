import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';

const AT_MOST_EVERY_MS = 800;

/** Calls `refresh` when one of the topics changed in the core, the last change included, at most every 0.8 s. */
export function useRefreshOn(
  name: string,
  topics: readonly string[],
  enabled: boolean,
  refresh: () => void,
): void {
  const changes = useQuery({
    queryKey: ['table', name],
    queryFn: () => Date.now(),
    meta: { topics },
    enabled,
    structuralSharing: false,
  });
  const version = changes.data;
  const seen = useRef<number>(undefined);
  const last = useRef(0);
  useEffect(() => {
    if (version === undefined || seen.current === version) return undefined;
    if (seen.current === undefined) {
      seen.current = version;
      return undefined;
    }
    const wait = Math.max(0, last.current + AT_MOST_EVERY_MS - Date.now());
    const timer = setTimeout(() => {
      seen.current = version;
      last.current = Date.now();
      refresh();
    }, wait);
    return () => clearTimeout(timer);
  }, [version, refresh]);
}
