import { courtByCode, courts } from '../reference/reference.ts';
import { isReady } from './casefileRows.ts';
import { caseNumber } from './caseNumbers.ts';
import { dayText, momentText, stamp } from './clock.ts';
import { casefileIndex, planCase } from './plan.ts';
import { createRandom, STREAM } from './random.ts';
import type { Row, Truth } from './rows.ts';
import type { Scene } from './scene.ts';
import { sharingRows } from './sharing.ts';
import { centreCount, type Tally } from './tally.ts';
import { uploadRows } from './uploads.ts';

/** How many files and how old lie at a front end; the demo puts as many into its folder. */
export interface FrontEndBacklog {
  court: number;
  name: string;
  files: number;
  oldestHours: number;
}

export interface OperationsResult {
  frontEnds: FrontEndBacklog[];
}

const COUNT_DAYS = 14;

/** Everything but cases: front ends, uploads, counts, retrieval, sharing, platform. */
export function operationsRows(
  scene: Scene,
  tally: Tally,
  emit: (table: string, rows: Row[]) => void,
  truth: (entry: Truth) => void,
): OperationsResult {
  uploadRows(scene, tally, emit, truth);
  countRows(scene, tally, emit, truth);
  sharingRows(scene, emit, truth);
  retrievalRows(scene, emit, truth);
  platformRows(scene, emit);
  return { frontEnds: frontEndRows(scene, tally, emit) };
}

/** One front end per court above the basic ones; three hold more than they should. */
function frontEndRows(
  scene: Scene,
  tally: Tally,
  emit: (table: string, rows: Row[]) => void,
): FrontEndBacklog[] {
  const { clock } = scene;
  const random = createRandom(scene.seed, STREAM.operations, 1);
  const backlogs: FrontEndBacklog[] = [];
  const rows = [...tally.delivered].map(([court, delivered], place): Row => {
    const name = `${courtByCode(court)?.name ?? court}前置机`;
    const busy = place % 8 === 4;
    const files = busy ? random.int(20, 36) : random.int(0, 4);
    const oldestHours = files === 0 ? 0 : busy ? random.int(30, 60) : random.int(1, 10);
    backlogs.push({ court, name, files, oldestHours });
    const total = 2_199_023_255_552;
    return {
      court_code: court,
      name,
      backlog_files: files,
      oldest_file_at: files === 0 ? null : momentText(clock.today, clock.seconds - oldestHours * 3600),
      last_seen_at: momentText(clock.today, clock.seconds - (place === 20 ? 9_000 : random.int(20, 280))),
      bytes_total: total,
      bytes_used: Math.round(total * (place === 7 ? 0.91 : 0.3 + random.next() * 0.4)) + delivered.bytes,
    };
  });
  emit('front_end', rows);
  return backlogs;
}

/** What production and centre hold at the end of each day; four court-days differ. */
function countRows(
  scene: Scene,
  tally: Tally,
  emit: (table: string, rows: Row[]) => void,
  truth: (entry: Truth) => void,
): void {
  const { clock } = scene;
  const rows: Row[] = [];
  for (const [place, court] of courts().entries()) {
    for (let back = COUNT_DAYS; back >= 1; back--) {
      const centre = centreCount(tally, court.code, back);
      const missing = (place === 30 && back === 1) || (place === 77 && back === 5) ? 3 : 0;
      const extra =
        (place === 30 && back === 1) || (place === 120 && back === 2) || (place === 0 && back === 9) ? 1 : 0;
      const day = dayText(clock.today - back);
      rows.push({
        court_code: court.code,
        day,
        source_cases: centre + missing - extra,
        centre_cases: centre,
        centre_extra: extra,
        centre_missing: missing,
      });
      if (missing + extra === 0) continue;
      const reliability = centre === 0 ? 0 : Math.round((1 - (missing + extra) / centre) * 10_000) / 100;
      truth({ rule: 'YZ015', court: court.code, day, missing, extra, reliability });
      if (reliability < 99) truth({ rule: 'YZ014', court: court.code, day, reliability });
    }
  }
  emit('production_count', rows);
}

