import type { CalendarDayView } from '../../../shared/contract/calendar.ts';
import { settingsPageMessages } from '../../../shared/messages/settingsPage.ts';
import { placeInWeek } from './month.ts';
import styles from './SettingsPage.module.css';

const words = settingsPageMessages.calendar;

function look(day: CalendarDayView): { style: string | undefined; mark: string } {
  if (day.adjusted) return { style: styles.work, mark: words.legend.work };
  switch (day.kind) {
    case 'workday':
      return { style: undefined, mark: '' };
    case 'weekend':
      return { style: styles.weekend, mark: '' };
    case 'holiday':
      return { style: styles.rest, mark: words.legend.rest };
    case 'major-holiday':
      return { style: styles.rest, mark: `${words.legend.rest} · ${words.legend.major}` };
    case 'unpublished':
      return { style: styles.unknown, mark: words.legend.unknown };
  }
}

/** One month, weeks from Monday; days entered here bear a star. */
export function CalendarMonth({
  days,
  today,
  onEdit,
}: {
  days: readonly CalendarDayView[];
  today: string;
  onEdit: ((day: CalendarDayView) => void) | undefined;
}) {
  const first = days[0];
  return (
    <div className={styles.month}>
      {words.weekdays.map((name) => (
        <div key={name} className={styles.weekday}>
          {name}
        </div>
      ))}
      {first ? (
        <div
          style={{
            gridColumn: `span ${placeInWeek(first.day) || 1}`,
            display: placeInWeek(first.day) ? 'block' : 'none',
          }}
        />
      ) : null}
      {days.map((day) => {
        const { style, mark } = look(day);
        const className = [styles.day, style, day.day === today && styles.today, day.imported && styles.local]
          .filter(Boolean)
          .join(' ');
        const content = (
          <>
            <span className={styles.dayHead}>
              <span className={styles.dayNumber}>{Number(day.day.slice(8))}</span>
              <span className={styles.mark}>{mark}</span>
            </span>
            <span className={styles.dayLabel}>{day.festival}</span>
          </>
        );
        return onEdit ? (
          <button
            key={day.day}
            type="button"
            className={className}
            title={day.label}
            onClick={() => onEdit(day)}
          >
            {content}
          </button>
        ) : (
          <div key={day.day} className={className} title={day.label}>
            {content}
          </div>
        );
      })}
    </div>
  );
}
