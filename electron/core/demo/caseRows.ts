import { codeEntry } from '../reference/reference.ts';
import { bankruptcyOf } from './bankruptcyRows.ts';
import { caseNumber } from './caseNumbers.ts';
import { partiesOf } from './caseParties.ts';
import { addMonths, dayText, momentText, stamp } from './clock.ts';
import { ORDINARY, SMALL } from './kinds.ts';
import { legalDays, planCase } from './plan.ts';
import { createRandom, type Random, STREAM } from './random.ts';
import type { CaseBundle, CaseRow, Row, Truth } from './rows.ts';
import type { Plan, Scene } from './scene.ts';
import { judgeOf } from './staff.ts';
import { documentTitle, factsOf, shortDocument } from './texts.ts';

/** 案件状态: 300 filed, 400 in hearing, 800 closed, 900 archived; 100 received and not filed yet. */
const STATUS = { received: 100, filed: 300, hearing: 400, closed: 800, archived: 900 } as const;

/** Case `index` with all its rows, and what is wrong with it. */
export function buildCase(scene: Scene, index: number): { plan: Plan; bundle: CaseBundle; truths: Truth[] } {
  const plan = planCase(scene, index);
  const random = createRandom(scene.seed, STREAM.details, index);
  const context = { plan, clock: scene.clock, random: createRandom(scene.seed, STREAM.defect, index) };
  plan.defect?.dates?.(plan, context);
  const bundle: CaseBundle = {
    case: caseRow(scene, plan, random),
    parties: partiesOf(plan, createRandom(scene.seed, STREAM.people, index)),
    hearings: hearingsOf(scene, plan, random),
    deductions: deductionsOf(plan),
    extensions: extensionsOf(plan),
    documents: [],
    bankruptcy: null,
    bankruptcyUplinks: [],
  };
  if (plan.kind.exchange === '25' || plan.kind.exchange === '2B') {
    Object.assign(bundle, bankruptcyOf(scene, plan, random));
  }
  addDocument(plan, bundle, random);
  const detail = plan.defect?.apply?.(bundle, context);
  for (const document of bundle.documents) {
    document.content ??= shortDocument(factsOf(plan, bundle));
  }
  return { plan, bundle, truths: truthsOf(scene, plan, bundle, detail) };
}

function caseRow(scene: Scene, plan: Plan, random: Random): CaseRow {
  const { clock } = scene;
  const { closed, kind, closing } = plan;
  const filed = plan.filed <= clock.today;
  const judge = judgeOf(random, plan.court, kind.group);
  const claim = claimOf(plan, random);
  const original = plan.originalIndex === null ? null : planCase(scene, plan.originalIndex);
  const archived =
    closed !== null && closed + 40 < clock.today && random.chance(0.8) ? closed + random.int(8, 39) : null;
  const withDocument = plan.defect !== null || random.chance(0.95);
  const updated = closed ?? Math.max(plan.filed, clock.today - random.int(0, 45));
  const basis = kind.group === 'enforcement';
  return {
    case_id: plan.caseId,
    case_number: caseNumber(plan),
    court_code: plan.court.code,
    case_type: kind.caseType,
    exchange_code: kind.exchange,
    received_date: dayText(plan.received),
    filed_date: filed ? dayText(plan.filed) : null,
    closed_date: closed === null ? null : dayText(closed),
    status: closed === null ? openStatus(scene, plan) : archived === null ? STATUS.closed : STATUS.archived,
    filing_cause: plan.cause,
    closing_cause: closed === null ? null : plan.cause,
    closing_way: closed === null ? null : (closing?.code ?? null),
    procedure: filed ? plan.procedure : null,
    source: random.pick(kind.sources),
    judge_id: filed ? judge.id : null,
    tribunal: filed ? judge.tribunal : null,
    claim_amount: claim,
    closing_amount: closed === null ? null : closingAmount(plan, claim, random),
    has_document: closed === null ? null : withDocument ? 1 : 0,
    no_document_reason: closed === null || withDocument ? null : '以通知书形式结案',
    original_case_number: original ? caseNumber(original) : null,
    original_court: original ? original.court.name : null,
    enforcement_basis: basis
      ? `（${dayText(plan.filed - 200).slice(0, 4)}）${plan.court.mark}民初${random.int(1, 4000)}号`
      : null,
    enforcement_basis_kind: basis
      ? random.pick(['09_05007-12', '09_05007-12', '09_05007-23', '09_05007-24'])
      : null,
    enforced_amount:
      basis && closed !== null ? enforcedAmount(closing?.code ?? '', claim ?? 0, random) : null,
    legal_days: filed ? legalDays(plan) : null,
    actual_days: closed === null ? null : closed - plan.filed - plan.deducted,
    effective_date:
      closed !== null && closing?.form === 'judgment' && closed + 16 < clock.today
        ? dayText(closed + 16)
        : null,
    archived_date: archived === null ? null : dayText(archived),
    appeal_transferred_date:
      original && kind.follows?.court === 'above' && original.closed !== null
        ? dayText(original.closed + Math.floor((plan.received - original.closed) / 2))
        : null,
    closing_reported_at:
      closed === null || closed >= clock.today
        ? null
        : stamp(clock, closed + 1, 7_200 + random.int(0, 10_000)),
    created_at: stamp(clock, plan.received + random.int(0, 2), 30_600 + random.int(0, 28_000)),
    updated_at: stamp(clock, Math.min(updated, clock.today), 30_600 + random.int(0, 33_000)),
  };
}

