/** Incidents of the demo's past, and its assessment; all made up. */
export const demoIncidents = [
  [
    'casefile',
    '卷宗转换排队过长',
    '转换队列积压，业务部门催办。',
    '批量补报时段集中',
    '错峰安排批量任务并扩大并发',
    'application',
  ],
  [
    'trialdata',
    '两家法院日报包迟到',
    '6:00 前未到包。',
    '法院侧定时任务未启动',
    '电话联系法院重启任务并补传',
    'application',
  ],
  [
    'interfaces',
    '信访接口返回超时',
    '接口均时超过 3 秒。',
    '网关线程池占满',
    '重启网关并调整线程数',
    'application',
  ],
  [
    'datacenter',
    '统计查询缓慢',
    '月报查询超过 5 分钟。',
    '缺少组合索引',
    '补建索引并更新统计信息',
    'database',
  ],
  [
    'retrieval',
    '调阅件无人应答',
    '调阅申请提交后 20 分钟未处理。',
    '值守人员离席交接不清',
    '补办并重申交接要求',
    'operation',
  ],
  [
    'bankruptcy',
    '破产案件上报被退回',
    '3 件因代码不符退回。',
    '案由代码未更新',
    '更新代码表后重报成功',
    'data',
  ],
  ['tags', '标签看板不刷新', '大屏停在昨日。', '夜间任务失败未重试', '手工重跑任务并设置重试', 'application'],
  ['quality', '质检报告缺一家法院', '报告少 1 家。', '法院停机割接', '割接后补跑质检', 'data'],
] as const;

export const demoHistoryMessages = {
  reporter: '业务部门',
  year: (year: string) => `${year} 合同年度`,
  missedNote: '当日无检查记录，情况属实',
  lateNote: '考勤记录属实',
  harmless: '恢复略超时限，未影响服务对象工作，不计',
  powerCut: '当日机房停电检修，已提前报备，不计',
  appeal: '当日凌晨参加割接，经服务经理同意调休',
  voided: '当日受派外出协调，考勤未登记，予以作废',
  bonuses: [
    {
      daysAgo: 20,
      points: 2,
      text: '合同外协助迎接上级数据质量督查，连续三天加班完成数据核对。',
      evidence: '书面申请〔2026〕3号',
    },
    { daysAgo: 1, points: 1.5, text: '协助编制下一年度数据治理方案。', evidence: '书面申请〔2026〕5号' },
  ],
  application: (points: number, text: string) =>
    `加分申请\r\n\r\n申请加分：${points} 分\r\n事由：${text}\r\n申请人：服务经理\r\n`,
  applicationFile: '加分申请.txt',
  bonusNote: '工作圆满完成，同意加分',
};
