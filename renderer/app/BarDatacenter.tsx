import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { showTime } from '../../shared/domain/time.ts';
import { shellMessages } from '../../shared/messages/shell.ts';
import { StateShape, type ViewState } from '../components/StateTag.tsx';
import { client } from '../rpc/client.ts';
import { UNREACHABLE } from '../rpc/errors.ts';
import { useRead } from '../rpc/query.tsx';
import styles from './TopBar.module.css';

const words = shellMessages.bar;
const ASK_EVERY_MS = 60_000;

/** Whether the default data centre answers, asked every minute; leads to 数据中心. */
export function BarDatacenter() {
  const connections = useRead(['datacenter', 'list'], ({ signal }) =>
    client.datacenter.list(undefined, { signal }),
  );
  const chosen = connections.data?.find((connection) => connection.isDefault);
  const health = useRead(
    ['datacenter', 'health', chosen?.id ?? ''],
    ({ signal }) => client.datacenter.health({ id: chosen?.id }, { signal }),
    { enabled: chosen !== undefined, everyMs: ASK_EVERY_MS, keepPrevious: false },
  );
  const away = health.error !== undefined && health.error.code !== UNREACHABLE;
  const awaySince = useSince(away);
  if (!connections.data) return null;
  const look: { state: ViewState; text: string; style: string | undefined; hint?: string | undefined } =
    !chosen
      ? { state: 'off', text: words.notConfigured, style: styles.warn }
      : away
        ? {
            state: 'fault',
            text: words.offlineSince(showTime(new Date(awaySince))),
            style: styles.fault,
            hint: health.error?.message,
          }
        : health.data
          ? { state: 'ok', text: words.online, style: styles.ok, hint: health.data.version }
          : { state: 'waiting', text: words.asking, style: undefined };
  return (
    <Link to="/datacenter" className={styles.item} title={look.hint}>
      <span className={`${styles.shape} ${look.style ?? ''}`}>
        <StateShape state={look.state} />
      </span>
      {words.datacenter}
      <span className={look.style}>{look.text}</span>
    </Link>
  );
}

/** The moment (ms) at which `on` last became true. */
function useSince(on: boolean): number {
  const [since, setSince] = useState(() => Date.now());
  useEffect(() => {
    if (on) setSince(Date.now());
  }, [on]);
  return since;
}
