import { randomUUID } from 'node:crypto';
import type { Actor, Core } from '../../electron/core/core.ts';
import { openReport, startGenerate } from '../../electron/core/deliverables/deliverables.ts';
import { acceptHandover, currentDuty, signInForDuty, signOutOfDuty } from '../../electron/core/duty/duty.ts';
import { openSheet } from '../../electron/core/inspection/inspection.ts';
import { inTransaction } from '../../electron/core/log/log.ts';
import { openCore } from '../../electron/core/open.ts';
import { saveOperator, unattendedActor } from '../../electron/core/operators/operators.ts';
import {
  closeIncident,
  raiseIncident,
  resolveIncident,
  respondIncident,
} from '../../electron/core/servicedesk/servicedesk.ts';
import { forkProcess } from '../../electron/hosts/processes.ts';
import { incidentInputSchema } from '../../shared/contract/servicedesk.ts';
import { addDays, beijingDay, beijingInstant, type Day } from '../../shared/domain/time.ts';

export interface Year {
  sheets: number;
  dutyHours: number;
  incidents: number;
  reports: number;
}

const SHEETS = 250;
const DAYS = 365;
const SHIFT_HOURS = 8;
const INCIDENTS = 2_000;
const REPORTS = 60;
const MINUTE = 60_000;
const SYMPTOMS = [
  '卷宗转换缓慢',
  '接口返回超时',
  '表空间不足告警',
  '报送被退回',
  '调阅请求无人应答',
  '登录失败',
];
const SERVICES = ['casefile', 'trialdata', 'datacenter', 'interfaces', 'retrieval'] as const;

/**
 * Lets a demo workspace live through the year before today, by the same use cases a person reaches: round-the-clock duty
 * with hand-overs, incidents answered and closed, sheets, reports. Today's sheet must have been checked: each day's
 * automatic readings are copies of its own (checking 250 days anew would measure the data centre, not the log).
 * @param dir a workspace made by `ops demo create`
 */
export async function liveOneYear(dir: string): Promise<Year> {
  let moment = new Date();
  const end = moment;
  const core = await openCore({
    workspaceDir: dir,
    spawn: forkProcess,
    resumeJobs: false,
    now: () => moment,
  });
  const at = (day: Day, time: string, laterMs = 0) => {
    moment = new Date(beijingInstant(day, time).getTime() + laterMs);
  };
  try {
    const today = beijingDay(end);
    const people = [await actorNamed(core, '年度甲'), await actorNamed(core, '年度乙')] as const;
    const days = Array.from({ length: DAYS }, (_, index) => addDays(today, index - DAYS));
    const sheets = await liveSheets(core, people[0], days.slice(-SHEETS), today);
    const dutyHours = await liveDuty(core, people, days, at);
    const incidents = await liveIncidents(core, people[0], days, at);
    moment = end;
    const reports = await liveReports(core, people[0], today);
    return { sheets, dutyHours, incidents, reports };
  } finally {
    await core.close();
  }
}

async function actorNamed(core: Core, name: string): Promise<Actor> {
  const operator = await saveOperator(core, unattendedActor(), {
    name,
    loginName: `year-${randomUUID().slice(0, 8)}`,
    role: 'engineer',
    phone: '',
    active: true,
    password: randomUUID(),
  });
  return { operatorId: operator.id, name, role: 'engineer', host: 'window' };
}

async function liveSheets(core: Core, actor: Actor, days: readonly Day[], today: Day): Promise<number> {
  for (const day of days) {
    await openSheet(core, actor, day);
    await inTransaction(core.log, async (trx) => {
      const stamp = beijingInstant(day, '09:20').toISOString();
      await trx.raw(
        `UPDATE inspection_item SET (auto_value, auto_number, auto_result, auto_remark, auto_at) =
           (SELECT auto_value, auto_number, auto_result, auto_remark, ? FROM inspection_item model
            WHERE model.day = ? AND model.item_id = inspection_item.item_id)
         WHERE day = ?`,
        [stamp, today, day],
      );
      await trx.raw(
        `INSERT INTO inspection_reading (day, item_id, at, value, number, result, remark, elapsed_ms, job_id)
         SELECT ?, item_id, ?, value, number, result, remark, elapsed_ms, job_id FROM inspection_reading WHERE day = ?`,
        [day, stamp, today],
      );
    });
  }
  return days.length;
}

type SetClock = (day: Day, time: string, laterMs?: number) => void;

async function liveDuty(
  core: Core,
  people: readonly [Actor, Actor],
  days: readonly Day[],
  at: SetClock,
): Promise<number> {
  let [leaving, coming] = people;
  let shifts = 0;
  for (const day of days) {
    for (const time of ['00:00', '08:00', '16:00']) {
      at(day, time);
      if (shifts > 0) {
        await signOutOfDuty(core, leaving, {
          note: '',
          handover: { faceToFace: true, systemState: '运行正常', items: '', notices: '', risks: '' },
        });
      }
      await signInForDuty(core, coming);
      const { waitingHandover } = await currentDuty(core, coming);
      if (waitingHandover && shifts > 0) await acceptHandover(core, coming, waitingHandover.id);
      [leaving, coming] = [coming, leaving];
      shifts++;
    }
  }
  await signOutOfDuty(core, leaving, { note: '' });
  return shifts * SHIFT_HOURS;
}

async function liveIncidents(core: Core, actor: Actor, days: readonly Day[], at: SetClock): Promise<number> {
  for (let index = 0; index < INCIDENTS; index++) {
    const day = days[Math.floor((index * days.length) / INCIDENTS)] ?? beijingDay(core.now());
    const time = `${String(8 + (index % 10)).padStart(2, '0')}:${String((index * 7) % 60).padStart(2, '0')}`;
    at(day, time);
    const symptom = SYMPTOMS[index % SYMPTOMS.length] ?? '';
    const { incident } = await raiseIncident(
      core,
      actor,
      incidentInputSchema.parse({
        title: `${symptom}（第 ${index + 1} 件）`,
        service: SERVICES[index % SERVICES.length],
        symptom: `${symptom}，${day} 由业务部门电话报告，影响当日工作。`,
      }),
    );
    const now = { id: incident.id, at: null, reason: '' };
    at(day, time, (2 + (index % 6)) * MINUTE);
    await respondIncident(core, actor, now);
    at(day, time, (12 + (index % 30)) * MINUTE);
    await resolveIncident(core, actor, {
      ...now,
      note: `${symptom}：重启服务并核对数据后恢复。`,
      fix: 'root',
    });
    at(day, time, 90 * MINUTE);
    await closeIncident(core, actor, { ...now, confirmedBy: '业务部门', satisfaction: 5 });
  }
  return INCIDENTS;
}

/** A report on each week past: those of the rhythm are asked for only since the workspace was made. */
async function liveReports(core: Core, actor: Actor, today: Day): Promise<number> {
  for (let week = REPORTS; week > 0; week--) {
    const to = addDays(today, -7 * week + 6);
    const report = await openReport(core, actor, {
      kind: 'special',
      title: `第 ${REPORTS - week + 1} 份周度专项报告`,
      from: addDays(to, -6),
      to: to < today ? to : today,
    });
    const job = await startGenerate(core, actor, report.reportId);
    const ended = await core.jobs.wait(job.id);
    if (ended.state !== 'succeeded') throw new Error(`${ended.title}: ${ended.error?.message}`);
  }
  return REPORTS;
}
