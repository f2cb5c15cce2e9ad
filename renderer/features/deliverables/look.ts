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
