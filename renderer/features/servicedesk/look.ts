import type { Incident } from '../../../shared/contract/servicedesk.ts';
import { servicedeskMessages } from '../../../shared/messages/servicedesk.ts';
import type { ViewState } from '../../components/StateTag.tsx';

/** How the states of all kinds of records look. */
const looks: Record<string, ViewState> = {
  open: 'warn',
  working: 'running',
  paused: 'paused',
  resolved: 'ok',
  closed: 'off',
  cancelled: 'off',
  registered: 'waiting',
  investigating: 'running',
  known: 'warn',
  solved: 'ok',
  draft: 'unchecked',
  submitted: 'waiting',
  approved: 'ok',
  rejected: 'fault',
  implementing: 'running',
  implemented: 'ok',
  failed: 'fault',
  rolledback: 'warn',
  verified: 'ok',
  planned: 'waiting',
  running: 'running',
  done: 'ok',
  published: 'ok',
  retired: 'off',
};

export function lookOf(state: string): ViewState {
  return looks[state] ?? 'waiting';
}

export function stateName(state: string): string {
  return servicedeskMessages.states[state] ?? state;
}

/** How an incident's clock looks. */
export function clockLook({ sla, state }: Pick<Incident, 'sla' | 'state'>): ViewState {
  if (state === 'cancelled') return 'off';
  if (sla.class === null) return 'unchecked';
  if (sla.breaches.length > 0) return 'fault';
  if (state === 'paused') return 'paused';
  if (sla.next === null) return 'ok';
  return sla.near ? 'warn' : 'running';
}

/** `26:12`, `1:04:30`, `2 天 03:10:00`. */
export function clockText(ms: number): string {
  const total = Math.floor(Math.abs(ms) / 1000);
  const days = Math.floor(total / 86_400);
  const hours = Math.floor((total % 86_400) / 3600);
  const pad = (value: number) => String(value).padStart(2, '0');
  const rest = `${pad(Math.floor((total % 3600) / 60))}:${pad(total % 60)}`;
  const clock = hours > 0 || days > 0 ? `${hours}:${rest}` : rest;
  return days > 0 ? `${days} 天 ${clock}` : clock;
}
