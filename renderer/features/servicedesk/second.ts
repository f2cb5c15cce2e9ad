import { type RefObject, useEffect, useState, useSyncExternalStore } from 'react';
import { useWorkspace } from '../../rpc/clock.ts';

/** One timer for all clocks on screen: it runs only while somebody looks at one. */
const watchers = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let present = Date.now();

function tick(): void {
  if (document.visibilityState !== 'visible') return;
  present = Date.now();
  for (const watcher of watchers) watcher();
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  present = Date.now();
  timer ??= setInterval(tick, 1000);
  return () => {
    watchers.delete(watcher);
    if (watchers.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

const still = () => () => {};

/** The present moment by the core's clock (ms since 1970), renewed every second while `moving`. */
export function useSecond(moving: boolean): number {
  const ahead = useWorkspace().data?.aheadMs ?? 0;
  return useSyncExternalStore(moving ? watch : still, () => present) + ahead;
}

/** Whether an element is on screen; what is scrolled away need not move. */
export function useOnScreen(ref: RefObject<Element | null>): boolean {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new IntersectionObserver(([entry]) => setShown(entry?.isIntersecting ?? false));
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return shown;
}
