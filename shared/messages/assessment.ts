import type { AssessmentFactType } from '../domain/assessmentFact.ts';
import type { AssessmentItem, HalfYear } from '../domain/assessmentScheme.ts';
import type { DayKind } from '../domain/calendar.ts';

const ITEMS: Record<AssessmentItem, string> = {
  'daily-maintenance': '日常维护工作',
  documents: '资料管理',
  duty: '值班管理',
  personnel: '人员管理',
  confidentiality: '保密工作',
  'extra-work': '超额工作',
};

const TYPES: Record<AssessmentFactType, string> = {
  'service-failure': '未按要求完成服务并造成影响',
  'leader-criticism': '被院领导点名批评',
  'missing-deliverable': '未提供周报、月报等资料',
  'duty-absence': '值班缺席',
  attendance: '迟到、早退或不守请销假',
  'unfiled-replacement': '更换人员未报备案',
  'unapproved-key-replacement': '关键岗位更换未经批准',
  'refused-withdrawal': '拒不更换应撤回人员',
  'security-breach': '违反保密规定',
  bonus: '超额工作加分',
};

/** 考核: what the core, the commands and the printed forms say. */
export const assessmentMessages = {
  title: '考核',
  items: ITEMS,
  /** 评分细则 of each item as the contract has them (运维工作考核评分办法). */
  standards: {
    'daily-maintenance':
      '未按要求完成数据统计、数据上报、数据共享、卷宗调阅等服务，对服务对象工作造成影响的，每次扣2分；被院领导点名批评，扣5分。',
    documents: '定期向我院提供运维内容相关的资料，未提供相关周报、月报等资料，每次扣1分。',
    duty: '日常值班或周末值班缺席，每次扣0.5分；重大节假日值班缺席，每次扣1分；因值班缺席影响省法院工作正常开展，每次扣5分。',
    personnel:
      '无故迟到早退或不遵守请销假制度的每次扣0.2分；更换人员未报备案的扣1分；关键岗位人员的更换未经同意批准，一次性扣5分；同一人员半年度内五次被扣分应撤回并重新派遣，拒不更换扣5分。',
    confidentiality: '违反保密规定未造成影响的每次扣5分；造成失泄密事件或造成重大影响的扣10分并追究责任。',
    'extra-work': '合同之外临时或额外增加工作并圆满完成的，可书面申请加分，每次不高于5分，计入本年度总分。',
  } satisfies Record<AssessmentItem, string>,
  types: TYPES,
  dayKinds: {
    workday: '工作日',
    weekend: '周末',
    holiday: '法定节假日',
    'major-holiday': '重大节假日',
    unpublished: '未发布',
  } satisfies Record<DayKind, string>,
  impacts: { none: '未造成影响', major: '失泄密或重大影响' },
  states: {
    proposed: '待确认',
    confirmed: '已确认',
    rejected: '已驳回',
    appealed: '申诉中',
    voided: '已作废',
    lapsed: '依据已消失',
  },
  standings: { good: '正常', near: '接近不合格', failed: '不合格' },
  halfYears: { calendar: '自然半年', rolling: '滚动半年' } satisfies Record<HalfYear, string>,
  acts: {
    propose: '提出',
    confirm: '确认',
    reject: '驳回',
    acknowledge: '签认',
    appeal: '申诉',
    grant: '申诉成立，作废',
    uphold: '申诉不成立，维持',
    void: '作废',
    reopen: '重新列为待确认',
    lapse: '依据已消失',
    attach: '补充附件',
  },
  /** The acts as something that cannot be done now. */
  doing: {
    confirm: '确认',
    reject: '驳回',
    acknowledge: '签认',
    appeal: '申诉',
    grant: '裁定申诉',
    uphold: '裁定申诉',
    void: '作废',
    reopen: '重新列为待确认',
  },
  sources: {
    manual: '人工登记',
    inspection: '日检',
    duty: '值班与考勤',
    servicedesk: '事件台',
    staff: '人员',
    deliverables: '资料',
    assignments: '交办与计划',
  } as Readonly<Record<string, string>>,
  contractScheme: '合同原文《运维工作考核评分办法》',
  calendarYear: (year: string) => `${year} 自然年`,
  foundAgain: '再次发现',
  gone: '系统复核：记录已更正，依据不再存在',
  sourceFailed: (source: string, reason: string) => `“${source}”的记录没有查完：${reason}`,
  affectedWork: '影响工作',
  voidedNote: '已作废不计分',
  watcher: '考核自动核查',
  files: {
    tooMany: (most: number) => `一条考核事实最多 ${most} 个附件。请合并后再提交。`,
    tooMuch: (megabytes: number) =>
      `本年度的附件合计超过 ${megabytes} MB，不能一次打包。请在各条事实里分别下载，或直接复制工作区 results/assessment 文件夹。`,
    notFound: '没有这个附件，可能是别的窗口的旧链接。请刷新列表。',
    none: '本年度的考核事实还没有附件，没有可导出的证据。',
    whole: '完好',
    broken: '文件缺失或已改动',
    listName: '证据清单.csv',
    listHead: ['单号', '文件名', '字节数', 'SHA-256', '提交人', '提交时间', '核对'],
    zipName: (year: string) => `考核证据-${year}.zip`,
    /** In the evidence column of the score sheet. */
    shown: (names: readonly string[]) => `附件 ${names.length} 件：${names.join('、')}`,
    sheetHeading: '证据附件清单',
    columns: ['单号', '文件名', '提交环节', '大小（KB）', 'SHA-256', '提交人', '提交时间'],
  },
  form: {
    sheet: '运维工作考核评分表',
    notice: '撤回人员通知书',
    year: (name: string, from: string, to: string) => `${name}（${from} 至 ${to}）`,
    version: (version: number, halfYear: string, cap: number | null) =>
      `考核办法第 ${version} 版，${halfYear}，${cap === null ? '不封顶' : `封顶 ${cap} 分`}`,
    none: '本项无扣分、加分',
    sum: (base: number, deducted: string, bonus: string) => `${base} 分，扣分 ${deducted}，加分 ${bonus}`,
    verdict: (passed: boolean, passing: number) =>
      passed ? `达到 ${passing} 分，合格` : `低于 ${passing} 分，视为项目验收不合格`,
    withdrawal: (person: string, from: string, to: string, facts: string) =>
      `${person}：${from} 至 ${to} 多次被扣分，应撤回并重新派遣（${facts}）`,
    open: (proposed: number, appealed: number) =>
      proposed + appealed === 0 ? '' : `尚有待确认 ${proposed} 条、申诉中 ${appealed} 条；申诉中的已计入。`,
    people: ['考核人（甲方）', '被考核方（服务经理）', '甲方负责人'],
    customer: (name: string) => `甲方：${name}`,
    contractor: (name: string) => `运维单位：${name}`,
    summaryHead: ['序号', '考核项', '次数', '扣/加分'],
    scoreLabel: '得分',
    summarySheet: '得分',
    factsSheet: '考核明细',
    filesSheet: '证据附件',
    columns: [
      '考核项',
      '标准',
      '扣分规则',
      '发生日期',
      '事实',
      '证据',
      '次数',
      '扣/加分',
      '考核人',
      '被考核方确认',
      '申诉',
      '备注',
    ],
    printedAt: (at: string) => `导出时间：${at}`,
    sheetFile: (year: string) => `考核评分表-${year}.pdf`,
    workbookFile: (year: string) => `考核评分表-${year}.xlsx`,
    noticeFile: (number: string, person: string) => `撤回人员通知书-${number}-${person}.pdf`,
    noticeBody: (project: string, person: string, from: string, to: string, count: number, at: number) =>
      `在“${project}”项目中，贵公司运维人员${person}于${from}至${to}期间被扣分${count}次，达到同一运维人员半年度内被扣分${at}次的规定。根据合同《运维工作考核评分办法》第4项“人员管理”，现要求贵公司撤回该人员并重新派遣。`,
    noticeDemand:
      '请贵公司收到本通知后尽快撤回该人员，并将重新派遣人员的简历、资质提前报我院备案；如拒不更换，将按合同扣5分。',
  },
  errors: {
    noYear: '没有这个合同年度，可能已被修改。请刷新后重新选择。',
    yearFirst: '还没有登记合同年度。请先登记合同年度，再修改考核办法。',
    yearReversed: '截止日期必须晚于起始日期。请改正截止日期。',
    yearOverlaps: (name: string, from: string, to: string) =>
      `与“${name}”（${from} 至 ${to}）重叠。合同年度不能重叠，请改正日期。`,
    yearNamed: (name: string) => `已有名为“${name}”的合同年度。请换一个名称，或修改已有的年度。`,
    unknownScheme: (version: number, known: readonly number[]) =>
      `没有考核办法第 ${version} 版。现有版本：${known.join('、')}。`,
    unpriced: (type: string) =>
      `“${type}”没有不带条件的扣分规则，有的事实会不扣分。请在规则末尾补一条不带条件的。`,
    whatIfDay: (day: string, from: string, to: string) =>
      `${day} 不在合同年度（${from} 至 ${to}）之内，试算不会计入。请改正日期。`,
    whatIfConfirm: (number: string) =>
      `${number} 不是这个合同年度里待确认的事实，不能试算确认。请刷新后重新选择。`,
    whatIfDrop: (number: string) =>
      `${number} 不是这个合同年度里已计入的事实，不能试算去掉。请刷新后重新选择。`,
    passing: '合格线不能高于总分。请改正合格线。',
    warnBelow: '预警线不能低于合格线。请改正预警线。',
    noScheme: (version: number) => `考核办法第 ${version} 版不在日志库里。请从备份还原日志库后重试。`,
    noFact: '没有这条考核事实，可能是别的窗口的旧链接。请刷新列表。',
    noNumber: (number: string) => `没有编号为“${number}”的考核事实。请在考核列表里核对编号。`,
    acknowledged: (by: string) => `这条事实已由${by}签认，不需要再次签认。`,
    bonusAcknowledge: '加分不需要签认，由甲方批准即可。',
    future: (day: string) => `${day} 还没有到，不能登记将来的事实。请改正日期。`,
    outsideYears: (day: string, name: string, from: string, to: string) =>
      `${day} 不在已登记的合同年度内（${name}：${from} 至 ${to}），登记了也不会计入。请改正日期，或先登记那个合同年度。`,
    person: '请填写当事人姓名：半年五次扣分按人统计。',
    dayKind: '这一天的日类型未发布或未填。请选择工作日、周末、法定节假日或重大节假日，它决定扣几分。',
    impact: '请选择是否造成失泄密或重大影响：未造成影响扣 5 分，重大影响扣 10 分。',
    bonus: (most: number) => `每次申请加分须大于 0 且不高于 ${most} 分。请改正分数或分次申请。`,
    application: '加分须有书面申请。请填写申请的文号或存放位置，或附上申请文件。',
    bonusCustomer: '加分只能由甲方（监督方）批准。请甲方人员登录后批准。',
    bonusAppeal: '加分不需要申诉。如需更正，请由甲方作废后重新申请。',
    state: (state: string, act: string) => `这条事实现在是“${state}”，不能${act}。请刷新后查看最新状态。`,
    noWithdrawal: '当前没有这一撤回情形，可能有扣分已作废。请刷新后查看。',
    print: '排版失败，没有生成 PDF。请重试；仍不行请导出诊断信息联系二线专家。',
  },
  command: {
    compute: '按合同考核办法给一份事实清单评分（读文件，不需要工作区）。',
    computeUsage: '--input 文件 [--json]',
    computeHelp: [
      '  --input 文件   JSON：{period: "2026" 或 {from, to}, cap?: null|100, halfYear?: "calendar"|"rolling",',
      '                 facts: [{id, type, date, person?, …}]}。',
      '  type           service-failure −2，leader-criticism −5，missing-deliverable −1，',
      '                 duty-absence（dayKind: workday|weekend|holiday|major-holiday，affectedWork）−0.5/−1/−5，',
      '                 attendance −0.2，unfiled-replacement −1，unapproved-key-replacement −5，refused-withdrawal −5，',
      '                 security-breach（impact: none|major）−5/−10，bonus（points ≤5，approved）。',
      '  halfYear       calendar（默认）：1–6 月、7–12 月；rolling：首尾相连 183 天内满五次即撤回，之后重新计数。',
      '输出 {score, passed, items, bonus, withdrawals, ignored}；期间之外的事实列在 ignored。',
    ],
    score: (score: string, passed: boolean) => `得分 ${score}（${passed ? '合格' : '不合格'}）`,
    item: (name: string, deducted: string) => `${name}\t扣 ${deducted}`,
    bonus: (points: string) => `加分\t${points}`,
    withdrawal: (person: string, from: string, to: string, facts: string) =>
      `应撤回：${person}（${from} 至 ${to}，${facts}）`,
    status: '显示合同年度的得分、六项扣分、预测和待确认数。',
    yearUsage: '[--year 名称]',
    yearHelp: ['  --year 名称    合同年度的名称；不给时用今天所在的年度。'],
    propose: '从各能力的记录中查找扣分事实，列为待确认，并列出全部待确认的事实。',
    sheet: '生成考核评分表：PDF（A4 横向，带签字栏）或 Excel。',
    sheetHelp: [
      '  --year 名称    合同年度的名称；不给时用今天所在的年度。',
      '  --out F        文件名以 .pdf 或 .xlsx 结尾，决定格式。',
    ],
    evidence: '把合同年度的全部证据附件导出为一个 ZIP，内含清单和摘要。',
    evidenceUsage: '[--year 名称] --out F.zip',
    evidenceKind: '“--out”的文件名须以 .zip 结尾。',
    packed: (file: string, count: number) => `已导出 ${count} 个附件：${file}`,
    evidenceMissing: (which: string) => `提醒：以下附件缺失或已改动，没有导出：${which}`,
    sheetKind: '“--out”的文件名须以 .pdf 或 .xlsx 结尾。',
    written: (file: string) => `已生成：${file}`,
    noYear: (name: string, known: string) => `没有名为“${name}”的合同年度。现有：${known}。`,
    collected: (found: number, added: number, lapsed: number, total: number) =>
      `查到 ${found} 条，新增待确认 ${added} 条，依据消失 ${lapsed} 条；共有待确认 ${total} 条。`,
    yearLine: (name: string, from: string, to: string) => `${name}\t${from} 至 ${to}`,
    outlook: (forecast: number | null) =>
      forecast === null ? '预测\t年度开始不满 30 天，暂不预测' : `预测\t${forecast}`,
    waiting: (proposed: number, appealed: number) => `待确认 ${proposed} 条，申诉中 ${appealed} 条`,
    ignored: (ids: string) => `期间之外未计：${ids}`,
  },
};
