import type { Service } from '../contract/inspection.ts';
import { SERVICES } from '../contract/inspection.ts';
import { serviceNames, shortServiceNames } from './inspection.ts';

/** How a source of report figures is laid out: fixed ids, and the names templates and readers know them by. */
export interface PartOutline {
  title: string;
  /** What placeholders of templates begin with: `{巡检.应检天数}`. */
  short: string;
  link: string;
  /** id → [name, unit]; a third element `now` marks a figure that is only known for the present moment. */
  figures: Record<string, readonly [name: string, unit: string, now?: 'now']>;
  /** id → name and columns; a column beginning with `#` holds numbers. */
  tables: Record<string, { name: string; columns: readonly string[] }>;
  charts: Record<string, { name: string; kind: 'bar' | 'stacked' | 'line'; unit: string }>;
}

const service = (id: Service): PartOutline => ({
  title: serviceNames[id],
  short: shortServiceNames[id],
  link: '/sheets',
  figures: {
    days: ['检查天数', '天'],
    warning: ['警告', '项次'],
    fault: ['故障', '项次'],
    unchecked: ['未检', '项次'],
    rate: ['正常率', '%'],
    first: [VOLUMES[id]?.[0]?.name ?? '主要业务量', VOLUMES[id]?.[0]?.unit ?? ''],
    second: [VOLUMES[id]?.[1]?.name ?? '其他业务量', VOLUMES[id]?.[1]?.unit ?? ''],
  },
  tables: {
    items: {
      name: '检查项',
      columns: ['检查项', '#检查天数', '#正常', '#警告', '#故障', '#未检', '期初值', '期末值'],
    },
  },
  charts: { trend: { name: '检查结果走势', kind: 'stacked', unit: '项次' } },
});

/** Items of the daily sheet that count a day's work: their days are added up. */
export const VOLUMES: Partial<Record<Service, readonly { item: string; name: string; unit: string }[]>> = {
  bankruptcy: [
    { item: 'bankruptcy.uplinked', name: '上报件数', unit: '件' },
    { item: 'bankruptcy.received', name: '下行入库件数', unit: '件' },
  ],
  casefile: [
    { item: 'casefile.uplinked', name: '上报案件数', unit: '件' },
    { item: 'casefile.rtf-converted', name: 'RTF 转换份数', unit: '份' },
  ],
  quality: [{ item: 'quality.scope', name: '质检案件数', unit: '件' }],
  retrieval: [
    { item: 'retrieval.requests', name: '调阅请求数', unit: '件' },
    { item: 'retrieval.failed', name: '调阅失败数', unit: '件' },
  ],
  oversight: [
    { item: 'oversight.failed', name: '任务失败数', unit: '个' },
    { item: 'oversight.scope', name: '超范围取数', unit: '次' },
  ],
};

/** The ten services of the contract: the sheet's sections without the workstation. */
export const TEN_SERVICES = SERVICES.filter((id) => id !== 'workstation');

export const serviceOutlines = Object.fromEntries(TEN_SERVICES.map((id) => [id, service(id)])) as Record<
  (typeof TEN_SERVICES)[number],
  PartOutline
>;

