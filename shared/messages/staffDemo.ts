import type { MemberInput } from '../contract/staff.ts';

/** A person of the demo; `role` names the operator he is, where he has an account; days count back. */
type DemoMember = Omit<MemberInput, 'since' | 'name'> & {
  name?: string;
  role?: 'manager' | 'engineer' | 'expert';
  daysAgo: number;
};

const members: readonly DemoMember[] = [
  {
    role: 'manager',
    post: 'manager',
    place: 'onsite',
    keyPost: true,
    level: '资深',
    daysAgo: 320,
    phone: '13800000001',
    qualifications: '信息系统项目管理师；法院信息化项目 8 年',
  },
  {
    role: 'engineer',
    post: 'engineer',
    place: 'onsite',
    level: '高级',
    daysAgo: 320,
    phone: '13800000002',
    qualifications: 'Oracle 认证工程师；数据治理 5 年',
  },
  {
    name: '刘工程',
    post: 'engineer',
    place: 'onsite',
    keyPost: true,
    level: '高级',
    daysAgo: 210,
    phone: '13800000005',
    qualifications: '数据库工程师；电子卷宗上报 4 年',
  },
  {
    role: 'expert',
    post: 'expert',
    place: 'remote',
    level: '专家',
    daysAgo: 320,
    phone: '13800000004',
    qualifications: '数据库内核与性能调优',
  },
  {
    name: '孙专家',
    post: 'expert',
    place: 'remote',
    level: '专家',
    daysAgo: 320,
    phone: '13800000006',
    qualifications: '电子文件格式与转换',
  },
];

/** 人员 of the demo workspace. */
export const staffDemo = {
  employer: '演示运维公司',
  members,
  replacement: {
    leaving: '刘工程',
    successor: '何工程',
    phone: '13800000007',
    level: '高级',
    qualifications: '数据库工程师；法院数据上报 3 年，已签保密承诺书',
    cause: 'transferred' as const,
    reason: '公司内部岗位调整',
    handoverNote: '前置机、转换工具、上报通道的现状与账号，未完事项 2 项。',
    writtenAgo: 4,
    filedAgo: 3,
    effectiveIn: 12,
    filedTo: '省法院信息处',
    document: '运维〔报备〕第 3 号',
  },
  request: {
    title: '夜间批量转换时个别文件超时',
    urgency: 'normal' as const,
    description: '含大量嵌套表格的 RTF 转换超过 60 秒被终止，已单独重跑仍超时，样本 3 份。',
    expert: '孙专家',
    channel: '远程会话',
    link: '',
  },
};
