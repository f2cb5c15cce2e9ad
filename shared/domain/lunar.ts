import type { Day } from './time.ts';

/**
 * Days of the Chinese calendar for years whose arrangement is not published: suggestions, never taken for published.
 * Computed as GB/T 33661-2017 defines them, in Beijing time: a month starts on the day of the new moon, month 11 holds the
 * winter solstice, and of thirteen months between two solstices the first without a major solar term is the leap month.
 * New moons after J. Meeus, Astronomical Algorithms, ch. 49 (seconds); the sun's longitude after ch. 25 (0.01°).
 */

/** A statutory day off by law alone (《全国年节及纪念日放假办法》, 2024 revision), before any 调休. */
export interface SuggestedDay {
  day: Day;
  festival: string;
}

const RAD = Math.PI / 180;
/** Terrestrial time runs ahead of clock time by about 72 s in these decades. */
const DELTA_T_DAYS = 72 / 86_400;
const BEIJING_DAYS = 8 / 24;
const JD_OF_1970 = 2_440_587.5;
const JD_OF_2000 = 2_451_545;

/** The years in which the constants above (time difference, sun) are good enough to tell days apart. */
export const LUNAR_YEARS = { first: 2000, last: 2050 } as const;

/** The thirteen statutory days off of a year, without exchanged days. Empty outside LUNAR_YEARS. */
export function suggestFestivals(year: number): SuggestedDay[] {
  if (year < LUNAR_YEARS.first || year > LUNAR_YEARS.last) return [];
  const spring = lunarDay(year, 1, 1);
  const at = (festival: string, ...days: number[]) => days.map((day) => ({ day: dayText(day), festival }));
  const fixed = (festival: string, month: number, ...dates: number[]) =>
    dates.map((date) => ({ day: solarDay(year, month, date), festival }));
  return [
    ...fixed('元旦', 1, 1),
    ...at('春节', spring - 1, spring, spring + 1, spring + 2),
    ...at('清明节', dayNumber(sunAt(year, 15))),
    ...fixed('劳动节', 5, 1, 2),
    ...at('端午节', lunarDay(year, 5, 5)),
    ...at('中秋节', lunarDay(year, 8, 15)),
    ...fixed('国庆节', 10, 1, 2, 3),
  ].sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** The day number of a date of the lunar year that begins in `year`. */
function lunarDay(year: number, month: number, date: number): number {
  const start = monthsOf(year).find((each) => each.month === month && !each.leap)?.start;
  if (start === undefined) throw new RangeError(`no month ${month} in the lunar year ${year}`);
  return start + date - 1;
}

/** The months 1–10 of the lunar year that begins in `year`: those between its two months of the winter solstice. */
function monthsOf(year: number): { month: number; leap: boolean; start: number }[] {
  const first = newMoonBefore(dayNumber(sunAt(year - 1, 270)));
  const last = newMoonBefore(dayNumber(sunAt(year, 270)));
  const starts: number[] = [];
  for (let k = first.k; newMoonDay(k) <= last.day; k++) starts.push(newMoonDay(k));
  // Twelve months between the solstices, thirteen in a leap year.
  const hasLeap = starts.length - 1 === 13;
  const months: { month: number; leap: boolean; start: number }[] = [];
  let month = 11;
  let leapDone = !hasLeap;
  for (const [index, start] of starts.slice(0, -1).entries()) {
    const next = starts[index + 1] ?? start;
    const leap = !leapDone && index > 0 && !holdsMajorTerm(start, next);
    if (leap) leapDone = true;
    else if (index > 0) month = month === 12 ? 1 : month + 1;
    months.push({ month, leap, start });
  }
  return months;
}

/** Whether the sun enters a twelfth of its way (0°, 30°, …) on one of the days from `start` up to `next`. */
function holdsMajorTerm(start: number, next: number): boolean {
  const sector = (day: number) => Math.floor(sunLongitude(jdOfMidnight(day)) / 30);
  return sector(start) !== sector(next);
}

/** The last new moon whose day is not after the given one. */
function newMoonBefore(day: number): { k: number; day: number } {
  let k = Math.floor((jdOfMidnight(day) - 2_451_550.09766) / 29.530588861) + 2;
  while (newMoonDay(k) > day) k--;
  return { k, day: newMoonDay(k) };
}

function newMoonDay(k: number): number {
  return dayNumber(newMoon(k));
}

/** The instant of the k-th new moon since January 2000, as a Julian day of terrestrial time. */
function newMoon(k: number): number {
  const t = k / 1236.85;
  const e = 1 - 0.002516 * t - 0.0000074 * t * t;
  const sun = (2.5534 + 29.1053567 * k - 0.0000014 * t * t) * RAD;
  const moon = (201.5643 + 385.81693528 * k + 0.0107582 * t * t + 0.00001238 * t ** 3) * RAD;
  const f = (160.7108 + 390.67050284 * k - 0.0016118 * t * t - 0.00000227 * t ** 3) * RAD;
  const node = (124.7746 - 1.56375588 * k + 0.0020672 * t * t) * RAD;
  const { sin } = Math;
  const periodic =
    -0.4072 * sin(moon) +
    0.17241 * e * sin(sun) +
    0.01608 * sin(2 * moon) +
    0.01039 * sin(2 * f) +
    0.00739 * e * sin(moon - sun) -
    0.00514 * e * sin(moon + sun) +
    0.00208 * e * e * sin(2 * sun) -
    0.00111 * sin(moon - 2 * f) -
    0.00057 * sin(moon + 2 * f) +
    0.00056 * e * sin(2 * moon + sun) -
    0.00042 * sin(3 * moon) +
    0.00042 * e * sin(sun + 2 * f) +
    0.00038 * e * sin(sun - 2 * f) -
    0.00024 * e * sin(2 * moon - sun) -
    0.00017 * sin(node) -
    0.00007 * sin(moon + 2 * sun);
  const planets =
    0.000325 * sin((299.77 + 0.107408 * k - 0.009173 * t * t) * RAD) +
    0.000165 * sin((251.88 + 0.016321 * k) * RAD) +
    0.000164 * sin((251.83 + 26.651886 * k) * RAD) +
    0.000126 * sin((349.42 + 36.412478 * k) * RAD) +
    0.00011 * sin((84.66 + 18.206239 * k) * RAD);
  return 2_451_550.09766 + 29.530588861 * k + 0.00015437 * t * t + periodic + planets;
}

/** The instant at which the sun's apparent longitude reaches `degrees` in a year, terrestrial time. */
function sunAt(year: number, degrees: number): number {
  // The sun stands at 280° on 1 January.
  let jd = JD_OF_1970 + Date.UTC(year, 0, 1) / 86_400_000 + (((degrees - 280 + 360) % 360) / 360) * 365.2422;
  for (let round = 0; round < 6; round++) {
    const away = ((degrees - sunLongitude(jd) + 540) % 360) - 180;
    jd += (away / 360) * 365.2422;
  }
  return jd;
}

/** The sun's apparent longitude in degrees, 0 up to 360. */
function sunLongitude(jd: number): number {
  const t = (jd - JD_OF_2000) / 36_525;
  const anomaly = (357.52911 + 35_999.05029 * t) * RAD;
  const centre =
    (1.914602 - 0.004817 * t) * Math.sin(anomaly) +
    (0.019993 - 0.000101 * t) * Math.sin(2 * anomaly) +
    0.000289 * Math.sin(3 * anomaly);
  const nutation = 0.00569 + 0.00478 * Math.sin((125.04 - 1_934.136 * t) * RAD);
  const longitude = 280.46646 + 36_000.76983 * t + 0.0003032 * t * t + centre - nutation;
  return ((longitude % 360) + 360) % 360;
}

/** The Beijing day that holds an instant, as days since 1970. */
function dayNumber(jd: number): number {
  return Math.floor(jd - DELTA_T_DAYS - JD_OF_1970 + BEIJING_DAYS);
}

/** The start of a Beijing day, terrestrial time. */
function jdOfMidnight(day: number): number {
  return day + JD_OF_1970 - BEIJING_DAYS + DELTA_T_DAYS;
}

function dayText(day: number): Day {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

function solarDay(year: number, month: number, date: number): Day {
  return `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}
