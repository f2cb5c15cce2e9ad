import { readFileSync } from 'node:fs';
import { RESULTS, type Sheet, type SignatureBox } from '../../../shared/contract/inspection.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import {
  addDays,
  beijingDay,
  beijingStamp,
  type Day,
  showInstant,
  showTime,
  weekday,
} from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import {
  boxNames,
  inspectionMessages as messages,
  methodNames,
  resultNames,
} from '../../../shared/messages/inspection.ts';
import { appendAudit } from '../audit/audit.ts';
import { requireDay } from '../calendar/calendar.ts';
import type { Actor, Core } from '../core.ts';
import { readSettings } from '../settings/settings.ts';
import { fontCatalogue } from '../typst/fonts.ts';
import { typesetInProcess } from '../typst/typesetProcess.ts';
import { recordUnexpected } from '../workspace/diagnostics.ts';
import { countResults } from './judge.ts';
import { shownRemark } from './present.ts';
import { findSheet } from './sheets.ts';
import { template } from './template.ts';

const TEMPLATE_FILE = new URL('../../../resources/inspection/sheet.typ', import.meta.url);
const MOST_DAYS = 31;

export interface PrintedSheets {
  pdf: Uint8Array;
  pages: number;
  /** The days that had a sheet. */
  days: Day[];
  fileName: string;
}

/**
 * Typesets the sheets of `from`…`to` into one A4 PDF, each numbered from page 1; days without a sheet are left out.
 * Every printing is recorded with the digests printed.
 * @throws INSPECTION_PRINT_EMPTY, INSPECTION_PRINT_RANGE, INSPECTION_PRINT_FAILED, CALENDAR_DAY_INVALID
 */
export async function printSheets(
  core: Core,
  actor: Actor,
  range: { from: Day; to: Day },
): Promise<PrintedSheets> {
  const { from, to } = range;
  requireDay(from);
  requireDay(to);
  if (to < from || addDays(from, MOST_DAYS) <= to) throw fail('INSPECTION_PRINT_RANGE', messages.printRange);
  const sheets: Sheet[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const sheet = await findSheet(core, day);
    if (sheet) sheets.push(sheet);
  }
  if (sheets.length === 0) {
    throw fail(
      'INSPECTION_PRINT_EMPTY',
      from === to ? messages.noSheet(from) : messages.printEmpty(from, to),
    );
  }
  const settings = await readSettings(core);
  const now = core.now();
  const data = printData(sheets, settings, now);
  const { pdf, pages } = await typeset(core, data, now);
  const days = sheets.map((sheet) => sheet.day);
  await appendAudit(core, actor, 'inspection.print', from === to ? from : `${from}…${to}`, {
    digests: Object.fromEntries(sheets.map((sheet) => [sheet.day, sheet.digest])),
    pages,
  });
  return { pdf, pages, days, fileName: sheetFileName(days) };
}

/** `日检单-2026-11-20.pdf`, `日检单-2026-11-16至2026-11-20.pdf`. */
export function sheetFileName(days: readonly Day[]): string {
  const [first, last] = [days[0] ?? '', days.at(-1) ?? ''];
  return `日检单-${first === last ? first : `${first}至${last}`}.pdf`;
}

async function typeset(core: Core, data: unknown, now: Date): Promise<{ pdf: Uint8Array; pages: number }> {
  try {
    return await typesetInProcess(core.spawn, {
      markup: '#import "/sheet.typ": print\n#print(json("/data.json"))',
      files: {
        'sheet.typ': readFileSync(TEMPLATE_FILE),
        'data.json': Buffer.from(JSON.stringify(data), 'utf8'),
      },
      timestamp: Math.floor(now.getTime() / 1000),
    });
  } catch (error) {
    recordUnexpected(core.workspace, 'inspection.print', error);
    throw fail('INSPECTION_PRINT_FAILED', messages.printFailed, undefined, error);
  }
}

/** What `resources/inspection/sheet.typ` takes: every text as it shall stand on the paper. */
export function printData(sheets: readonly Sheet[], settings: Settings, now: Date) {
  const fonts = fontCatalogue();
  const [first, last] = [sheets[0]?.day ?? '', sheets.at(-1)?.day ?? ''];
  return {
    title: `数据中心日常检查表 ${first === last ? first : `${first} 至 ${last}`}`,
    author: settings.contractor,
    fonts: {
      body: [fonts.choose('Times New Roman', false).family, fonts.choose('宋体', true).family],
      heading: [fonts.choose('Arial', false).family, fonts.choose('黑体', true).family],
      hand: [fonts.choose('Times New Roman', false).family, fonts.choose('楷体', true).family],
    },
    sheets: sheets.map((sheet) => sheetData(sheet, settings, now)),
  };
}

