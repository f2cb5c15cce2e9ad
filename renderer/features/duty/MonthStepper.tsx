import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { shiftMonth } from '../../../shared/domain/roster.ts';
import { dutyRosterPageMessages as words } from '../../../shared/messages/dutyRosterPage.ts';
import styles from './DutyPage.module.css';

/** 2026年11月, one month back, one on, and home to this month. */
export function MonthStepper({
  month,
  today,
  onChange,
}: {
  month: string;
  today: string;
  onChange: (month: string) => void;
}) {
  const [year = '', number = ''] = month.split('-');
  return (
    <span className={styles.stepper}>
      <Button
        size="small"
        icon={<LeftOutlined />}
        aria-label={words.previous}
        title={words.previous}
        onClick={() => onChange(shiftMonth(month, -1))}
      />
      <strong>{words.month(year, number)}</strong>
      <Button
        size="small"
        icon={<RightOutlined />}
        aria-label={words.next}
        title={words.next}
        onClick={() => onChange(shiftMonth(month, 1))}
      />
      <Button size="small" disabled={month === today.slice(0, 7)} onClick={() => onChange(today.slice(0, 7))}>
        {words.thisMonth}
      </Button>
    </span>
  );
}