export const partOutlines = {
  inspection: {
    title: '日常巡检',
    short: '巡检',
    link: '/sheets',
    figures: {
      due: ['应检天数', '天'],
      done: ['实检天数', '天'],
      missed: ['缺检天数', '天'],
      rate: ['检查完成率', '%'],
      items: ['检查项次', '项次'],
      normal: ['正常项次', '项次'],
      warning: ['警告项次', '项次'],
      fault: ['故障项次', '项次'],
      unchecked: ['未检项次', '项次'],
      confirmed: ['甲方已确认日检单', '张'],
      corrections: ['更正', '处'],
    },
    tables: {
      services: {
        name: '各服务项检查统计',
        columns: ['服务项', '#检查天数', '#正常', '#警告', '#故障', '#未检', '#正常率（%）'],
      },
      abnormal: {
        name: '异常项排行',
        columns: ['检查项', '服务项', '#故障次数', '#警告次数', '最近异常说明'],
      },
    },
    charts: { daily: { name: '异常与未检走势', kind: 'stacked', unit: '项次' } },
  },
  conversion: {
    title: '卷宗转换（RTF）',
    short: '卷宗转换',
    link: '/conversion',
    figures: {
      done: ['处理文件', '份'],
      converted: ['已转换', '份'],
      noted: ['已转换（有提示）', '份'],
      doubtful: ['存疑', '份'],
      refused: ['拒转', '份'],
      failed: ['失败', '份'],
      quarantined: ['隔离', '份'],
      waiting: ['待转换', '份', 'now'],
    },
    tables: {
      courts: {
        name: '各法院转换情况',
        columns: ['法院', '#已转换', '#有提示', '#存疑', '#拒转', '#失败', '#隔离'],
      },
    },
    charts: { courts: { name: '转换量前列法院', kind: 'stacked', unit: '份' } },
  },
  compare: {
    title: '库间比对（审判数据完整性）',
    short: '库间比对',
    link: '/compare',
    figures: {
      runs: ['比对次数', '次'],
      lowest: ['最低可信度', '%'],
      missing: ['最近一次中心少', '行'],
      extra: ['最近一次中心多', '行'],
      different: ['最近一次内容不同', '行'],
    },
    tables: {
      runs: {
        name: '各比对任务最近结果',
        columns: [
          '比对任务',
          '源',
          '中心',
          '比对时间',
          '#源行数',
          '#中心少',
          '#中心多',
          '#不同',
          '#可信度（%）',
        ],
      },
    },
    charts: { credibility: { name: '可信度走势', kind: 'line', unit: '%' } },
  },
  backup: {
    title: '备份库（大数据集中库）',
    short: '备份库',
    link: '/backup-library',
    figures: {
      plans: ['备份方案', '个', 'now'],
      completeness: ['最低完整度', '%', 'now'],
    },
    tables: {
      plans: { name: '备份方案现状', columns: ['方案', '源', '备份库', '最近成功', '#完整度（%）', '说明'] },
    },
    charts: {},
  },
  capacity: {
    title: '中心库健康与容量',
    short: '容量',
    link: '/datacenter',
    figures: {
      faults: ['现有故障项', '项', 'now'],
      warnings: ['现有警告项', '项', 'now'],
      size: ['库容量（期末）', 'GB'],
      growth: ['本期增长', 'GB'],
    },
    tables: { items: { name: '健康检查项现状', columns: ['检查项', '状态', '读数'] } },
    charts: { size: { name: '库容量走势', kind: 'line', unit: 'GB' } },
  },
  statistics: {
    title: '特殊统计服务',
    short: '统计',
    link: '/statistics',
    figures: {
      runs: ['统计执行次数', '次'],
      succeeded: ['成功', '次'],
      failed: ['失败或取消', '次'],
      rows: ['结果行数', '行'],
    },
    tables: {
      queries: { name: '统计事项', columns: ['统计事项', '执行人', '#次数', '#结果行数', '最近一次'] },
    },
    charts: {},
  },
  changeorder: {
    title: '数据变更（手工 SQL）',
    short: '变更单',
    link: '/changeorder',
    figures: {
      filed: ['登记变更单', '张'],
      executed: ['已执行', '张'],
      undone: ['已撤销', '张'],
      failed: ['执行失败', '张'],
      rows: ['影响行数', '行'],
    },
    tables: {
      orders: {
        name: '变更清单',
        columns: ['编号', '事项', '申请人', '库/表', '#影响行数', '状态', '执行人'],
      },
    },
    charts: {},
  },
  servicedesk: {
    title: '事件、问题、变更与发布',
    short: '事件',
    link: '/servicedesk',
    figures: {
      total: ['事件', '件'],
      closed: ['已恢复、已关闭', '件'],
      open: ['未恢复', '件'],
      overall: ['SLA 达成率', '%'],
      respond: ['响应及时率', '%'],
      arrive: ['到场及时率', '%'],
      resolve: ['恢复及时率', '%'],
      breaches: ['超时事件', '件'],
      meanRespond: ['平均响应', '分钟'],
      meanResolve: ['平均恢复', '分钟'],
      problems: ['问题', '个'],
      changes: ['变更', '个'],
      releases: ['发布', '个'],
    },
    tables: {
      services: { name: '各服务项事件', columns: ['服务项', '#事件', '#超时', '#未恢复'] },
      breached: {
        name: '超时事件清单',
        columns: ['编号', '事件', '法院', '接报时间', '恢复时间', '超时目标', '责任人'],
      },
      records: { name: '问题、变更与发布', columns: ['编号', '种类', '事项', '状态', '登记人'] },
    },
    charts: { services: { name: '各服务项事件', kind: 'stacked', unit: '件' } },
  },
  duty: {
    title: '值班与出勤',
    short: '值班',
    link: '/duty',
    figures: {
      planned: ['排班班次', '班次'],
      gaps: ['空班', '班次'],
      shifts: ['实际签到班次', '班次'],
      absent: ['值班缺席', '次'],
      attendanceDays: ['应出勤', '人天'],
      normal: ['正常出勤', '人天'],
      leave: ['请假', '人天'],
      late: ['迟到', '次'],
      early: ['早退', '次'],
      missing: ['缺勤、漏签', '次'],
    },
    tables: {
      fairness: {
        name: '值班次数',
        columns: ['人员', '#工作日', '#周末', '#节假日', '#重大节假日', '#合计'],
      },
      attendance: {
        name: '出勤情况',
        columns: ['人员', '#应出勤', '#正常', '#请假', '#迟到', '#早退', '#缺勤漏签'],
      },
    },
    charts: { fairness: { name: '值班次数', kind: 'stacked', unit: '次' } },
  },
  assignments: {
    title: '领导交办、会议、培训与计划',
    short: '交办',
    link: '/assignments',
    figures: {
      given: ['领导交办', '项'],
      done: ['已办结', '项'],
      doneInTime: ['按期办结', '项'],
      open: ['在办', '项'],
      overdue: ['超期', '项'],
      meetings: ['会议', '次'],
      actions: ['会议事项', '项'],
      actionsDone: ['会议事项办结', '项'],
      training: ['培训', '次'],
      hours: ['培训学时', '学时'],
      suggestions: ['工作建议', '条'],
      adopted: ['建议被采纳', '条'],
      coordination: ['项目协调', '项'],
      events: ['重大事件', '件'],
      assurance: ['技术保障', '项'],
      planItems: ['计划事项', '项'],
      planDone: ['计划完成', '项'],
      keyDone: ['重点工作完成', '项'],
    },
    tables: {
      assignments: {
        name: '领导交办事项',
        columns: ['编号', '事项', '开始', '期限', '#完成度（%）', '办结日', '负责人'],
      },
    },
    charts: {},
  },
  staff: {
    title: '人员与更换',
    short: '人员',
    link: '/staff',
    figures: {
      serving: ['在岗人员', '人', 'now'],
      replacements: ['本期更换', '人次'],
      breaches: ['未报备、未批准的更换', '人次'],
    },
    tables: {
      members: { name: '在岗人员', columns: ['姓名', '岗位', '级别', '到岗日'] },
      replacements: { name: '人员更换', columns: ['编号', '离岗', '接替', '生效日', '报备日', '批准日'] },
    },
    charts: {},
  },
  assessment: {
    title: '考核自评',
    short: '考核',
    link: '/assessment',
    figures: {
      score: ['年度当前得分', '分', 'now'],
      forecast: ['年度预测得分', '分', 'now'],
      facts: ['本期考核事实', '条'],
      confirmed: ['已确认', '条'],
      waiting: ['待确认、申诉中', '条'],
      effect: ['本期已确认扣分（加分为正）', '分'],
    },
    tables: {
      items: { name: '年度各项扣分', columns: ['考核项', '#扣分'] },
      facts: { name: '本期考核事实', columns: ['编号', '日期', '考核项', '事实', '#分值', '状态'] },
    },
    charts: {},
  },
  security: {
    title: '安全与保密（操作审计）',
    short: '安全',
    link: '/audit',
    figures: {
      entries: ['审计记录', '条'],
      exports: ['导出、打印', '次'],
      logins: ['登录失败', '次'],
      people: ['操作人员', '人'],
    },
    tables: { actions: { name: '导出与打印', columns: ['操作', '#次数'] } },
    charts: {},
  },
} as const satisfies Record<string, PartOutline>;

