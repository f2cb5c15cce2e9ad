import { courts } from '../reference/reference.ts';
import { momentText } from './clock.ts';
import { createRandom, STREAM } from './random.ts';
import type { Row, Truth } from './rows.ts';
import type { Scene } from './scene.ts';

/** The twelve shared services of the contract, and the data of bankruptcies and the three kinds. */
const INTERFACES = [
  ['审委会数据交换接口', 'out', 'WebService', 60],
  ['执行案件数据共享接口', 'out', 'WebService', 60],
  ['集中控制平台数据接口', 'out', 'HTTP', 30],
  ['律蛙要素式审判服务接口', 'out', 'HTTP', 120],
  ['捷讯大数据分析数据接口', 'out', 'FTP', 240],
  ['电子卷宗共享接口', 'out', 'WebService', 60],
  ['自贸区开庭数据接口', 'out', 'HTTP', 240],
  ['广安刑事数据信息接口', 'out', 'HTTP', 240],
  ['成都减刑假释共享接口', 'out', 'WebService', 240],
  ['眉山数据共享服务接口', 'out', 'WebService', 240],
  ['最高信息公开下行服务接口', 'in', 'WebService', 120],
  ['最高开庭公告上报服务接口', 'out', 'WebService', 120],
] as const;
const CASE_SHARES = [
  ['破产案件数据共享', 'in', 'FTP', 1440],
  ['三类数据共享（人员）', 'in', 'WebService', 1440],
  ['三类数据共享（律师）', 'in', 'WebService', 1440],
  ['三类数据共享（机构）', 'in', 'WebService', 1440],
] as const;
/** The contract names 59 courts: here the high court, the intermediate ones and the first basic ones. */
const COURTS = 59;
const CALLS = 8;
const OUTAGES = 6;
const PROBLEMS = ['目标服务无响应（超时 30 秒）', '令牌失效', '返回报文不完整', '网络中断'] as const;

/** Registered interfaces and their latest calls; six pairs of interface and court are out (JS009). */
export function sharingRows(
  scene: Scene,
  emit: (table: string, rows: Row[]) => void,
  truth: (entry: Truth) => void,
): void {
  const named = [
    ...INTERFACES.map(
      (entry, place) => ['interfaces', `JK${String(place + 1).padStart(2, '0')}`, ...entry] as const,
    ),
    ...CASE_SHARES.map(
      (entry, place) => ['caseshare', `GX${String(place + 1).padStart(2, '0')}`, ...entry] as const,
    ),
  ];
  emit(
    'share_interface',
    named.map(([service, id, name, direction, protocol, minutes]) => ({
      interface_id: id,
      service,
      name,
      direction,
      protocol,
      expected_minutes: minutes,
      owner: service === 'interfaces' ? '数据中心' : '共享服务',
    })),
  );
  const served = sharedCourts();
  let serial = 0;
  for (const [place, [service, id, , , , minutes]] of named.entries()) {
    const rows: Row[] = [];
    for (const [order, court] of (service === 'interfaces' ? served : served.slice(0, 1)).entries()) {
      const out = service === 'interfaces' && place < OUTAGES && order === (place * 11 + 3) % COURTS;
      const random = createRandom(scene.seed, STREAM.operations, place * 100_000 + court);
      const latest = Math.floor(minutes * 60 * (0.1 + random.next() * 0.7));
      for (let call = CALLS - 1; call >= 0; call--) {
        const at = scene.clock.seconds - latest - call * minutes * 60 + (call > 0 ? random.int(-60, 60) : 0);
        // An outage lasts over the last four calls; elsewhere a call may fail that is not the latest.
        const failed = out ? call < 4 : call > 1 && random.chance(0.02);
        serial++;
        rows.push({
          call_id: `C${String(serial).padStart(9, '0')}`,
          interface_id: id,
          court_code: court,
          called_at: momentText(scene.clock.today - 10, at + 10 * 86_400),
          ok: failed ? 0 : 1,
          elapsed_ms: failed ? 30_000 : random.int(40, 900),
          message: failed ? random.pick(PROBLEMS) : null,
        });
      }
      if (!out) continue;
      const lastGood = momentText(
        scene.clock.today - 10,
        scene.clock.seconds - latest - 4 * minutes * 60 + 10 * 86_400,
      );
      truth({ rule: 'JS009', interface: id, court, expectedMinutes: minutes, lastSuccessAbout: lastGood });
    }
    emit('share_call', rows);
  }
}

/** The courts served by the twelve interfaces. */
export function sharedCourts(): number[] {
  const upper = courts().filter((court) => court.tier !== '基层');
  const basic = courts().filter((court) => court.tier === '基层' && /[区市]人民法院$/.test(court.name));
  return [...upper, ...basic].slice(0, COURTS).map((court) => court.code);
}
