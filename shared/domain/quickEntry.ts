import { addDays, type Day, isDay } from './time.ts';

/** One line of quick entry, taken apart. */
export interface QuickEntry {
  /** Who asked: what stands before the first colon. */
  requester: string;
  title: string;
  owner: string;
  dueOn: Day | '';
}

const WEEKDAYS = '日一二三四五六';

/**
 * `张庭长：核对上报差异 @李工程 !11-28` → requester, title, owner, due day. `!` takes 今天, 明天, 周五 (the next one, today counts), 11-28 (this
 * year, or the next when past), 2026-11-28, +3 (days). What is no day stays in the title.
 */
export function parseQuickEntry(text: string, today: Day): QuickEntry {
  let owner = '';
  let dueOn: Day | '' = '';
  const [, requester = '', asked = ''] = /^\s*(?:([^\s:：@!]{1,20})[:：])?(.*)$/s.exec(text) ?? [];
  const rest = asked
    .trim()
    .split(/\s+/)
    .filter((word) => {
      const name = /^[@＠](.+)$/.exec(word)?.[1];
      if (name && !owner) {
        owner = name;
        return false;
      }
      const due = /^[!！](.+)$/.exec(word)?.[1];
      const day = due && !dueOn ? quickDay(due, today) : undefined;
      if (day) dueOn = day;
      return !day;
    });
  return { requester, title: rest.join(' '), owner, dueOn };
}

function quickDay(text: string, today: Day): Day | undefined {
  if (text === '今天') return today;
  if (text === '明天') return addDays(today, 1);
  const plus = /^\+(\d{1,3})$/.exec(text)?.[1];
  if (plus) return addDays(today, Number(plus));
  const weekday = /^(?:周|星期)([一二三四五六日天])$/.exec(text)?.[1];
  if (weekday) {
    const wanted = WEEKDAYS.indexOf(weekday === '天' ? '日' : weekday);
    const now = new Date(`${today}T00:00:00Z`).getUTCDay();
    return addDays(today, (wanted - now + 7) % 7);
  }
  const [, year, month, date] = /^(?:(20\d\d)-)?(\d{1,2})-(\d{1,2})$/.exec(text) ?? [];
  if (!month || !date) return undefined;
  const monthDay = `${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const thisYear = Number(today.slice(0, 4));
  const day = `${year ?? thisYear}-${monthDay}`;
  const meant = !year && day < today ? `${thisYear + 1}-${monthDay}` : day;
  return isDay(meant) ? meant : undefined;
}
