import { createHash } from 'node:crypto';
import { courtByCode } from '../reference/reference.ts';
import { bearsDefect, casefileDefect } from './casefileDefects.ts';
import { dayText, stamp } from './clock.ts';
import { closingDocument, filingForm, hearingRecord } from './courtDocuments.ts';
import { smallJpeg, smallPdf } from './pictures.ts';
import { casefileRank } from './plan.ts';
import { createRandom, type Random, STREAM } from './random.ts';
import type { CaseBundle, CasefileRows, EfileRow, EfileTruth, Row } from './rows.ts';
import { plainText, RTF_STYLES, type RtfDocument, renderRtf } from './rtf.ts';
import type { Plan, Scene } from './scene.ts';
import { factsOf } from './texts.ts';

export const FILES_PER_CASE = 4;
/** Every fourth case file holds no RTF and has been reported. */
const READY_EVERY = 4;

/** What an e-file is, for judging a conversion. */
const VOLUMES = [
  { name: '起诉材料', file: '起诉状' },
  { name: '立案材料', file: '立案审批表' },
  { name: '庭审材料', file: '庭审笔录' },
  { name: '裁判文书', file: '裁判文书' },
] as const;

/** The e-files of a case, or null when it has none. `limit` cuts the last case file so that the total is exact. */
export function casefileOf(scene: Scene, plan: Plan, bundle: CaseBundle, files: number): CasefileRows | null {
  const rank = casefileRank(scene, plan.index);
  if (rank === null) return null;
  const random = createRandom(scene.seed, STREAM.casefile, plan.index);
  const ready = isReady(rank);
  const count = Math.min(FILES_PER_CASE, files - rank * FILES_PER_CASE);
  const rows: CasefileRows = { catalogues: [], files: [], uplinks: [], truths: [], efiles: [] };
  const day = Math.max(
    plan.closed ?? plan.filed,
    scene.clock.today - (random.chance(0.3) ? random.int(0, 1) : random.int(2, 20)),
  );
  let page = 1;
  for (const [place, volume] of VOLUMES.entries()) {
    const pages = random.int(2, 12);
    rows.catalogues.push({
      catalogue_id: `${plan.caseId}M${place + 1}`,
      case_id: plan.caseId,
      parent_id: null,
      name: volume.name,
      main_volume: 1,
      sequence: place + 1,
      page_from: page,
      page_to: page + pages - 1,
    });
    page += pages;
    if (place < count) addFile(rows, { scene, plan, bundle, random, rank, ready, day }, place);
  }
  if (ready) rows.uplinks.push(uplinkRow(scene, plan, rows, rank, day));
  casefileDefect(rank, rows, { scene, plan, random });
  for (const file of rows.files) seal(file);
  for (const file of rows.files) {
    if (file.suffix !== 'rtf') continue;
    const waiting = { caseId: file.case_id, defect: 'rtf-not-converted', fileId: file.file_id };
    rows.truths.push({ rule: 'GF019', ...waiting }, { rule: 'JZ005', ...waiting });
  }
  return rows;
}

/** Whether the case file of that rank holds no RTF and has been reported. */
export function isReady(rank: number): boolean {
  return rank % READY_EVERY === 0 && !bearsDefect(rank);
}

/** The court whose front end gathers a court's files: itself, or the intermediate court above a basic one. */
export function frontEndOf(plan: Plan): number {
  return plan.court.tier === '基层' ? (courtByCode(plan.court.parent)?.code ?? 3000) : plan.court.code;
}

/** 文件标识: base64 of `stwj_` + case id + `_` + sequence. */
export function fileMark(caseId: string, sequence: number): string {
  return Buffer.from(`stwj_${caseId}_${sequence}`).toString('base64');
}

/** What the files of one case file are made from. */
interface Making {
  scene: Scene;
  plan: Plan;
  bundle: CaseBundle;
  random: Random;
  rank: number;
  ready: boolean;
  /** Day of delivery. */
  day: number;
}

function addFile(rows: CasefileRows, making: Making, place: number): void {
  const { scene, plan, random, ready, day } = making;
  const fileId = `${plan.caseId}F${place + 1}`;
  const made = ready || place === 0 ? picture(making, place) : rtf(making, place);
  rows.files.push({
    file_id: fileId,
    case_id: plan.caseId,
    court_code: frontEndOf(plan),
    catalogue_id: `${plan.caseId}M${place + 1}`,
    sequence: place + 1,
    name: `${VOLUMES[place]?.file}.${made.suffix}`,
    suffix: made.suffix,
    byte_size: 0,
    sha256: null,
    main_volume: 1,
    file_mark: fileMark(plan.caseId, place + 1),
    created_at: stamp(scene.clock, day, 3_000 + random.int(0, 60_000)),
    content: made.content,
  });
  rows.efiles.push({ fileId, caseId: plan.caseId, ...made.truth });
}

type Made = { suffix: string; content: Buffer; truth: Omit<EfileTruth, 'fileId' | 'caseId'> };

function picture({ plan, random, rank }: Making, place: number): Made {
  if ((rank + place) % 2 === 0) {
    const content = smallPdf(`case ${plan.caseId} file ${place + 1} ${random.int(1000, 9999)}`);
    return { suffix: 'pdf', content, truth: { kind: 'pdf', expect: 'leave' } };
  }
  return { suffix: 'jpg', content: smallJpeg(random), truth: { kind: 'jpg', expect: 'leave' } };
}

function rtf({ scene, plan, bundle, random, rank }: Making, place: number): Made {
  const facts = factsOf(plan, bundle);
  const makers = [closingDocument, filingForm, hearingRecord, closingDocument];
  const document = (makers[place] ?? closingDocument)(facts, random, scene.clock.today);
  const style = RTF_STYLES[(rank + place) % RTF_STYLES.length] ?? 'word';
  return {
    suffix: 'rtf',
    content: renderRtf(document, style),
    truth: { kind: `rtf-${style}`, expect: 'convert', document },
  };
}

function uplinkRow(scene: Scene, plan: Plan, rows: CasefileRows, rank: number, day: number): Row {
  const sent = stamp(scene.clock, day, 74_000 + (rank % 600));
  return {
    uplink_id: `${plan.caseId}J1`,
    case_id: plan.caseId,
    court_code: frontEndOf(plan),
    // One package per case file: its name tells one case.
    package: `DA_3000_${dayText(day).replaceAll('-', '')}${String(rank % 1_000_000).padStart(6, '0')}_01_1.zip`,
    files: rows.files.length,
    bytes: rows.files.reduce((sum, file) => sum + file.content.length, 0),
    state: 'accepted',
    sent_at: sent,
    message: '接收成功',
  };
}

function seal(file: EfileRow): void {
  file.byte_size = file.content.length;
  file.sha256 = createHash('sha256').update(file.content).digest('hex');
}

/** The expected text of an RTF file and its digest: SHA-256 of the UTF-8 text without any white space. */
export function expectedText(document: RtfDocument): { text: string; digest: string; characters: number } {
  const text = plainText(document);
  const bare = text.replace(/\s/gu, '');
  return { text, digest: createHash('sha256').update(bare).digest('hex'), characters: [...bare].length };
}
