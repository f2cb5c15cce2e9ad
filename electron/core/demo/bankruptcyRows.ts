import { dayText, stamp } from './clock.ts';
import type { Random } from './random.ts';
import type { BankruptcyRow, CaseBundle, Row } from './rows.ts';
import type { Plan, Scene } from './scene.ts';

const KIND_NAMES: Partial<Record<Plan['kindId'], readonly [kind: string, matter: string]>> = {
  liquidation: ['清算', '09_03605-3'],
  reorganisation: ['重整', '09_03605-1'],
  settlement: ['和解', '09_03605-2'],
};
const END_REASONS: Record<string, readonly string[]> = {
  '09_03620-4': ['09_03611-4', '09_03611-5'],
  '09_03622-4': ['09_03611-3', '09_03611-2'],
  '09_03624-4': ['09_03611-1'],
};

/** What the bankruptcy system tells of a case, and how its report to the Supreme People's Court went. */
export function bankruptcyOf(
  scene: Scene,
  plan: Plan,
  random: Random,
): Pick<CaseBundle, 'bankruptcy' | 'bankruptcyUplinks'> {
  const { clock } = scene;
  const [kind, matter] = KIND_NAMES[plan.kindId] ?? ['破申', matterOf(plan.cause)];
  const bankruptcy: BankruptcyRow = {
    case_id: plan.caseId,
    kind,
    petition_matter: matter,
    applicant_kind: random.pick(['09_03604-1', '09_03604-2', '09_03604-2']),
    petition_received_date: dayText(plan.received),
    filing_approved_date: dayText(Math.min(plan.filed, clock.today)),
    ...courseOf(scene, plan, random),
    received_at: stamp(clock, plan.received, 29_000 + random.int(0, 25_000)),
  };
  return { bankruptcy, bankruptcyUplinks: uplinksOf(scene, plan, random) };
}

function matterOf(cause: string): string {
  if (cause === '申请破产重整') return '09_03605-1';
  return cause === '申请破产和解' ? '09_03605-2' : '09_03605-3';
}

/** The chain 受理 ≤ 指定管理人 ≤ 一债会 ≤ 宣告破产 ≤ 终结, as far as the case has come by today. */
function courseOf(scene: Scene, plan: Plan, random: Random) {
  const none = {
    accepted_date: null,
    administrator_date: null,
    first_meeting_date: null,
    declared_date: null,
    ended_date: null,
    end_reason: null,
  };
  if (plan.kindId === 'bankruptcyReview')
    return { ...none, stage: plan.closed === null ? '申请审查' : '审查终结' };
  const last = plan.closed ?? scene.clock.today;
  const accepted = plan.received;
  const administrator = accepted + random.int(1, 8);
  const meeting = administrator + random.int(25, 45);
  const declared = meeting + random.int(5, 12);
  const upTo = (day: number) => (day <= last ? dayText(day) : null);
  const way = plan.closing?.code ?? '';
  const ended = plan.closed !== null && way in END_REASONS;
  const toDeclared = plan.kindId === 'liquidation' && ended;
  const chain = {
    accepted_date: dayText(accepted),
    administrator_date: upTo(administrator),
    first_meeting_date: upTo(meeting),
    declared_date: toDeclared ? upTo(Math.min(declared, last)) : null,
    ended_date: ended && plan.closed !== null ? dayText(plan.closed) : null,
    end_reason: ended ? random.pick(END_REASONS[way] ?? []) : null,
  };
  return { ...chain, stage: stageOf(plan, chain) };
}

function stageOf(
  plan: Plan,
  chain: { administrator_date: string | null; first_meeting_date: string | null },
): string {
  if (plan.closed !== null) return '程序终结';
  if (chain.first_meeting_date) return '债权人会议';
  return chain.administrator_date ? '债权申报' : '裁定受理';
}

/**
 * Reported the day it came; a tenth failed or came back first and was sent again. Of those of the last two days some still
 * wait, failed or came back.
 */
function uplinksOf(scene: Scene, plan: Plan, random: Random): Row[] {
  const { clock } = scene;
  const age = clock.today - plan.received;
  const row = (place: number, state: string, day: number, message: string | null): Row => {
    const seconds = 58_000 + place * 900 + random.int(0, 600);
    const sent = state === 'pending' ? null : stamp(clock, day, seconds);
    return {
      uplink_id: `${plan.caseId}U${place}`,
      case_id: plan.caseId,
      state,
      package: sent
        ? `AJ_3000_${sent.replace(/\D/g, '')}_${String((plan.index % 99) + 1).padStart(2, '0')}.zip`
        : null,
      sent_at: sent,
      receipt_at: state === 'accepted' || state === 'returned' ? stamp(clock, day, seconds + 400) : null,
      receipt_message: message,
    };
  };
  const draw = random.next();
  if (age <= 0 && draw < 0.35) return [row(1, 'pending', plan.received, null)];
  if (age <= 1 && draw < 0.2) return [row(1, 'failed', plan.received, '连接最高平台超时')];
  if (age <= 1 && draw < 0.3) return [row(1, 'returned', plan.received, '申请人类型为空，退回补正')];
  if (draw > 0.9)
    return [
      row(1, 'returned', plan.received, '缺少与案实体名录，退回补正'),
      row(2, 'accepted', plan.received, '接收成功'),
    ];
  return [row(1, 'accepted', plan.received, '接收成功')];
}
