import { Button } from 'antd';
import { HEALTH_ITEM_NAMES } from '../../../shared/messages/datacenterHealth.ts';
import { datacenterPageMessages } from '../../../shared/messages/datacenterPage.ts';
import { Loaded, Section } from '../../components/Page.tsx';
import { Instant } from '../../components/Values.tsx';
import { client } from '../../rpc/client.ts';
import { useRead } from '../../rpc/query.tsx';
import styles from './DatacenterPage.module.css';

const words = datacenterPageMessages.health;

/** How the default connection's database stands now; what the account may not see is said, not hidden. */
export function DefaultHealth({ id, name }: { id: string; name: string }) {
  const health = useRead(['datacenter', 'health', id], ({ signal }) =>
    client.datacenter.health({ id }, { signal }),
  );
  return (
    <Section
      title={`${words.title}：${name}`}
      note={health.data && !health.error ? words.note(health.data.version, health.data.ms) : undefined}
      extra={
        <Button size="small" loading={health.refreshing} onClick={health.again}>
          {words.again}
        </Button>
      }
    >
      {health.error ? <p>{words.away}</p> : null}
      <Loaded read={health} lines={3}>
        {({ items, takenAt }) => (
          <dl className={styles.health}>
            {items.map((item) => (
              <div key={item.id}>
                <dt>{HEALTH_ITEM_NAMES[item.id]}</dt>
                <dd className={item.skipped ? styles.skipped : undefined}>
                  {item.text}
                  {item.id === 'sessions' && item.limit && item.value !== null
                    ? `（${words.limit(Math.round((item.value / item.limit) * 100))}）`
                    : ''}
                </dd>
              </div>
            ))}
            <div>
              <dt>{words.takenAt}</dt>
              <dd>
                <Instant value={takenAt} />
              </dd>
            </div>
          </dl>
        )}
      </Loaded>
    </Section>
  );
}
