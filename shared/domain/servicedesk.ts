/** Rules of the service desk as data: kinds of records, their states, what may follow what, and the priority matrix. */

export const DESK_KINDS = ['incident', 'problem', 'change', 'release', 'item', 'article'] as const;
export type DeskKind = (typeof DESK_KINDS)[number];

/** First letters of a record's number; the data change order (form J) has BG. */
export const NUMBER_PREFIX: Readonly<Record<DeskKind, string>> = {
  incident: 'SJ',
  problem: 'WT',
  change: 'BQ',
  release: 'FB',
  item: 'PZ',
  article: 'ZS',
};

/** The kind a number such as `SJ-20261122-001` belongs to; undefined for anything else. */
export function kindOfNumber(number: string): DeskKind | undefined {
  const prefix = /^([A-Z]{2})-/.exec(number)?.[1];
  return DESK_KINDS.find((kind) => NUMBER_PREFIX[kind] === prefix);
}

export const INCIDENT_STATES = ['open', 'working', 'paused', 'resolved', 'closed', 'cancelled'] as const;
export type IncidentState = (typeof INCIDENT_STATES)[number];
/** Incidents that still want something to be done; only these are merged into. */
export const LIVE_STATES: readonly IncidentState[] = ['open', 'working', 'paused'];

export const PROBLEM_STATES = ['registered', 'investigating', 'known', 'solved', 'closed'] as const;
export const CHANGE_STATES = [
  'draft',
  'submitted',
  'approved',
  'rejected',
  'implementing',
  'implemented',
  'failed',
  'rolledback',
  'verified',
  'closed',
] as const;
export const RELEASE_STATES = ['planned', 'running', 'done', 'rolledback', 'closed'] as const;
export const NODE_STATES = ['planned', 'done', 'failed', 'verified', 'rolledback'] as const;
export type NodeState = (typeof NODE_STATES)[number];
export const ARTICLE_STATES = ['draft', 'published', 'retired'] as const;
export type ArticleState = (typeof ARTICLE_STATES)[number];

/** One thing a person may do with a record: from which states, to which (empty: it depends), and what it needs. */
export interface Step {
  from: readonly string[];
  to: string;
  /** A sentence is asked for. */
  note?: boolean;
  /** Fields of the form that must not be empty. */
  filled?: readonly string[];
  /** Only a manager or the supervising customer, and never the author. */
  decides?: boolean;
  /** Not by the one who implemented it. */
  second?: boolean;
}

export const INCIDENT_STEPS = {
  respond: { from: ['open', 'paused'], to: '' },
  arrive: { from: ['open', 'working', 'paused'], to: '' },
  pause: { from: ['open', 'working'], to: 'paused', note: true },
  resume: { from: ['paused'], to: '' },
  resolve: { from: ['working'], to: 'resolved', note: true },
  reopen: { from: ['resolved', 'closed'], to: 'working', note: true },
  close: { from: ['resolved'], to: 'closed' },
  cancel: { from: ['open', 'working', 'paused'], to: 'cancelled', note: true },
} as const satisfies Record<string, Step>;
export type IncidentStep = keyof typeof INCIDENT_STEPS;

/** The board's columns in the order of an incident's life. */
export const BOARD_STATES = ['open', 'working', 'paused', 'resolved', 'closed'] as const;
export type BoardState = (typeof BOARD_STATES)[number];
/** What must come first, or why there is no way back. */
export type MoveRefusal = 'respond-first' | 'resolve-first' | 'resume-first' | 'reopen-first' | 'answered';
export type BoardMove = { step: IncidentStep } | { refused: MoveRefusal };

const MOVES: Readonly<Record<BoardState, Partial<Record<BoardState, IncidentStep | MoveRefusal>>>> = {
  open: { working: 'respond', paused: 'pause', resolved: 'respond-first', closed: 'respond-first' },
  working: { open: 'answered', paused: 'pause', resolved: 'resolve', closed: 'resolve-first' },
  paused: { open: 'answered', working: 'resume', resolved: 'resume-first', closed: 'resume-first' },
  resolved: { open: 'answered', working: 'reopen', paused: 'reopen-first', closed: 'close' },
  closed: { open: 'answered', working: 'reopen', paused: 'reopen-first', resolved: 'reopen-first' },
};

