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
    ignored: (ids: string) => `期间之外未计：${ids}`,
  },
};
