import { holidays } from '../reference/reference.ts';
import { addMonths, dayNumber, dayText, momentText, stamp } from './clock.ts';
import { createRandom, STREAM } from './random.ts';
import type { Row, Truth } from './rows.ts';
import type { Scene } from './scene.ts';
import type { Tally } from './tally.ts';

/** Five-minute packages are kept for yesterday, the day before and today; the other channels for a month. */
const REALTIME_DAYS = 2;
const DAILY_DAYS = 30;
const STATISTICS_MONTHS = 6;
const SLOTS_A_DAY = 288;
const TOOL_VERSION = '4.2.7';
const REFUSALS = [
  ['WZ008', '结案方式不能为空'],
  ['WZ002', '案号不能为空'],
  ['WZ010', '承办人不能为空'],
  ['GF010', '身份证号校验位错误'],
] as const;

type Emit = (table: string, rows: Row[]) => void;

/** What the vendor's tool sent on its five channels, per front-end court, with the defects of JS001–004, YZ013, GF022–024. */
export function uploadRows(scene: Scene, tally: Tally, emit: Emit, truth: (entry: Truth) => void): void {
  const fronts = [...tally.activity.keys()];
  const serial = { next: 1 };
  for (const [place, court] of fronts.entries()) {
    const random = createRandom(scene.seed, STREAM.operations, court);
    const rows: Row[] = [];
    const failures: Row[] = [];
    const make = (channel: string, sent: string, cases: number, name: string, more: Row = {}): Row => {
      const row: Row = {
        upload_id: `S${String(serial.next++).padStart(9, '0')}`,
        court_code: court,
        channel,
        package: name,
        cases,
        sent_at: sent,
        state: 'accepted',
        message: null,
        tool_version: TOOL_VERSION,
        ...more,
      };
      rows.push(row);
      return row;
    };
    const context = {
      scene,
      court,
      place,
      random,
      make,
      truth,
      activity: tally.activity.get(court) ?? new Int32Array(),
    };
    realtime(context);
    daily(context, failures);
    lists(context);
    statistics(context);
    emit('upload_log', rows);
    emit('upload_failure', failures);
  }
}

interface Context {
  scene: Scene;
  court: number;
  /** Of the court among the 23: which one bears which defect. */
  place: number;
  random: ReturnType<typeof createRandom>;
  activity: Int32Array;
  make: (channel: string, sent: string, cases: number, name: string, more?: Row) => Row;
  truth: (entry: Truth) => void;
}

/** Every five minutes a package, empty ones too; two courts have a gap yesterday of 40 and 65 minutes. */
function realtime({ scene, court, place, random, activity, make, truth }: Context): void {
  const { clock } = scene;
  const gap = place === 3 ? [120, 128] : place === 11 ? [200, 213] : null;
  for (let back = REALTIME_DAYS; back >= 0; back--) {
    const day = clock.today - back;
    const last = back === 0 ? Math.floor((clock.seconds - 20) / 300) : SLOTS_A_DAY - 1;
    const total = activity[back] ?? 0;
    const inGap = (slot: number) =>
      back === 1 && gap !== null && slot >= (gap[0] ?? 0) && slot < (gap[1] ?? 0);
    const shares = spread(total, last + 1, (slot) => slot >= 102 && slot < 210 && !inGap(slot), random);
    for (let slot = 0; slot <= last; slot++) {
      if (inGap(slot)) continue;
      const sent = momentText(day, slot * 300 + 20 - ((slot * 7 + place) % 15));
      make('five-minute', sent, shares[slot] ?? 0, `SS_${court}_${sent.replace(/\D/g, '')}`);
    }
    if (back === 1 && gap) {
      const [from = 0, to = 0] = gap;
      truth({
        rule: 'JS001',
        court,
        day: dayText(day),
        minutes: (to - from + 1) * 5,
        from: momentText(day, (from - 1) * 300),
        to: momentText(day, to * 300),
      });
    }
  }
}

/** Shares a number of cases out over the slots that may carry them, or over the last one if none may. */
function spread(
  total: number,
  slots: number,
  open: (slot: number) => boolean,
  random: Context['random'],
): Int32Array {
  const shares = new Int32Array(Math.max(slots, 1));
  const usable = Array.from(shares.keys()).filter(open);
  for (let i = 0; i < total; i++) {
    const slot = usable.length > 0 ? random.pick(usable) : shares.length - 1;
    shares[slot] = (shares[slot] ?? 0) + 1;
  }
  return shares;
}

