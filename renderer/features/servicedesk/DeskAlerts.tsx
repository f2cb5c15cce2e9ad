import { App } from 'antd';
import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import type { Incident } from '../../../shared/contract/servicedesk.ts';
import { servicedeskMessages } from '../../../shared/messages/servicedesk.ts';
import { servicedeskPageMessages } from '../../../shared/messages/servicedeskPage.ts';
import { client } from '../../rpc/client.ts';
import { useRead } from '../../rpc/query.tsx';

const words = servicedeskPageMessages.alerts;
const EVERY_MS = 20_000;
const SHOWN_SECONDS = 10;

/**
 * Says, on whatever page one is, that an incident comes near a deadline or has passed it: each once in a window, and only
 * what happened since it was opened. The badge of the page holds what stands open.
 */
export default function DeskAlerts() {
  const { notification } = App.useApp();
  const navigate = useNavigate();
  const told = useRef<Set<string>>(null);
  const alerts = useRead(
    ['servicedesk', 'alerts'],
    ({ signal }) => client.servicedesk.incidents.alerts(undefined, { signal }),
    { everyMs: EVERY_MS },
  );
  useEffect(() => {
    if (!alerts.data) return;
    const known = told.current;
    told.current = new Set([...(known ?? []), ...alerts.data.map(keyOf)]);
    if (!known) return;
    for (const incident of alerts.data) {
      if (known.has(keyOf(incident))) continue;
      const { number, title, sla } = incident;
      const target = servicedeskMessages.targets[sla.next?.target ?? ''] ?? '';
      notification.open({
        key: number,
        type: isLate(incident) ? 'error' : 'warning',
        title: isLate(incident) ? words.late(number, target) : words.near(number, target),
        description: title,
        placement: 'bottomLeft',
        duration: SHOWN_SECONDS,
        onClick: () => {
          notification.destroy(number);
          void navigate(`/servicedesk/${number}`);
        },
      });
    }
  }, [alerts.data, notification, navigate]);
  return null;
}

function isLate({ sla }: Incident): boolean {
  return (sla.next?.remainingMs ?? 0) < 0;
}

/** One thing to say: which deadline of which incident, near or passed. */
function keyOf(incident: Incident): string {
  return `${incident.id} ${incident.sla.next?.target} ${isLate(incident) ? 'late' : 'near'}`;
}
