import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { DueItem } from '../../../shared/contract/deliverables.ts';
import { addDays, beijingDay, weekday } from '../../../shared/domain/time.ts';
import { deliverablesPageMessages as words } from '../../../shared/messages/deliverablesPage.ts';
import { shellMessages } from '../../../shared/messages/shell.ts';
import { Loaded, Section } from '../../components/Page.tsx';
import { StateShape } from '../../components/StateTag.tsx';
import { client } from '../../rpc/client.ts';
import { useNow } from '../../rpc/clock.ts';
import { useRead } from '../../rpc/query.tsx';
import styles from './DeliverablesPage.module.css';
import { dueLook } from './look.ts';

const WEEK = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'];

/** A month with what is due on each day; days off and unpublished ones said so. */
export function DueCalendar({ onOpen, mayWork }: { onOpen: (item: DueItem) => void; mayWork: boolean }) {
  const today = beijingDay(useNow(60_000));
  const [month, setMonth] = useState(today.slice(0, 7));
  const from = `${month}-01`;
  const next = addDays(from, 31).slice(0, 7);
  const to = addDays(`${next}-01`, -1);
  const read = useRead(
    ['deliverables', 'month', month],
    async ({ signal }) => ({
      due: await client.deliverables.due({ from, to }, { signal }),
      days: await client.calendar.range({ from, to }, { signal }),
    }),
    { topics: ['calendar'] },
  );
  const lead = WEEK.indexOf(weekday(from));
  return (
    <Section
      title={words.calendar.month(Number(month.slice(0, 4)), Number(month.slice(5)))}
      className={styles.calendarBox}
      extra={
        <span className={styles.steps}>
          <Button
            size="small"
            icon={<LeftOutlined />}
            aria-label={words.calendar.previous}
            onClick={() => setMonth(addDays(from, -1).slice(0, 7))}
          />
          <Button size="small" onClick={() => setMonth(today.slice(0, 7))}>
            {words.calendar.today}
          </Button>
          <Button
            size="small"
            icon={<RightOutlined />}
            aria-label={words.calendar.next}
            onClick={() => setMonth(next)}
          />
        </span>
      }
    >
      <Loaded read={read} lines={8}>
        {({ due, days }) => (
          <>
            <div className={styles.month}>
              {WEEK.map((name) => (
                <div key={name} className={styles.weekday}>
                  {name}
                </div>
              ))}
              {Array.from({ length: lead }, (_, index) => WEEK[index]).map((name) => (
                <div key={`before ${name}`} />
              ))}
              {days.map((day) => {
                const items = due.rows.filter((item) => item.due === day.day);
                const off = day.kind !== 'workday';
                return (
                  <section
                    key={day.day}
                    aria-label={words.calendar.dayLabel(day.day, items.length)}
                    className={[
                      styles.cell,
                      off ? styles.off : '',
                      day.day === today ? styles.today : '',
                    ].join(' ')}
                  >
                    <span className={styles.dayHead}>
                      {Number(day.day.slice(8))}
                      <small>
                        {day.festival ||
                          (off
                            ? shellMessages.bar.dayKinds[day.kind]
                            : day.adjusted
                              ? shellMessages.bar.dayKinds.adjusted
                              : '')}
                      </small>
                    </span>
                    {items.map((item) => (
                      <DueChip
                        key={`${item.kind} ${item.key}`}
                        item={item}
                        onOpen={onOpen}
                        mayWork={mayWork}
                      />
                    ))}
                  </section>
                );
              })}
            </div>
            <Unknown
              items={due.rows.filter((item) => item.due === null && item.to >= from && item.to <= to)}
            />
          </>
        )}
      </Loaded>
    </Section>
  );
}

function DueChip({
  item,
  onOpen,
  mayWork,
}: {
  item: DueItem;
  onOpen: (item: DueItem) => void;
  mayWork: boolean;
}) {
  const look = dueLook(item);
  return (
    <button
      type="button"
      className={`${styles.chip} ${styles[look.state] ?? ''}`}
      disabled={!item.reportId && !mayWork}
      title={`${item.title} ${look.text}`}
      onClick={() => onOpen(item)}
    >
      <StateShape state={look.state} />
      <span>
        {item.kindName} {look.text}
      </span>
    </button>
  );
}

function Unknown({ items }: { items: readonly DueItem[] }) {
  if (items.length === 0) return null;
  return (
    <p className={styles.hint}>
      {words.calendar.unknown}：{items.map(({ title }) => title).join('、')}
    </p>
  );
}
