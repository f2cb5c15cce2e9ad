import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { CalendarDayView } from '../../../shared/contract/calendar.ts';
import { beijingDay } from '../../../shared/domain/time.ts';
import { settingsPageMessages } from '../../../shared/messages/settingsPage.ts';
import { Loaded, Section } from '../../components/Page.tsx';
import { client } from '../../rpc/client.ts';
import { useNow } from '../../rpc/clock.ts';
import { useRead } from '../../rpc/query.tsx';
import { useIsOne } from '../../rpc/roles.ts';
import { CalendarDayDrawer } from './CalendarDayDrawer.tsx';
import { CalendarMonth } from './CalendarMonth.tsx';
import { CalendarYears } from './CalendarYears.tsx';
import { monthSpan, shiftMonth } from './month.ts';
import styles from './SettingsPage.module.css';

const words = settingsPageMessages.calendar;

/** The published calendar by month; the manager imports a year or changes a day. */
export function CalendarSettings() {
  const today = beijingDay(useNow());
  const [month, setMonth] = useState(today.slice(0, 7));
  const [editing, setEditing] = useState<CalendarDayView>();
  const mayChange = useIsOne(['manager']);
  const { from, to } = monthSpan(month);
  const days = useRead(['calendar', 'month', month], ({ signal }) =>
    client.calendar.range({ from, to }, { signal }),
  );
  const [year = 0, number = 0] = month.split('-').map(Number);
  return (
    <div className={styles.calendar}>
      <Section
        title={words.month(year, number)}
        note={words.note}
        extra={
          <div className={styles.acts}>
            <Button
              size="small"
              icon={<LeftOutlined />}
              aria-label={words.previous}
              title={words.previous}
              onClick={() => setMonth(shiftMonth(month, -1))}
            />
            <Button
              size="small"
              icon={<RightOutlined />}
              aria-label={words.next}
              title={words.next}
              onClick={() => setMonth(shiftMonth(month, 1))}
            />
          </div>
        }
      >
        <Loaded read={days} lines={8}>
          {(shown) => (
            <CalendarMonth days={shown} today={today} onEdit={mayChange ? setEditing : undefined} />
          )}
        </Loaded>
      </Section>
      <CalendarYears mayChange={mayChange} />
      <CalendarDayDrawer day={editing} onClose={() => setEditing(undefined)} />
    </div>
  );
}
