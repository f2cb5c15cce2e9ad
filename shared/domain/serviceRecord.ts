import type { Role } from './roles.ts';
import { type Day, isDay } from './time.ts';

/**
 * What the contract wants written down about the service itself (seed.txt: 服务管理, 服务协调, 技术保障服务, 领导交办).
 * All are one kind of record: a title, people, days, a state, texts, files. What differs stands here as data.
 * `planitem` and `defect` live under a plan and an acceptance; an action of a meeting is an `assignment` under it.
 */
export const RECORD_KINDS = [
  'assignment',
  'coordination',
  'event',
  'meeting',
  'plan',
  'planitem',
  'training',
  'review',
  'assurance',
  'acceptance',
  'defect',
  'document',
  'suggestion',
] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

export const RECORD_STATES = ['open', 'done', 'cancelled'] as const;
export type RecordState = (typeof RECORD_STATES)[number];

/** What a record may hold besides its title, in no order. Texts are empty and numbers null where not given. */
export interface RecordContent {
  category: string;
  /** Who asked, chairs, teaches, hands over: the kind's label says. */
  requester: string;
  /** The one person answerable. */
  owner: string;
  /** Further people, written with 、 between. */
  people: string;
  /** Another company or office. */
  party: string;
  place: string;
  startsOn: string;
  /** `HH:MM`. */
  startsAt: string;
  endsAt: string;
  dueOn: string;
  hours: number | null;
  score: number | null;
  /** `2026`, `2026Q4` or `2026-11`. */
  period: string;
  /** Number of an incident, problem or change this belongs to. */
  link: string;
  body: string;
  materials: string;
  /** 年度重点工作. */
  isKey: boolean;
}
export type RecordField = keyof RecordContent;

export interface KindRule {
  /** Its numbers read `JB-20261120-001`. */
  prefix: string;
  /** In the order of the form. */
  fields: readonly RecordField[];
  required: readonly RecordField[];
  categories: readonly string[];
  /** What the end may be; one must be chosen where there are any. */
  outcomes: readonly string[];
  /** Whether progress is followed in per cent. */
  tracked: boolean;
  /** The kind it lives under; only then it needs a parent. */
  under?: RecordKind;
  /** Roles besides the staff that may write one. */
  alsoWrittenBy?: readonly Role[];
  /** Roles besides the staff that may end one (answer it). */
  alsoEndedBy?: readonly Role[];
}

const FOLLOWED: readonly RecordField[] = ['startsOn', 'dueOn'];

export const KIND_RULES: Readonly<Record<RecordKind, KindRule>> = {
  assignment: {
    prefix: 'JB',
    fields: ['requester', 'category', 'owner', 'people', ...FOLLOWED, 'body', 'link'],
    required: ['requester', 'owner', 'startsOn'],
    categories: ['report', 'statistics', 'data', 'system', 'meeting', 'other'],
    outcomes: [],
    tracked: true,
    alsoWrittenBy: ['supervisor'],
  },
  coordination: {
    prefix: 'XT',
    fields: ['category', 'party', 'requester', 'owner', 'people', ...FOLLOWED, 'body', 'link'],
    required: ['category', 'owner', 'startsOn', 'body'],
    categories: ['customer', 'integrator', 'third-party', 'internal'],
    outcomes: [],
    tracked: true,
  },
  event: {
    prefix: 'ZD',
    fields: [
      'category',
      'startsOn',
      'startsAt',
      'endsAt',
      'requester',
      'owner',
      'people',
      'party',
      'body',
      'link',
    ],
    required: ['category', 'startsOn', 'owner', 'body'],
    categories: ['outage', 'data', 'security', 'guarantee', 'other'],
    outcomes: [],
    tracked: false,
  },
  meeting: {
    prefix: 'HY',
    fields: ['category', 'startsOn', 'startsAt', 'endsAt', 'place', 'requester', 'owner', 'people', 'body'],
    required: ['category', 'startsOn', 'requester', 'people'],
    categories: ['regular', 'special', 'review', 'kickoff'],
    outcomes: [],
    tracked: false,
  },
  plan: {
    prefix: 'JH',
    fields: ['category', 'period', 'owner', 'body'],
    required: ['category', 'period', 'owner'],
    categories: ['year', 'quarter', 'month'],
    outcomes: [],
    tracked: false,
  },
  planitem: {
    prefix: 'GZ',
    fields: ['owner', 'people', ...FOLLOWED, 'isKey', 'body'],
    required: ['owner', 'dueOn'],
    categories: [],
    outcomes: [],
    tracked: true,
    under: 'plan',
  },
  training: {
    prefix: 'PX',
    fields: ['category', 'startsOn', 'hours', 'place', 'requester', 'people', 'body', 'materials'],
    required: ['category', 'startsOn', 'hours', 'requester', 'people'],
    categories: ['service', 'technical', 'confidentiality', 'user'],
    outcomes: [],
    tracked: false,
  },
  review: {
    prefix: 'PJ',
    fields: ['category', 'period', 'people', 'requester', 'startsOn', 'score', 'body'],
    required: ['category', 'period', 'people', 'requester', 'startsOn'],
    categories: ['person', 'service'],
    outcomes: ['excellent', 'good', 'qualified', 'unqualified'],
    tracked: false,
  },
  assurance: {
    prefix: 'BZ',
    fields: ['category', 'requester', 'owner', 'people', ...FOLLOWED, 'place', 'body', 'materials', 'link'],
    required: ['category', 'owner', 'startsOn', 'body'],
    categories: ['major-fault', 'study', 'architecture', 'demonstration', 'standard-change'],
    outcomes: [],
    tracked: true,
  },
  acceptance: {
    prefix: 'YS',
    fields: ['category', 'party', 'requester', 'owner', 'people', ...FOLLOWED, 'place', 'body', 'materials'],
    required: ['category', 'party', 'requester', 'owner', 'startsOn'],
    categories: ['handover', 'preliminary', 'final'],
    outcomes: ['passed', 'conditional', 'failed'],
    tracked: false,
  },
  defect: {
    prefix: 'QX',
    fields: ['category', 'owner', ...FOLLOWED, 'body'],
    required: ['category', 'owner', 'startsOn'],
    categories: ['serious', 'general', 'slight'],
    outcomes: [],
    tracked: true,
    under: 'acceptance',
  },
  document: {
    prefix: 'WD',
    fields: ['category', 'owner', 'body'],
    required: ['category', 'owner'],
    categories: ['survey', 'strategy', 'organisation', 'rule', 'process', 'standard'],
    outcomes: [],
    tracked: false,
  },
  suggestion: {
    prefix: 'JY',
    fields: ['category', 'owner', 'party', ...FOLLOWED, 'body'],
    required: ['category', 'owner', 'startsOn', 'body'],
    categories: ['operation', 'quality', 'system', 'security', 'management'],
    outcomes: ['adopted', 'partly', 'declined', 'noted'],
    tracked: false,
    alsoEndedBy: ['supervisor'],
  },
};