function sheetData(sheet: Sheet, settings: Settings, now: Date) {
  const { header } = sheet;
  return {
    project: settings.project,
    customer: settings.customer,
    contractor: settings.contractor,
    number: settings.sheetNumber,
    day: sheet.day,
    dayText: chineseDay(sheet.day),
    dayLabel: sheet.dayLabel,
    shift: header.shift,
    weather: header.weather,
    climate: header.climate,
    inspectorA: header.inspectorA || signerOf(sheet, 'inspector'),
    inspectorB: header.inspectorB,
    reviewer: header.reviewer || signerOf(sheet, 'reviewer'),
    sections: template.sections.flatMap((section) => {
      const items = sheet.items.filter((item) => item.service === section.id);
      return items.length === 0
        ? []
        : [
            {
              number: section.number,
              title: section.name,
              summary: sectionSummary(items),
              items: items.map((item) => itemData(item, sheet.day)),
            },
          ];
    }),
    corrections: sheet.corrections.map((correction) => ({
      at: beijingStamp(correction.at).slice(5, 16),
      target: `${correction.target} ${correction.field}`,
      old: resultWord(correction.oldValue),
      new: resultWord(correction.newValue),
      reason: correction.reason,
      by: correction.by,
    })),
    summary: messages.summary(sheet.counts) + lateSummary(sheet),
    openMatters: header.openMatters,
    signatures: (['inspector', 'reviewer', 'customer'] as const).map((box) => signatureData(sheet, box)),
    digest: sheet.digest,
    printedAt: showInstant(now),
  };
}

/** `正常 5　警告 1`: only what there is. */
function sectionSummary(items: Sheet['items']): string {
  const counts = countResults(items.map((item) => item.result));
  return RESULTS.filter((result) => counts[result] > 0)
    .map((result) => `${resultNames[result]} ${counts[result]}`)
    .join('　');
}

function itemData(item: Sheet['items'][number], day: Day) {
  // A remark of a check that found nothing wrong is for the screen; what a person wrote is always printed.
  const explains = item.result !== 'normal' || item.explanation !== item.found.remark;
  return {
    number: item.number,
    name: item.name,
    method: methodNames[item.method],
    standard: item.standard,
    last: item.lastValue,
    value: item.value,
    result: resultNames[item.result],
    time: item.checkedAt ? shownTime(item.checkedAt, day) : '',
    explanation: explains ? shownRemark(item) : '',
    action: item.action,
    incident: item.incident,
    owner: item.owner,
    due: item.due,
    note: [item.note, item.basis ? `手填依据：${item.basis}` : ''].filter(Boolean).join('；'),
    corrected: item.corrections > 0,
  };
}

/** How many items were looked at after the sheet's own day. */
function lateSummary(sheet: Sheet): string {
  const late = sheet.items.filter((item) => item.checkedAt && beijingDay(item.checkedAt) > sheet.day).length;
  return late > 0 ? messages.late(late) : '';
}

/** The time alone on the sheet's own day, with the date when it was checked later. */
function shownTime(at: string, day: Day): string {
  return beijingDay(at) === day ? showTime(at) : `${beijingStamp(at).slice(5, 10)} ${showTime(at)}`;
}

function signatureData(sheet: Sheet, box: SignatureBox) {
  const ofBox = sheet.signatures.filter((signature) => signature.box === box);
  const valid = ofBox.find((signature) => signature.voidedAt === null);
  const voided = ofBox.filter((signature) => signature.voidedAt !== null).at(-1);
  return {
    title: `${boxNames[box]}签字`,
    name: valid?.name ?? '',
    at: valid ? beijingStamp(valid.at).slice(0, 16) : '',
    voided:
      voided && !valid
        ? messages.voidedSignature(voided.name, beijingStamp(voided.at).slice(0, 16), voided.voidReason)
        : '',
  };
}

function signerOf(sheet: Sheet, box: SignatureBox): string {
  return (
    sheet.signatures.find((signature) => signature.box === box && signature.voidedAt === null)?.name ?? ''
  );
}

function resultWord(value: string): string {
  return resultNames[value as keyof typeof resultNames] ?? value;
}

function chineseDay(day: Day): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日 星期${weekday(day).slice(1)}`;
}