function openStatus(scene: Scene, plan: Plan): number {
  if (plan.filed > scene.clock.today) return STATUS.received;
  return scene.clock.today - plan.filed > 10 ? STATUS.hearing : STATUS.filed;
}

/** Amounts in yuan; criminal cases and sentence changes have none. */
function claimOf(plan: Plan, random: Random): number | null {
  if (plan.kind.group === 'criminal' || plan.kind.group === 'admin') return null;
  const size =
    plan.procedure === SMALL ? random.int(1_000, 29_000) : Math.round(3_000 * Math.exp(random.next() * 6.5));
  return plan.procedure === SMALL ? size : size + random.int(0, 99) / 100;
}

function closingAmount(plan: Plan, claim: number | null, random: Random): number | null {
  if (claim === null) return null;
  const form = plan.closing?.form;
  if (form === 'judgment' || form === 'mediation') return Math.round(claim * (0.55 + random.next() * 0.4));
  return form === 'enforcement' ? Math.round(claim) : 0;
}

const FULFILLED = new Set(['09_05080-3', '09_05080-10', '09_05082-1']);

function enforcedAmount(way: string, claim: number, random: Random): number {
  return FULFILLED.has(way) ? claim : Math.round(claim * random.next() * 0.6);
}

/** One or two hearings of tried cases between filing and closing; open ones may have one planned. */
function hearingsOf(scene: Scene, plan: Plan, random: Random): Row[] {
  const tried =
    plan.kindId === 'civilFirst' || plan.kindId === 'criminalFirst' || plan.kindId === 'adminFirst';
  const last = plan.closed ?? plan.filed + 40;
  if (!tried || last <= plan.filed || plan.filed > scene.clock.today) return [];
  const count = last - plan.filed > 60 && random.chance(0.4) ? 2 : 1;
  return Array.from({ length: count }, (_, place) => {
    const day = plan.filed + Math.max(1, Math.floor(((last - plan.filed) * (place + 1)) / (count + 1)));
    const time = momentText(day, random.pick([32_400, 34_200, 36_000, 52_200, 54_000]));
    return {
      hearing_id: `${plan.caseId}K${place + 1}`,
      case_id: plan.caseId,
      hearing_time: time,
      courtroom: `第${random.pick(['一', '二', '三', '四', '五', '六'])}审判庭`,
      notice: `${plan.court.name}定于${time.slice(0, 16)}公开开庭审理${plan.cause}一案`,
    };
  });
}

function deductionsOf(plan: Plan): Row[] {
  if (plan.deducted === 0) return [];
  const from = plan.filed + 5;
  return [
    {
      deduction_id: `${plan.caseId}Z1`,
      case_id: plan.caseId,
      kind: plan.index % 3 === 0 ? '09_01049-1' : '09_01049-255',
      from_date: dayText(from),
      to_date: dayText(from + plan.deducted),
      days: plan.deducted,
    },
  ];
}

function extensionsOf(plan: Plan): Row[] {
  if (plan.extended === 0) return [];
  const due =
    plan.procedure === ORDINARY || plan.kind.group !== 'civil' ? addMonths(plan.filed, 6) : plan.filed + 90;
  return [
    {
      extension_id: `${plan.caseId}Y1`,
      case_id: plan.caseId,
      approved_by: '09_01051-1',
      approved_date: dayText(due - 7),
      original_due_date: dayText(due),
      days: plan.extended,
    },
  ];
}

function addDocument(plan: Plan, bundle: CaseBundle, random: Random): void {
  if (plan.closed === null || bundle.case.has_document !== 1) return;
  const title = documentTitle(plan);
  bundle.documents.push({
    document_id: `${plan.caseId}W1`,
    case_id: plan.caseId,
    kind: title.slice(-3),
    title,
    format: random.chance(0.7) ? 'html' : 'txt',
    made_date: dayText(plan.closed),
    content: null,
  });
}

function truthsOf(
  scene: Scene,
  plan: Plan,
  bundle: CaseBundle,
  detail: Record<string, string | number> | undefined,
): Truth[] {
  const { defect } = plan;
  if (!defect) return [];
  const caseId = bundle.case.case_id;
  const common = { defect: defect.id, ...detail };
  if (defect.originalWay && plan.originalIndex !== null) {
    const original = planCase(scene, plan.originalIndex);
    return defect.rules.map((rule) => ({ rule, caseId: original.caseId, ...common, appealCaseId: caseId }));
  }
  if (defect.twin && plan.slot.twin !== undefined) {
    const twin = planCase(scene, plan.index - plan.slot.place + plan.slot.twin).caseId;
    return defect.rules.flatMap((rule) => [
      { rule, caseId, ...common, with: twin },
      { rule, caseId: twin, ...common, with: caseId },
    ]);
  }
  return defect.rules.map((rule) => ({ rule, caseId, ...common }));
}

/** The Chinese name of a code, '' for an unknown one. */
export function nameOfCode(code: string | null): string {
  return code === null ? '' : (codeEntry(code)?.name ?? '');
}