/** The full package of a day arrives before six the next morning. */
function daily({ scene, court, place, random, activity, make, truth }: Context, failures: Row[]): void {
  const { clock } = scene;
  for (let back = DAILY_DAYS; back >= 1; back--) {
    const day = clock.today - back + 1;
    const late = place === 5 && back === 2;
    const seconds = late ? 27_000 : 8_000 + random.int(0, 9_000);
    if (day === clock.today && seconds > clock.seconds) continue;
    const sent = momentText(day, seconds);
    const wrongCount = place === 8 && back === 1;
    const wrongName = place === 14 && back === 4;
    const oversized = place === 17 && back === 6;
    const cases = oversized ? 1203 : (activity[back] ?? 0) + (wrongCount ? 2 : 0);
    const name = wrongName
      ? `AJ-${court}-${sent.slice(0, 10)}.zip`
      : `AJ_${court}_${sent.replace(/\D/g, '')}_01.zip`;
    const refused = random.chance(0.06);
    const row = make(
      'daily',
      sent,
      cases,
      name,
      refused ? { state: 'rejected', message: '部分案件未通过接收端校验' } : {},
    );
    const where = { court, day: dayText(day - 1), uploadId: String(row.upload_id) };
    if (late) truth({ rule: 'JS002', ...where, sentAt: sent });
    if (wrongCount) truth({ rule: 'YZ013', ...where, daily: cases, realtime: activity[back] ?? 0 });
    if (wrongName) truth({ rule: 'GF022', ...where, package: name });
    if (oversized) truth({ rule: 'GF023', ...where, cases });
    if (!refused) continue;
    for (let i = random.int(1, 3); i > 0; i--) {
      const [rule, message] = random.pick(REFUSALS);
      failures.push({
        failure_id: `${row.upload_id}R${i}`,
        upload_id: String(row.upload_id),
        case_id: null,
        rule_code: rule,
        message,
      });
    }
  }
}

/** Every day a list of what was sent, and the balance of received, closed and open cases the high court pulls. */
function lists({ scene, court, place, random, activity, make, truth }: Context): void {
  const { clock } = scene;
  for (let back = DAILY_DAYS; back >= 0; back--) {
    const day = clock.today - back;
    const seconds = [84_000 + random.int(0, 2_000), 3_600 + random.int(0, 1_800)] as const;
    const due = (at: number) => back > 0 || at <= clock.seconds;
    if (place === 9 && back === 3) truth({ rule: 'JS003', court, day: dayText(day) });
    else if (due(seconds[0]))
      make(
        'list',
        momentText(day, seconds[0]),
        activity[back] ?? 0,
        `QD_${court}_${dayText(day).replaceAll('-', '')}`,
      );
    if (due(seconds[1]))
      make('balance', momentText(day, seconds[1]), 0, `TJ_${court}_${dayText(day).replaceAll('-', '')}.zip`);
  }
}

/** The tables of a month within the first two workdays of the next. */
function statistics({ scene, court, place, random, make, truth }: Context): void {
  const { clock } = scene;
  const thisMonth = dayNumber(`${dayText(clock.today).slice(0, 7)}-01`);
  for (let back = STATISTICS_MONTHS; back >= 0; back--) {
    const first = addMonths(thisMonth, -back);
    const month = dayText(first - 1)
      .slice(0, 7)
      .replace('-', '');
    const late = place === 12 && back === 1;
    const wrongName = place === 15 && back === 2;
    const day = late ? workday(first, 2) + 2 : workday(first, 1);
    const seconds = 34_000 + random.int(0, 20_000);
    if (day > clock.today || (day === clock.today && seconds > clock.seconds)) continue;
    const sent = stamp(clock, day, seconds);
    const name = wrongName
      ? `SFTJ_XML_${court}_${month}.zip`
      : `SFTJ_XML_${court}_${month}_${sent.replace(/\D/g, '')}.zip`;
    const row = make('statistics', sent, 0, name);
    if (late) truth({ rule: 'JS004', court, month, sentAt: sent, uploadId: String(row.upload_id) });
    if (wrongName) truth({ rule: 'GF024', court, month, package: name, uploadId: String(row.upload_id) });
  }
}

/** The n-th workday from a day on, by the published calendar, else by the weekday. */
function workday(from: number, count: number): number {
  const kinds = new Map(holidays().map((row) => [row.day, row.kind]));
  let day = from - 1;
  for (let found = 0; found < count; ) {
    day++;
    const kind = kinds.get(dayText(day));
    const weekend = (day + 4) % 7 === 0 || (day + 4) % 7 === 6;
    if (kind === 'work' || (kind === undefined && !weekend)) found++;
  }
  return day;
}
