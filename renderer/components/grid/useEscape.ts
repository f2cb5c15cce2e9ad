import { type RefObject, useEffect } from 'react';

/** While `on`, Escape pressed inside `box` calls `leave`, unless something inside used the key itself. */
export function useEscape(box: RefObject<HTMLElement | null>, on: boolean, leave: () => void): void {
  useEffect(() => {
    const element = box.current;
    if (!on || !element) return undefined;
    const listen = (event: globalThis.KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) leave();
    };
    element.addEventListener('keydown', listen);
    return () => element.removeEventListener('keydown', listen);
  }, [box, on, leave]);
}
