/** A source of chance, and where in the past the day lies. */
export interface SheetDay {
  int: (low: number, high: number) => number;
  chance: (probability: number) => boolean;
  /** `11-20` */
  monthDay: string;
  /** Days before the demo's present. */
  ago: number;
  /** Cases the demo data centre holds now. */
  cases: number;
}

interface Shown {
  value: string;
  number?: number;
}
type Maker = (day: SheetDay) => Shown;

const clock = ({ int, monthDay }: SheetDay, from: number, to: number) =>
  `${monthDay} ${String(int(from, to)).padStart(2, '0')}:${String(int(0, 59)).padStart(2, '0')}`;
/** Mostly none; now and then some. */
const seldom = (day: SheetDay, probability: number, most: number) =>
  day.chance(probability) ? day.int(1, most) : 0;
const counted =
  (unit: string, probability: number, most: number): Maker =>
  (day) => {
    const number = seldom(day, probability, most);
    return { value: `${number} ${unit}`, number };
  };
const grouped = (number: number) => number.toLocaleString('en-US');
const rounded = (number: number) => Math.round(number * 10) / 10;

/** What the automatic items of past sheets show, by item; all made up. */
export const demoReadings: Readonly<Record<string, Maker>> = {
  'bankruptcy.received': (day) => {
    const number = day.int(1, 9);
    return { value: `${number} 件（清算${number} 重整0 和解0 破申0）`, number };
  },
  'bankruptcy.uplinked': (day) => {
    const number = day.int(1, 8);
    return { value: `${number} 件（受理${number} 待回执0 失败0 退回0）`, number };
  },
  'bankruptcy.waiting': counted('件', 0.2, 3),
  'bankruptcy.failed': counted('件', 0.12, 2),
  'bankruptcy.receipt': (day) => ({ value: `最近 ${clock(day, 1, 7)}`, number: 0 }),
  'bankruptcy.reconcile': (day) => {
    const number = seldom(day, 0.08, 2);
    return { value: `差异 ${number} 件`, number };
  },
  'bankruptcy.tool': (day) => ({ value: `可访问，${day.int(0, 2)} 个文件` }),
  'casefile.storage': ({ ago }) => {
    const number = rounded(47.8 - ago * 0.06);
    return { value: `${rounded((46 * number) / 100)} TB/46 TB（${number} %）`, number };
  },
  'casefile.volume': ({ cases, ago }) => {
    const number = Math.max(1, Math.round(cases * 0.75) - ago * 9);
    return { value: `${grouped(number)} 件，${rounded(number * 0.0045)} MB`, number };
  },
  'casefile.uplinked': (day) => {
    const number = day.int(6, 24);
    return { value: `${number} 件（${day.int(5, 12)} 家，${number * 4} 个文件）`, number };
  },
  'casefile.failed': counted('件', 0.1, 3),
  'casefile.rtf-waiting': (day) => {
    const number = day.int(0, 60);
    return { value: `${number} 份`, number };
  },
  'casefile.rtf-converted': (day) => {
    const number = day.int(40, 180);
    return { value: `${number} 份`, number };
  },
  'casefile.rtf-failed': counted('份', 0.25, 4),
  'casefile.front-ends': (day) => {
    const number = seldom(day, 0.12, 2);
    return { value: `在线 ${23 - number}/23 家`, number };
  },
  'casefile.backlog': (day) => {
    const number = day.chance(0.15) ? rounded(day.int(45, 280) / 10) : rounded(day.int(2, 30) / 10);
    return { value: `${day.int(3, 40)} 个，最旧 ${number} 小时`, number };
  },
  'casefile.empty': counted('份', 0.15, 3),
  'casefile.suffix': counted('份', 0.1, 2),
  'trialdata.five-minute': (day) => {
    const number = day.chance(0.1) ? day.int(1, 12) : 0;
    return { value: `断档 ${number}/23 家`, number };
  },
  'trialdata.daily': (day) => {
    const number = seldom(day, 0.12, 3);
    return { value: `${23 - number} 包（${23 - number}/23 家）`, number };
  },
  'trialdata.rejected': counted('个', 0.2, 4),
  'trialdata.credibility': (day) => {
    const number = day.chance(0.12) ? 99 + day.int(0, 4) / 10 : 99.5 + day.int(0, 5) / 10;
    return { value: `${number.toFixed(1)} %（${day.monthDay}）`, number };
  },
  'trialdata.channels': () => ({ value: '3/3 个有成功包', number: 0 }),
  'trialdata.tool': ({ ago }) => ({ value: ago > 30 ? '4.2.6' : '4.2.7', number: 1 }),
  'datacenter.instance': (day) => {
    const number = day.int(5, 60);
    return { value: `应答 ${number} 毫秒`, number };
  },
  'datacenter.sessions': () => ({ value: '不适用' }),
  'datacenter.size': ({ ago }) => ({ value: `${rounded(15.6 - ago * 0.04)} MB` }),
  'datacenter.tablespace': () => ({ value: '0 %（main）', number: 0 }),
  'datacenter.storage': ({ ago }) => {
    const number = rounded(69.4 + ago * 0.2);
    return { value: `${number} GB`, number };
  },
  'datacenter.archive': () => ({ value: '正常' }),
  'datacenter.locks': () => ({ value: '不适用' }),
  'datacenter.slow': () => ({ value: '不适用' }),
  'datacenter.invalid': () => ({ value: '不适用' }),
  'datacenter.replication': () => ({ value: '不适用' }),
  'datacenter.password': () => ({ value: '不适用' }),
  'datacenter.cases': (day) => {
    const number = Math.max(1, day.cases - day.ago * 14);
    return { value: `${grouped(number)} 件（当日 +${day.int(8, 24)}）`, number };
  },
  'datacenter.yesterday': (day) => {
    const number = day.int(8, 26);
    return { value: `${number} 件（${day.int(6, 18)} 家法院）`, number };
  },
  'datacenter.freshness': (day) => ({ value: clock(day, 5, 7), number: 1 }),
  'datacenter.difference': (day) => {
    const number = seldom(day, 0.2, 4);
    return { value: `${number} 件（${day.monthDay}）`, number };
  },
  'tags.task': (day) => ({ value: `最近成功 ${clock(day, 4, 5)}`, number: 3 }),
  'tags.source': (day) => ({ value: clock(day, 5, 7), number: 1 }),
  'tags.codes': () => ({ value: '2,275 项（338 类，09/15）', number: 2275 }),
  'quality.scope': (day) => {
    const number = day.int(30, 80);
    return { value: `${number} 件（新增 ${day.int(12, 28)}）`, number };
  },
  'quality.structure': (day) => {
    const wrong = day.int(4, 26);
    const number = Math.round((wrong / 2000) * 10_000) / 100;
    return { value: `不合格 ${wrong}/2,000（合格率 ${rounded(100 - number)} %）`, number };
  },
  'quality.logic': counted('件', 0.25, 5),
  'quality.failures': counted('件次', 0.25, 5),
  'quality.resend': counted('件', 0.1, 3),
  'retrieval.requests': (day) => {
    const number = day.int(0, 4);
    return { value: `${number} 件（最高${number} 五巡0；成${number} 败0 待0）`, number };
  },
  'retrieval.failed': counted('件', 0.06, 1),
  'retrieval.overdue': counted('件', 0.05, 1),
  'retrieval.urgent': counted('件', 0.15, 1),
  'caseshare.calls': (day) => ({
    value: `${day.int(60, 190)} 次，失败 0（均 ${day.int(90, 160)} 毫秒）`,
    number: 0,
  }),
  'caseshare.silent': counted('个', 0.05, 1),
  'caseshare.downlink': (day) => ({ value: `最近 ${clock(day, 3, 5)}`, number: 0 }),
  'interfaces.matrix': (day) => {
    const number = seldom(day, 0.35, 9);
    return { value: `正常 ${708 - number}/708 组`, number };
  },
  'interfaces.calls': (day) => {
    const [calls, failed] = [day.int(1_800, 2_600), day.int(2, 34)];
    const number = Math.round((failed / calls) * 1000) / 10;
    return { value: `${grouped(calls)} 次，失败 ${failed}（均 ${day.int(300, 900)} 毫秒）`, number };
  },
  'interfaces.gateway': () => ({ value: '可访问，0 个文件' }),
  'oversight.failed': (day) => {
    const number = seldom(day, 0.12, 1);
    return { value: `${number}/7 个`, number };
  },
  'oversight.stuck': () => ({ value: '0 个', number: 0 }),
  'oversight.nodes': () => ({ value: '活动 3/3 个', number: 0 }),
  'oversight.scope': counted('次', 0.06, 1),
  'oversight.approval': () => ({ value: '0 次', number: 0 }),
  'workstation.disk': ({ ago }) => {
    const number = rounded(69.4 + ago * 0.1);
    return { value: `${number} GB（${rounded(number / 2.52)} %）`, number };
  },
  'workstation.log': ({ ago }) => ({ value: `ok（审计 ${grouped(Math.max(20, 900 - ago * 13))} 条）` }),
  'workstation.backup': (day) => ({ value: `${clock(day, 8, 8)}（1.2 MB）`, number: 0 }),
  'workstation.duty': () => ({ value: '7 天已排满', number: 0 }),
  'workstation.incidents': (day) => {
    const open = day.int(0, 3);
    return { value: `未办结 ${open}，超时 0`, number: open };
  },
  'workstation.clock': () => ({ value: '不适用' }),
};

/** What people wrote into the manual items. */
export const demoEntries: Readonly<Record<string, string>> = {
  'datacenter.alert-log': '无新增错误',
  'tags.screen': '图表完整，刷新时间为当日',
  'quality.rectification': '到期整改均有反馈',
  'retrieval.consult': '来电已记录并答复',
  'interfaces.cause': '异常均已登记时间、事由',
  'oversight.alarm': '告警均已处理',
};

export const demoSheetMessages = {
  /** Items that were checked by hand or not at all then. */
  unchecked: '该项当时尚未接入自动检查',
  weather: ['晴', '多云', '阴', '小雨'],
  explained: '已核实原因并联系相关法院处理',
  acted: '次日复查',
  normal: '正常',
};
