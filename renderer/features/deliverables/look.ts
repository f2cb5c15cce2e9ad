import type { DueItem } from '../../../shared/contract/deliverables.ts';
import { deliverablesMessages } from '../../../shared/messages/deliverables.ts';
import type { ViewState } from '../../components/StateTag.tsx';

/** How a report stands, as shape and word: lateness before everything else. */
export function dueLook(item: Pick<DueItem, 'state' | 'overdue' | 'soon'>): {
  state: ViewState;
  text: string;
} {
  const { states, overdue } = deliverablesMessages;
  if (item.overdue) return { state: 'fault', text: `${overdue}·${states[item.state]}` };
  if (item.state === 'delivered') return { state: 'ok', text: states.delivered };
  if (item.soon) return { state: 'warn', text: states[item.state] };
  return { state: item.state === 'waiting' ? 'unchecked' : 'running', text: states[item.state] };
}

/** A file as it came over the line. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** A chosen file as it goes over the line. */
export async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 32_768)
    text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return btoa(text);
}
