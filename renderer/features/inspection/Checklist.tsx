import { Button, Segmented } from 'antd';
import { useState } from 'react';
import type { Service, SheetItem } from '../../../shared/contract/inspection.ts';
import type { Job } from '../../../shared/contract/jobs.ts';
import { resultNames } from '../../../shared/messages/inspection.ts';
import { inspectionPageMessages } from '../../../shared/messages/inspectionPage.ts';
import { Empty, Section } from '../../components/Page.tsx';
import { StateShape } from '../../components/StateTag.tsx';
import { Instant } from '../../components/Values.tsx';
import { isBad, isPending, resultLook } from './look.ts';
import styles from './TodayPage.module.css';

const words = inspectionPageMessages.list;
type Filter = 'all' | 'bad' | 'open';

interface ChecklistProps {
  items: readonly SheetItem[];
  job: Job | null;
  service: Service | undefined;
  chosen: string | undefined;
  onService: (service: Service | undefined) => void;
  onChoose: (id: string) => void;
}

/** Every item of today's sheet on one line; during a run each lights up when its answer is there. */
export function Checklist({ items, job, service, chosen, onService, onChoose }: ChecklistProps) {
  const [filter, setFilter] = useState<Filter>('all');
  const done = items.filter((item) => item.result !== 'unchecked').length;
  const shown = items.filter(
    (item) =>
      (!service || item.service === service) &&
      (filter === 'all' || (filter === 'bad' ? isBad(item) : item.result === 'unchecked')),
  );
  return (
    <Section
      flush
      className={styles.checklist}
      title={words.title}
      note={items.length > 0 ? words.done(done, items.length) : undefined}
      extra={
        <>
          {service ? (
            <Button size="small" onClick={() => onService(undefined)}>
              {words.back}
            </Button>
          ) : null}
          <Segmented<Filter>
            size="small"
            value={filter}
            onChange={setFilter}
            options={[
              { value: 'all', label: words.all },
              { value: 'bad', label: `${words.bad} ${items.filter(isBad).length}` },
              { value: 'open', label: `${words.open} ${items.length - done}` },
            ]}
          />
        </>
      }
    >
      <ProgressLine items={items} job={job} />
      {items.length === 0 ? (
        <Empty title={words.empty} hint={words.emptyHint} />
      ) : shown.length === 0 ? (
        <Empty title={filter === 'bad' ? words.noneBad : words.noneOpen} />
      ) : (
        <ul className={styles.items}>
          {shown.map((item) => (
            <ItemLine
              key={item.id}
              item={item}
              pending={isPending(item, job?.startedAt ?? null)}
              current={item.id === chosen}
              onChoose={onChoose}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

function ItemLine({
  item,
  pending,
  current,
  onChoose,
}: {
  item: SheetItem;
  pending: boolean;
  current: boolean;
  onChoose: (id: string) => void;
}) {
  const look = pending ? 'running' : resultLook[item.result];
  return (
    <li>
      <button
        type="button"
        className={`${styles.item} ${current ? styles.currentItem : ''}`}
        aria-current={current}
        onClick={() => onChoose(item.id)}
      >
        <span
          className={`${styles.shape} ${styles[look] ?? ''}`}
          title={pending ? words.running : resultNames[item.result]}
        >
          <StateShape state={look} />
        </span>
        <span className={styles.itemNumber}>{item.number}</span>
        <span className={styles.itemName}>{item.name}</span>
        <span className={`${styles.itemValue} ${pending ? styles.faded : ''}`} title={item.value}>
          {item.value || (pending ? words.running : item.explanation || '—')}
        </span>
        <span className={styles.itemTime}>
          <Instant value={item.checkedAt} form="time" />
        </span>
      </button>
    </li>
  );
}

/** How the sheet stands as one bar: shares of normal, warning, fault, the rest open. */
function ProgressLine({ items, job }: { items: readonly SheetItem[]; job: Job | null }) {
  if (items.length === 0) return null;
  const share = (test: (item: SheetItem) => boolean) =>
    `${(items.filter(test).length / items.length) * 100}%`;
  const settled = (result: SheetItem['result']) => (item: SheetItem) =>
    item.result === result && !isPending(item, job?.startedAt ?? null);
  return (
    <div className={styles.bar} aria-hidden="true">
      {(['normal', 'warning', 'fault'] as const).map((result) => (
        <span key={result} className={styles[resultLook[result]]} style={{ width: share(settled(result)) }} />
      ))}
    </div>
  );
}
