import { App } from 'antd';
import { useEffect, useRef } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { Incident } from '../../../shared/contract/servicedesk.ts';
import { servicedeskMessages } from '../../../shared/messages/servicedesk.ts';
import { servicedeskPageMessages } from '../../../shared/messages/servicedeskPage.ts';
import { notifySystem } from '../../app/systemNotice.ts';
import { useAlerts } from './alerts.ts';

const words = servicedeskPageMessages.alerts;
const SHOWN_SECONDS = 10;
const MOST_NAMED = 3;
/** What `windowTitle` puts before the page's name. */
const MARK = /^▲\S* /;
/** The board of live figures is for visitors: what is said there waits until one leaves it. */
const BOARD = '/assignments/board';

/**
 * Says, on whatever page one is, that an incident comes near a deadline or has passed it: each once in a window; what stood
 * so when the window was opened is said in one line. Who works elsewhere hears of it from the operating system where that is
 * switched on. The window's own title says it too, for who looks at another one; the
 * top bar (BarClock) and the badge of the page hold what stands open.
 */
export default function DeskAlerts() {
  const { notification } = App.useApp();
  const navigate = useNavigate();
  const told = useRef<Set<string>>(null);
  const alerts = useAlerts();
  const count = alerts.data?.length ?? 0;
  const { pathname } = useLocation();
  // Again with each page: the shell writes the page's name anew.
  useEffect(() => {
    const timer = setTimeout(() => markTitle(count, pathname));
    return () => clearTimeout(timer);
  }, [count, pathname]);
  const isBoard = pathname === BOARD;
  useEffect(() => {
    if (!alerts.data || isBoard) return;
    const known = told.current;
    told.current = new Set([...(known ?? []), ...alerts.data.map(keyOf)]);
    if (!known) {
      if (alerts.data.length > 0)
        notification.open({
          key: 'standing',
          type: alerts.data.some(isLate) ? 'error' : 'warning',
          title: words.standing(alerts.data.length),
          description: alerts.data.slice(0, MOST_NAMED).map(({ id, number, title }) => (
            <div key={id}>
              {number} {title}
            </div>
          )),
          placement: 'bottomLeft',
          duration: SHOWN_SECONDS,
          onClick: () => {
            notification.destroy('standing');
            void navigate('/servicedesk');
          },
        });
      return;
    }
    for (const incident of alerts.data) {
      if (known.has(keyOf(incident))) continue;
      const { number, title, sla } = incident;
      const target = servicedeskMessages.targets[sla.next?.target ?? ''] ?? '';
      const said = isLate(incident) ? words.late(number, target) : words.near(number, target);
      const open = () => {
        notification.destroy(number);
        void navigate(`/servicedesk/${number}`);
      };
      notifySystem({ tag: number, title: said, open });
      notification.open({
        key: number,
        type: isLate(incident) ? 'error' : 'warning',
        title: said,
        description: title,
        placement: 'bottomLeft',
        duration: SHOWN_SECONDS,
        onClick: open,
      });
    }
  }, [alerts.data, isBoard, notification, navigate]);
  return null;
}

/** Written after the shell has named the page in the same turn. */
function markTitle(count: number, _page: string): void {
  const name = document.title.replace(MARK, '');
  document.title = count > 0 ? `${words.windowTitle(count)} ${name}` : name;
}

function isLate({ sla }: Incident): boolean {
  return (sla.next?.remainingMs ?? 0) < 0;
}

/** One thing to say: which deadline of which incident, near or passed. */
function keyOf(incident: Incident): string {
  return `${incident.id} ${incident.sla.next?.target} ${isLate(incident) ? 'late' : 'near'}`;
}