/** Requests of the Supreme People's Court and the Fifth Circuit; two name cases whose files were never reported. */
function retrievalRows(
  scene: Scene,
  emit: (table: string, rows: Row[]) => void,
  truth: (entry: Truth) => void,
): void {
  const { clock } = scene;
  const random = createRandom(scene.seed, STREAM.operations, 2);
  const wanted: { number: string; caseId: string; reported: boolean }[] = [];
  for (let rank = 0; rank < scene.casefiles && wanted.length < 40; rank++) {
    const ready = isReady(rank);
    if (!ready && rank !== 1 && rank !== 6) continue;
    const plan = planCase(scene, casefileIndex(scene, rank));
    wanted.push({ number: caseNumber(plan), caseId: plan.caseId, reported: ready });
  }
  const rows = wanted.map(({ number, caseId, reported }, place): Row => {
    const back = place < 3 ? 0 : place < 8 ? 1 : random.int(2, 25);
    const urgent = place % 5 === 0;
    const asked = stamp(clock, clock.today - back, 30_000 + random.int(0, 26_000));
    const waiting = !reported || place === 0;
    const failed = !waiting && place % 11 === 7;
    if (!reported) truth({ rule: 'JZ009', caseId, requestId: `D${place + 1}`, caseNumber: number });
    return {
      request_id: `D${place + 1}`,
      requester: place % 3 === 0 ? '第五巡回法庭' : '最高人民法院',
      case_number: number,
      requested_at: asked,
      due_at: momentText(clock.today - back + (urgent ? 1 : 3), 61_200),
      urgent: urgent ? 1 : 0,
      state: waiting ? 'waiting' : failed ? 'failed' : 'delivered',
      delivered_at:
        waiting || failed ? null : stamp(clock, clock.today - back, 60_000 + random.int(0, 20_000)),
      problem: failed ? '卷宗目录缺页，已联系法院补扫' : !reported ? '卷宗未上报' : null,
    };
  });
  emit('retrieval_request', rows);
}

const TASKS = [
  '案件全量交换',
  '卷宗元数据交换',
  '机构人员同步',
  '统计指标计算',
  '数据质量评估',
  '司法公开导出',
  '案件标签计算',
] as const;
const TAKERS = [
  ['司法统计系统', '案件基本信息、收结存'],
  ['审判管理系统', '案件基本信息、流程节点'],
  ['智能辅助办案平台', '文书、案由'],
  ['信访管理系统', '当事人、案件状态'],
] as const;

/** Tasks of the big-data platform and who took what from it; two takings went beyond their approval. */
function platformRows(scene: Scene, emit: (table: string, rows: Row[]) => void): void {
  const { clock } = scene;
  const random = createRandom(scene.seed, STREAM.operations, 3);
  const tasks: Row[] = [];
  const takings: Row[] = [];
  for (let back = 14; back >= 0; back--) {
    const day = clock.today - back;
    for (const [place, name] of TASKS.entries()) {
      const start = 4_000 + place * 2_400;
      if (back === 0 && start + 3_000 > clock.seconds) continue;
      const failed = (back === 1 && place === 3) || random.chance(0.015);
      const started = momentText(day, start);
      tasks.push({
        task_id: `T${dayText(day).replaceAll('-', '')}${place + 1}`,
        name,
        node: `节点${(place % 3) + 1}`,
        state: failed ? 'failed' : 'succeeded',
        started_at: started,
        ended_at: momentText(day, start + random.int(200, 2_200)),
        message: failed ? '交换库连接中断，任务未完成' : null,
      });
    }
    for (const [place, [taker, scope]] of TAKERS.entries()) {
      if (back === 0 && 20_000 + place * 1_500 > clock.seconds) continue;
      const beyond = (back === 4 && place === 1) || (back === 10 && place === 3);
      takings.push({
        taking_id: `Q${dayText(day).replaceAll('-', '')}${place + 1}`,
        taker,
        approval_number: `川高法数〔${dayText(day).slice(0, 4)}〕${place + 11}号`,
        scope: beyond ? `${scope}、当事人证件号码` : scope,
        row_count: random.int(300, 9_000),
        taken_at: momentText(day, 20_000 + place * 1_500),
        within_scope: beyond ? 0 : 1,
      });
    }
  }
  emit('platform_task', tasks);
  emit('platform_taking', takings);
}