/**
 * What putting an incident into another column means: one step of its life, or why it is refused; undefined for its own
 * column. A paused incident nobody has answered goes back to the open ones.
 */
export function boardMove(
  incident: { state: string; respondedAt: string | null },
  to: BoardState,
): BoardMove | undefined {
  const from = BOARD_STATES.find((state) => state === incident.state);
  if (!from || from === to) return undefined;
  const unanswered = from === 'paused' && incident.respondedAt === null;
  if (unanswered && to === 'open') return { step: 'resume' };
  if (unanswered && to === 'working') return { refused: 'respond-first' };
  const move = MOVES[from][to];
  if (move === undefined) return undefined;
  return move in INCIDENT_STEPS ? { step: move as IncidentStep } : { refused: move as MoveRefusal };
}

/** Problem, change and release move by these; the incident has times besides and moves in its own module. */
export const RECORD_STEPS = {
  problem: {
    investigate: { from: ['registered'], to: 'investigating' },
    identify: { from: ['registered', 'investigating'], to: 'known', filled: ['cause', 'workaround'] },
    solve: { from: ['investigating', 'known'], to: 'solved', filled: ['cause', 'solution'] },
    close: { from: ['solved'], to: 'closed' },
    reopen: { from: ['solved', 'closed'], to: 'investigating', note: true },
  },
  change: {
    submit: {
      from: ['draft', 'rejected', 'failed', 'rolledback'],
      to: 'submitted',
      filled: ['reason', 'plan', 'risk', 'rollback', 'windowFrom', 'windowTo'],
    },
    approve: { from: ['submitted'], to: 'approved', decides: true },
    reject: { from: ['submitted'], to: 'rejected', decides: true, note: true },
    start: { from: ['approved'], to: 'implementing' },
    finish: { from: ['implementing'], to: 'implemented', note: true },
    fail: { from: ['implementing'], to: 'failed', note: true },
    rollback: { from: ['implementing', 'failed', 'implemented'], to: 'rolledback', note: true },
    verify: { from: ['implemented'], to: 'verified', note: true, second: true },
    close: { from: ['verified', 'rolledback', 'rejected'], to: 'closed' },
  },
  release: {
    start: {
      from: ['planned'],
      to: 'running',
      filled: ['version', 'component', 'content', 'precheck', 'rollbackVersion'],
    },
    finish: { from: ['running'], to: 'done', note: true },
    rollback: { from: ['running', 'done'], to: 'rolledback', note: true },
    close: { from: ['done', 'rolledback'], to: 'closed' },
  },
} as const satisfies Record<string, Record<string, Step>>;
export type RecordKind = keyof typeof RECORD_STEPS;
export const RECORD_KINDS = ['problem', 'change', 'release'] as const satisfies readonly RecordKind[];

/** States in which the form itself may still be written. */
export const OPEN_FORM: Readonly<Record<RecordKind, readonly string[]>> = {
  problem: ['registered', 'investigating', 'known', 'solved'],
  change: ['draft', 'rejected', 'failed', 'rolledback'],
  release: ['planned'],
};

/** What may become of one court's node of a release. */
export const NODE_STEPS: Readonly<Record<NodeState, readonly NodeState[]>> = {
  planned: ['done', 'failed'],
  failed: ['done', 'planned', 'rolledback'],
  done: ['verified', 'failed', 'rolledback'],
  verified: ['failed', 'rolledback'],
  rolledback: ['planned'],
};

/** The steps open to a record in this state. */
export function stepsFrom(kind: RecordKind | 'incident', state: string): string[] {
  const steps: Record<string, Step> = kind === 'incident' ? INCIDENT_STEPS : RECORD_STEPS[kind];
  return Object.entries(steps)
    .filter(([, step]) => step.from.includes(state))
    .map(([name]) => name);
}

