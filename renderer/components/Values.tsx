import { useLayoutEffect, useRef, useState } from 'react';
import { showInstant, showTime } from '../../shared/domain/time.ts';
import { componentMessages } from '../../shared/messages/components.ts';
import { useNow } from '../rpc/clock.ts';
import { formatAgo, formatAmount, formatCount, formatDay, formatRecent, formatShort } from './format.ts';
import styles from './Values.module.css';

const none = <span className={styles.none}>—</span>;

interface InstantProps {
  value: string | number | null | undefined;
  /** `full` 2026-11-20 周五 08:47; `recent` 今天 08:47; `short` too, older 11-20 08:47; `time` 08:47; `ago` 3 分钟前. */
  form?: 'full' | 'recent' | 'short' | 'time' | 'ago';
}

/** A moment in Beijing time; the full form always stands in the tooltip. */
export function Instant({ value, form = 'full' }: InstantProps) {
  const now = useNow();
  if (value === null || value === undefined || value === '') return none;
  const iso = typeof value === 'number' ? new Date(value).toISOString() : value;
  const text =
    form === 'full'
      ? showInstant(iso)
      : form === 'time'
        ? showTime(iso)
        : form === 'ago'
          ? formatAgo(iso, now)
          : form === 'short'
            ? formatShort(iso, now)
            : formatRecent(iso, now);
  return (
    <time className={styles.value} dateTime={iso} title={form === 'full' ? undefined : showInstant(iso)}>
      {text}
    </time>
  );
}

/** A day: 2026-11-20 周五. */
export function Day({ value }: { value: string | null | undefined }) {
  return value ? (
    <time className={styles.value} dateTime={value}>
      {formatDay(value)}
    </time>
  ) : (
    none
  );
}

/** An amount in yuan with separators; `unit` only where no header names it. */
export function Amount({ value, unit }: { value: number | null | undefined; unit?: string }) {
  if (value === null || value === undefined) return none;
  return (
    <span className={styles.number}>
      {formatAmount(value)}
      {unit ? ` ${unit}` : null}
    </span>
  );
}

/** A whole number with separators. */
export function Count({ value, unit }: { value: number | null | undefined; unit?: string }) {
  if (value === null || value === undefined) return none;
  return (
    <span className={styles.number}>
      {formatCount(value)}
      {unit ? ` ${unit}` : null}
    </span>
  );
}

/** A case number; never wraps. */
export function CaseNumber({ value }: { value: string | null | undefined }) {
  return value ? <span className={styles.value}>{value}</span> : none;
}

/** A long text cut after `lines` lines with a way to read all of it. */
export function LongText({ value, lines = 2 }: { value: string | null | undefined; lines?: number }) {
  const [open, setOpen] = useState(false);
  const [cut, setCut] = useState(false);
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element && value && !open) setCut(element.scrollHeight > element.clientHeight + 1);
  }, [value, open]);
  if (!value) return none;
  return (
    <div>
      <div
        ref={ref}
        className={open ? styles.text : `${styles.text} ${styles.clamped}`}
        style={open ? undefined : { WebkitLineClamp: lines }}
      >
        {value}
      </div>
      {cut || open ? (
        <button type="button" className={styles.more} onClick={() => setOpen(!open)}>
          {open ? componentMessages.text.less : componentMessages.text.more}
        </button>
      ) : null}
    </div>
  );
}
