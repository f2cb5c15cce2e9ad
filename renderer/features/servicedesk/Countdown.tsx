import { useRef } from 'react';
import type { Incident } from '../../../shared/contract/servicedesk.ts';
import { showInstant } from '../../../shared/domain/time.ts';
import { servicedeskMessages } from '../../../shared/messages/servicedesk.ts';
import { servicedeskPageMessages } from '../../../shared/messages/servicedeskPage.ts';
import { StateTag } from '../../components/StateTag.tsx';
import { clockLook, clockText } from './look.ts';
import { useOnScreen, useSecond } from './second.ts';

const words = servicedeskPageMessages.clock;

/** What an incident owes next and how long there is; moves once a second, and only while it can be seen. */
export function Countdown({ incident, plain }: { incident: Incident; plain?: boolean }) {
  const box = useRef<HTMLSpanElement>(null);
  const shown = useOnScreen(box);
  const { sla, state } = incident;
  const moving = sla.next !== null && sla.next.by !== null && state !== 'paused';
  const now = useSecond(shown && moving);
  const { text, late } = says(incident, now);
  const by = sla.next?.by ? words.by(targetName(sla.next.target), showInstant(sla.next.by)) : undefined;
  return (
    <span ref={box} title={by}>
      <StateTag state={late ? 'fault' : clockLook(incident)} text={text} plain={plain ?? false} />
    </span>
  );
}

function says({ sla, state }: Incident, now: number): { text: string; late: boolean } {
  if (state === 'cancelled') return { text: words.none, late: false };
  if (sla.class === null) return { text: words.unpublished, late: false };
  if (!sla.next) {
    const late = sla.breaches.map(targetName).join('、');
    return { text: late ? words.late(late) : words.inTime, late: false };
  }
  const target = targetName(sla.next.target);
  if (state === 'paused' || sla.next.by === null)
    return { text: `${target} ${words.paused(clockText(sla.next.remainingMs))}`, late: false };
  const left = Date.parse(sla.next.by) - now;
  const time = clockText(left);
  return left < 0
    ? { text: `${target} ${words.over(time)}`, late: true }
    : { text: `${target} ${words.left(time)}`, late: false };
}

function targetName(target: string): string {
  return servicedeskMessages.targets[target] ?? target;
}
