import type { Delivery, DueItem, EditionHead, ReportFile } from '../../../shared/contract/deliverables.ts';
import { dueStanding, type ReportState } from '../../../shared/domain/reportDue.ts';
import type { Day } from '../../../shared/domain/time.ts';
import { deliverablesMessages as words } from '../../../shared/messages/deliverables.ts';
import { type ReportKind, SOON_DAYS } from './register.ts';
import type { DeliveryRow, FileRow, ReportRow, EditionHead as StoredHead } from './store.ts';

/** 2026年11月, 2026年第47周（…）, 2026年第4季度, 2026年度. */
export function periodLabel(kind: ReportKind, period: { key: string; from: Day; to: Day }): string {
  const { period: say } = words;
  switch (kind.period) {
    case 'week':
      return `${words.weekNumber(period.key)}（${say.week(period.from, period.to)}）`;
    case 'month':
      return say.month(period.key);
    case 'quarter':
      return say.quarter(period.key);
    case 'year':
      return kind.yearStart === '01-01' ? say.year(period.key) : say.contractYear(period.from, period.to);
    default:
      return say.range(period.from, period.to);
  }
}

/** 2026年11月运维月报. */
export function rhythmTitle(kind: ReportKind, period: { key: string; from: Day; to: Day }): string {
  const label = kind.period === 'week' ? words.weekNumber(period.key) : periodLabel(kind, period);
  return words.titleOf(label, kind.name);
}

export interface ReportParts {
  kind: ReportKind;
  key: string;
  title: string;
  from: Day;
  to: Day;
  due: Day | undefined;
  recipient: string;
  row: ReportRow | undefined;
  heads: readonly StoredHead[];
  deliveries: readonly DeliveryRow[];
}

/** How a report stands today: its state from what was written and delivered, its lateness from its day. */
export function presentDue(parts: ReportParts, today: Day): DueItem {
  const { kind, due, row, heads } = parts;
  const valid = parts.deliveries.filter(({ voided_at }) => voided_at === null);
  const deliveredOn = valid.map(({ delivered_day }) => delivered_day).sort()[0];
  const standing = dueStanding(due, deliveredOn, today, SOON_DAYS);
  return {
    reportId: row?.id ?? null,
    kind: kind.id,
    kindName: kind.name,
    key: parts.key,
    title: parts.title,
    from: parts.from,
    to: parts.to,
    due: due ?? null,
    recipient: parts.recipient,
    state: stateOf(heads, deliveredOn),
    ...standing,
    deliveredOn: deliveredOn ?? null,
    receiptMissing: valid.some(({ signed_by }) => signed_by === ''),
    editions: heads.length,
    running: parts.to >= today,
  };
}

function stateOf(heads: readonly StoredHead[], deliveredOn: Day | undefined): ReportState {
  if (deliveredOn !== undefined) return 'delivered';
  const last = heads.at(-1);
  if (!last) return 'waiting';
  return last.state === 'final' ? 'final' : 'writing';
}

export function presentHead(row: StoredHead): EditionHead {
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    digest: row.digest,
    takenAt: row.taken_at,
    definitionVersion: row.definition_version,
    narrativeVersion: row.narrative_version,
    narrativeBy: row.narrative_by,
    narrativeAt: row.narrative_at,
    madeBy: row.made_by,
    finalBy: row.final_by,
    finalAt: row.final_at,
  };
}

export function presentDelivery(row: DeliveryRow, heads: readonly StoredHead[]): Delivery {
  return {
    id: row.id,
    editionId: row.edition_id,
    editionNumber: heads.find(({ id }) => id === row.edition_id)?.number ?? 0,
    recipient: row.recipient,
    way: row.way,
    day: row.delivered_day,
    recordedBy: row.recorded_by,
    recordedAt: row.recorded_at,
    signedBy: row.signed_by,
    receiptName: row.receipt_name,
    receiptDigest: row.receipt_digest,
    note: row.note,
    voidedAt: row.voided_at,
    voidedBy: row.voided_by,
    voidReason: row.void_reason,
  };
}

export function presentFile(row: FileRow, title: string, number: number, final: boolean): ReportFile {
  return {
    format: row.format,
    fileName: words.fileName(title, number, final, row.format),
    bytes: row.bytes,
    pages: row.pages,
    sha256: row.sha256,
    renderedAt: row.rendered_at,
  };
}