export const LEVELS = [1, 2, 3] as const;
export type Level = (typeof LEVELS)[number];
export type Priority = 1 | 2 | 3 | 4;

/** Impact (row: 1 province, 2 a court, 3 a person) × urgency (column: 1 work stands still, 2 hindered, 3 can wait). */
const MATRIX: readonly (readonly Priority[])[] = [
  [1, 1, 2],
  [1, 2, 3],
  [2, 3, 4],
];

/** 1 特急, 2 紧急, 3 一般, 4 低. */
export function priorityOf(impact: Level, urgency: Level): Priority {
  return MATRIX[impact - 1]?.[urgency - 1] ?? 4;
}

/** The moments of one incident, ISO instants; null: not yet. */
export interface IncidentTimes {
  occurredAt: string | null;
  openedAt: string;
  respondedAt: string | null;
  arrivedAt: string | null;
  resolvedAt: string | null;
  closedAt: string | null;
}
export type TimeField = keyof IncidentTimes;
export type TimeRule =
  | { field: TimeField; wrong: 'unreadable' }
  | { field: TimeField; wrong: 'future' }
  | { field: TimeField; wrong: 'before'; than: TimeField }
  | { field: TimeField; wrong: 'missing'; than: TimeField };

/** Each moment and those it must not precede. */
const AFTER: readonly (readonly [TimeField, readonly TimeField[]])[] = [
  ['openedAt', ['occurredAt']],
  ['respondedAt', ['openedAt']],
  ['arrivedAt', ['openedAt']],
  ['resolvedAt', ['openedAt', 'respondedAt', 'arrivedAt']],
  ['closedAt', ['resolvedAt']],
];
/** A workstation's clock may run this far behind the one on which a time was read. */
const FUTURE_TOLERANCE_MS = 60_000;

/**
 * The first moment that cannot be true: unreadable, in the future, before what must come first, or there without it.
 * @param now ISO instant
 */
export function wrongTime(times: IncidentTimes, now: string): TimeRule | undefined {
  const latest = Date.parse(now) + FUTURE_TOLERANCE_MS;
  for (const [field, value] of Object.entries(times) as [TimeField, string | null][]) {
    if (value === null) continue;
    const at = Date.parse(value);
    if (Number.isNaN(at)) return { field, wrong: 'unreadable' };
    if (at > latest) return { field, wrong: 'future' };
  }
  for (const [field, earlier] of AFTER) {
    const value = times[field];
    if (value === null) continue;
    for (const than of earlier) {
      const first = times[than];
      if (first !== null && Date.parse(value) < Date.parse(first)) return { field, wrong: 'before', than };
    }
  }
  if (times.resolvedAt !== null && times.respondedAt === null)
    return { field: 'respondedAt', wrong: 'missing', than: 'resolvedAt' };
  if (times.closedAt !== null && times.resolvedAt === null)
    return { field: 'resolvedAt', wrong: 'missing', than: 'closedAt' };
  return undefined;
}

/** Kinds of configuration items. */
export const ITEM_TYPES = [
  'server',
  'database',
  'middleware',
  'application',
  'interface',
  'front-end',
  'network',
  'storage',
  'account',
  'other',
] as const;
export type ItemType = (typeof ITEM_TYPES)[number];
/** `uses`: needs it to work; `runs-on`: lives on it. Either way it fails with it. */
export const ITEM_RELATIONS = ['uses', 'runs-on'] as const;
export type ItemRelation = (typeof ITEM_RELATIONS)[number];

/** An address or instance with its middle hidden: `10.*.*.21`, `orc***`; for prints, lists and exports. */
export function maskAddress(address: string): string {
  return address
    .replace(/\b(\d{1,3})\.\d{1,3}\.\d{1,3}\.(\d{1,3})\b/g, '$1.*.*.$2')
    .replace(/(\/|@|\bSID[=:]\s*)([A-Za-z]\w{0,2})\w*/g, '$1$2***');
}