/** A record whose day has passed and that is not ended. Nothing is overdue on its last day. */
export function isOverdue(record: { state: RecordState; dueOn: string }, today: Day): boolean {
  return record.state === 'open' && record.dueOn !== '' && record.dueOn < today;
}

/** First and last day of `2026`, `2026Q4` or `2026-11`; undefined when the text is none of them. */
export function periodDays(period: string): { from: Day; to: Day } | undefined {
  const [, year, quarter, month] = /^(20\d\d)(?:Q([1-4])|-(0[1-9]|1[0-2]))?$/.exec(period) ?? [];
  if (!year) return undefined;
  const first = quarter ? Number(quarter) * 3 - 2 : Number(month ?? 1);
  const last = quarter ? first + 2 : Number(month ?? 12);
  const end = new Date(Date.UTC(Number(year), last, 0)).getUTCDate();
  return { from: `${year}-${pad(first)}-01`, to: `${year}-${pad(last)}-${pad(end)}` };
}

/** 1 to 4. */
export function quarterOf(day: Day): number {
  return Math.ceil(Number(day.slice(5, 7)) / 3);
}

/** What is wrong with a record's content: at which field, and the name of the sentence that says what to do. */
export interface ContentProblem {
  field: RecordField | 'title';
  problem:
    | 'missing'
    | 'notDay'
    | 'dueBeforeStart'
    | 'notTime'
    | 'endBeforeBegin'
    | 'hours'
    | 'score'
    | 'period'
    | 'category'
    | 'outsidePlan';
}

/**
 * Checks what a person entered.
 * @param parent the plan an item belongs to: its day must lie in the plan's period
 */
export function contentProblem(
  kind: RecordKind,
  content: RecordContent & { title: string },
  parent?: { period: string },
): ContentProblem | undefined {
  const rule = KIND_RULES[kind];
  const used = new Set<RecordField>(rule.fields);
  if (content.title.trim() === '') return { field: 'title', problem: 'missing' };
  for (const field of rule.required) {
    const value = content[field];
    if (value === null || (typeof value === 'string' && value.trim() === ''))
      return { field, problem: 'missing' };
  }
  if (content.category && !rule.categories.includes(content.category))
    return { field: 'category', problem: 'category' };
  for (const field of FOLLOWED) {
    const day = content[field] as string;
    if (used.has(field) && day && !isDay(day)) return { field, problem: 'notDay' };
  }
  if (content.dueOn && content.startsOn && content.dueOn < content.startsOn)
    return { field: 'dueOn', problem: 'dueBeforeStart' };
  for (const field of ['startsAt', 'endsAt'] as const)
    if (content[field] && !/^([01]\d|2[0-3]):[0-5]\d$/.test(content[field]))
      return { field, problem: 'notTime' };
  if (content.startsAt && content.endsAt && content.endsAt <= content.startsAt)
    return { field: 'endsAt', problem: 'endBeforeBegin' };
  if (content.hours !== null && !(content.hours > 0 && content.hours <= 200))
    return { field: 'hours', problem: 'hours' };
  if (content.score !== null && !(content.score >= 0 && content.score <= 100))
    return { field: 'score', problem: 'score' };
  return periodProblem(kind, content, parent);
}

const PERIOD_LENGTH: Readonly<Record<string, number>> = { year: 4, quarter: 6, month: 7 };

function periodProblem(
  kind: RecordKind,
  content: RecordContent,
  parent: { period: string } | undefined,
): ContentProblem | undefined {
  if (content.period && !periodDays(content.period)) return { field: 'period', problem: 'period' };
  if (kind === 'plan' && content.period.length !== PERIOD_LENGTH[content.category])
    return { field: 'period', problem: 'period' };
  const within = kind === 'planitem' && parent ? periodDays(parent.period) : undefined;
  if (within && (content.dueOn < within.from || content.dueOn > within.to))
    return { field: 'dueOn', problem: 'outsidePlan' };
  return undefined;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
