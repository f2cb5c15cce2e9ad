import { auditActionNames, auditFieldNames } from './auditNames.ts';

/** Words of the page 审计. */
export const auditPageMessages = {
  title: '审计',
  says: '谁在什么时候改了、发了、导出了什么。记录只增不改，前后相扣。',
  verify: '核验完整性',
  verifying: '正在核验…',
  intact: (entries: string) => `${entries} 条记录前后相扣，没有被改动或删除`,
  broken: (id: string) =>
    `第 ${id} 条记录与前一条对不上：日志库可能被改动过。请保留现场，从备份取出日志库比对。`,
  columns: {
    id: '序号',
    at: '时间',
    operator: '人员',
    host: '来自',
    action: '操作',
    target: '对象',
    detail: '内容',
  },
  hosts: { window: '窗口', cli: '命令行' } as Record<string, string>,
  none: '还没有审计记录',
  exportTitle: '审计记录',
  actions: auditActionNames,
  fields: auditFieldNames,
  reports: {
    daily: '日报',
    weekly: '周报',
    monthly: '月报',
    quarterly: '季度总结',
    yearly: '年度总结',
    special: '专项报告',
    suggestion: '建议报告',
  },
  yes: '是',
  no: '否',
  everything: '全部',
  nothing: '—',
};