/** The outline of a source by its id. */
export const outlineOf: ReadonlyMap<string, PartOutline> = new Map<string, PartOutline>([
  ...Object.entries(partOutlines),
  ...Object.entries(serviceOutlines),
]);

export const figureWords = {
  missedDays: (days: readonly string[]) =>
    `缺检日：${days.slice(0, 12).join('、')}${days.length > 12 ? ` 等 ${days.length} 天` : ''}。`,
  noSheets: '本期没有日检单。',
  noChecks: '本期日检单中没有这项服务的检查记录。',
  volumeNote: '业务量为各日检查时刻读数之和。',
  noConversion: '本期没有处理卷宗文件。',
  noCompare: '本期没有做过库间比对。',
  noBackup: '还没有设置备份方案。',
  noCapacity: '本期没有库容量读数。',
  noHealth: '还没有做过健康检查。',
  noIncidents: '本期没有登记事件。',
  unclassified: (count: number) => `有 ${count} 件事件的接报日没有发布放假安排，未计入 SLA。`,
  noRoster: (months: readonly string[]) => `${months.join('、')} 没有发布值班表。`,
  noYear: '还没有设置考核年度。',
  kindOf: { problem: '问题', change: '变更', release: '发布' },
  noConnection: '还没有设置数据中心连接。',
  noStatistics: '本期没有执行统计。',
  noChanges: '本期没有登记数据变更单。',
  snapshot: '“现有”“现状”为取数时刻的读数，不是期间累计。',
  moreRows: (rest: number) => `其余 ${rest} 行未列出，可在控制台查看。`,
  sourceFailed: (message: string) => `取数失败：${message}`,
  levels: { ok: '正常', warning: '警告', fault: '故障', unknown: '未知' },
  openRun: '未完成',
};
