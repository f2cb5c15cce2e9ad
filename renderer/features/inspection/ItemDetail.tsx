import { Button } from 'antd';
import { useState } from 'react';
import type { Reading, SheetItem } from '../../../shared/contract/inspection.ts';
import { resultNames } from '../../../shared/messages/inspection.ts';
import { inspectionPageMessages } from '../../../shared/messages/inspectionPage.ts';
import { Facts } from '../../components/Facts.tsx';
import { Empty, Loaded, Section } from '../../components/Page.tsx';
import { StateShape, StateTag } from '../../components/StateTag.tsx';
import { Instant, LongText } from '../../components/Values.tsx';
import { client } from '../../rpc/client.ts';
import { useRead } from '../../rpc/query.tsx';
import { useMayWork } from '../../rpc/roles.ts';
import { IncidentLink, RaiseFromCheck } from '../servicedesk/RaiseFromCheck.tsx';
import { ItemForm } from './ItemForm.tsx';
import { resultLook } from './look.ts';
import styles from './TodayPage.module.css';

const words = inspectionPageMessages.item;
const PAST = 12;

interface ItemDetailProps {
  item: SheetItem | undefined;
  day: string;
  pending: boolean;
  mayRun: boolean;
  onRecheck: (ids: string[]) => void;
}

/** One item beside the list: why it is as it is, its past values, and what can be done. */
export function ItemDetail({ item, day, pending, mayRun, onRecheck }: ItemDetailProps) {
  const mayWork = useMayWork();
  const [editing, setEditing] = useState(false);
  if (!item) {
    return (
      <Section className={styles.detail}>
        <Empty title={words.none} />
      </Section>
    );
  }
  const facts: [string, React.ReactNode][] = [
    [words.standard, item.standard],
    [words.last, item.lastValue || null],
    [words.time, <Instant key="time" value={item.checkedAt} form="recent" />],
  ];
  if (item.enteredBy) facts.push([words.by, item.enteredBy]);
  if (item.enteredBy && item.found.at) facts.push([words.found, item.found.value || item.found.remark]);
  if (item.incident) facts.push([words.incident, <IncidentLink key="incident" number={item.incident} />]);
  return (
    <Section
      className={styles.detail}
      title={`${item.number} ${item.name}`}
      extra={<StateTag state={pending ? 'running' : resultLook[item.result]} plain />}
    >
      <div className={styles.detailValue}>{item.value || '—'}</div>
      {item.explanation ? (
        <div className={`${styles.reason} ${styles[resultLook[item.result]] ?? ''}`}>
          <LongText value={item.explanation} lines={4} />
        </div>
      ) : null}
      <Facts items={facts} />
      <div className={styles.detailActions}>
        {mayRun && item.method === 'automatic' ? (
          <Button size="small" onClick={() => onRecheck([item.id])}>
            {words.recheck}
          </Button>
        ) : null}
        {mayWork ? (
          <Button size="small" onClick={() => setEditing(true)}>
            {item.value ? words.correct : words.fill}
          </Button>
        ) : null}
        <RaiseFromCheck item={item} day={day} />
      </div>
      <Past itemId={item.id} />
      <ItemForm open={editing} item={item} day={day} onClose={() => setEditing(false)} />
    </Section>
  );
}

function Past({ itemId }: { itemId: string }) {
  const history = useRead(
    ['inspection', 'history', itemId],
    ({ signal }) => client.inspection.itemHistory({ itemId, limit: PAST }, { signal }),
    { keepPrevious: false },
  );
  return (
    <div className={styles.past}>
      <h3>{words.history}</h3>
      <Loaded read={history} lines={2}>
        {(readings) =>
          readings.length === 0 ? (
            <p className={styles.muted}>{words.noHistory}</p>
          ) : (
            <ol>
              {readings.map((reading) => (
                <PastLine key={`${reading.at}-${reading.source}`} reading={reading} />
              ))}
            </ol>
          )
        }
      </Loaded>
    </div>
  );
}

function PastLine({ reading }: { reading: Reading }) {
  const look = resultLook[reading.result];
  return (
    <li>
      <span className={`${styles.shape} ${styles[look] ?? ''}`} title={resultNames[reading.result]}>
        <StateShape state={look} />
      </span>
      <span className={styles.pastValue} title={reading.remark || reading.value}>
        {reading.value || reading.remark}
      </span>
      <span className={styles.muted}>
        {reading.source === 'person' ? `${words.person} ` : ''}
        <Instant value={reading.at} form="recent" />
      </span>
    </li>
  );
}
