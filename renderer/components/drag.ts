import type { DragEvent } from 'react';

/**
 * Dragging of one kind of thing by the browser's own means: what is dragged travels as JSON under a type of its own, so
 * that nothing dragged in from elsewhere is taken for it.
 */
export function dragOf<T>(type: string) {
  return {
    write(event: DragEvent, dragged: T): void {
      event.dataTransfer.setData(type, JSON.stringify(dragged));
      event.dataTransfer.effectAllowed = 'move';
    },
    /** Undefined for anything else. */
    read(event: DragEvent): T | undefined {
      const text = event.dataTransfer.getData(type);
      return text ? (JSON.parse(text) as T) : undefined;
    },
  };
}
