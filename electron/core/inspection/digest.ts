import { createHash } from 'node:crypto';
import type { Correction, Sheet, SheetItem } from '../../../shared/contract/inspection.ts';

/** What the digest is taken of: everything a person signs, nothing that changes by printing or signing. */
export type SheetContent = Pick<Sheet, 'day' | 'dayKind' | 'dayLabel' | 'header' | 'items' | 'corrections'>;

/**
 * The canonical content of a sheet, form `daily-check/1`: JSON without spaces, arrays in printed order, every text as it
 * stands on the sheet, instants as ISO UTC. Anyone with `ops sheet show --json` can build it again.
 */
export function canonicalContent(sheet: SheetContent): string {
  const { header } = sheet;
  return JSON.stringify([
    'daily-check/1',
    sheet.day,
    sheet.dayKind,
    sheet.dayLabel,
    [
      header.shift,
      header.weather,
      header.climate,
      header.inspectorA,
      header.inspectorB,
      header.reviewer,
      header.openMatters,
    ],
    sheet.items.map(itemContent),
    sheet.corrections.map(correctionContent),
  ]);
}

/** SHA-256 of the canonical content, its first 16 hexadecimal digits in groups of four: `3F9A-07C1-88B2-D40E`. */
export function sheetDigest(sheet: SheetContent): string {
  const hash = createHash('sha256').update(canonicalContent(sheet), 'utf8').digest('hex');
  return hash
    .slice(0, 16)
    .toUpperCase()
    .replace(/(.{4})(?=.)/g, '$1-');
}

function itemContent(item: SheetItem): (string | null)[] {
  return [
    item.id,
    item.name,
    item.method,
    item.standard,
    item.lastValue,
    item.value,
    item.result,
    item.checkedAt,
    item.explanation,
    item.action,
    item.incident,
    item.owner,
    item.due,
    item.note,
    item.basis,
  ];
}

function correctionContent(correction: Correction): string[] {
  return [
    correction.at,
    correction.itemId ?? '',
    correction.field,
    correction.oldValue,
    correction.newValue,
    correction.reason,
    correction.by,
  ];
}
