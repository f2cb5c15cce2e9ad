import {
  AlertOutlined,
  AuditOutlined,
  BarChartOutlined,
  BookOutlined,
  CheckSquareOutlined,
  CopyOutlined,
  DashboardOutlined,
  DatabaseOutlined,
  DiffOutlined,
  FileDoneOutlined,
  FilePdfOutlined,
  FormOutlined,
  IdcardOutlined,
  ScheduleOutlined,
  SettingOutlined,
  TagsOutlined,
  TeamOutlined,
  TrophyOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import type { ComponentType } from 'react';
import type { Role } from '../../shared/domain/roles.ts';
import { shellMessages } from '../../shared/messages/shell.ts';
import { type Client, client } from '../rpc/client.ts';

export type PageGroup = keyof typeof shellMessages.groups;

/** One page of the console. The navigation, the routes and the search read this list; nothing else names pages. */
export interface PageEntry {
  /** Where it lives: `/duty`; may end in a parameter of the same page: `/sheets/:day?`. */
  path: string;
  title: string;
  group: PageGroup;
  icon: ComponentType;
  /** What a person may type besides the title: initials of its pinyin, other names, things done there. */
  keywords: string;
  /** Who sees it; everyone when left out. The core decides again at each call. */
  roles?: readonly Role[];
  /** How many things wait for a person here, and the capabilities whose changes alter that number. */
  waiting?: { topics: readonly string[]; count: (ask: Client, signal: AbortSignal) => Promise<number> };
  load: () => Promise<{ default: ComponentType }>;
}

const words = shellMessages.pages;

/** In the order of the day; the groups stand in the order of `shellMessages.groups`. */
export const pages: readonly PageEntry[] = [
  {
    path: '/',
    title: words.today,
    group: 'today',
    icon: DashboardOutlined,
    keywords: 'jr 巡检 开始巡检 要办的事 首页 十项服务',
    waiting: {
      topics: ['inspection', 'calendar', 'settings'],
      count: async (ask, signal) => {
        const { due } = await ask.inspection.today(undefined, { signal });
        return due.state === 'overdue' || due.state === 'soon' ? 1 : 0;
      },
    },
    load: () => import('../features/inspection/TodayPage.tsx'),
  },
  {
    path: '/sheets/:day?',
    title: words.sheets,
    group: 'watch',
    icon: CheckSquareOutlined,
    keywords: 'rjd 巡检 日检 打印 签字 更正 缺检 一周',
    waiting: {
      topics: ['inspection', 'calendar'],
      count: async (ask, signal) => (await ask.inspection.today(undefined, { signal })).missed.count,
    },
    load: () => import('../features/inspection/SheetsPage.tsx'),
  },
  {
    path: '/duty/:view?',
    title: words.duty,
    group: 'watch',
    icon: TeamOutlined,
    keywords: 'zb 签到 签退 交接班 未完事项 班表 换班 替班 请假 考勤 值班日志',
    waiting: {
      topics: ['duty', 'calendar'],
      count: async (ask, signal) => {
        const { reminders } = await ask.duty.outlook(undefined, { signal });
        return reminders.filter(({ acts }) => acts).length;
      },
    },
    load: () => import('../features/duty/DutyPage.tsx'),
  },
  {
    path: '/servicedesk/:id?',
    title: words.servicedesk,
    group: 'watch',
    icon: AlertOutlined,
    keywords: 'sjt 事件 问题 变更 发布 配置项 知识库 时钟 时限',
    waiting: {
      topics: ['servicedesk'],
      count: async (ask, signal) => (await ask.servicedesk.incidents.alerts(undefined, { signal })).length,
    },
    load: () => import('../features/servicedesk/ServicedeskPage.tsx'),
  },
  {
    path: '/assignments/:view?',
    title: words.assignments,
    group: 'watch',
    icon: ScheduleOutlined,
    keywords: 'jb 领导交办 计划 会议 培训 重点工作 协调 重大事件 验收 制度 建议 参观 大屏',
    waiting: {
      topics: ['assignments'],
      count: async (ask, signal) => (await ask.assignments.waiting(undefined, { signal })).count,
    },
    load: () => import('../features/assignments/AssignmentsPage.tsx'),
  },
  {
    path: '/datacenter',
    title: words.datacenter,
    group: 'data',
    icon: DatabaseOutlined,
    keywords: 'sjzx 连接 数据库 oracle 密码 测试 健康',
    load: () => import('../features/datacenter/DatacenterPage.tsx'),
  },
  {
    path: '/dictionary',
    title: words.dictionary,
    group: 'data',
    icon: BookOutlined,
    keywords: 'kbzd 字段 表 结构 代码表 法标 数据字典 差异',
    load: () => import('../features/datacenter/DictionaryPage.tsx'),
  },
  {
    path: '/standards/:kind?',
    title: words.standards,
    group: 'data',
    icon: TagsOutlined,
    keywords: 'sjbz 法标 代码表 法院代字 案件类型 案由 版本 导入 生效日期',
    load: () => import('../features/standards/StandardsPage.tsx'),
  },
  {
    path: '/backup-library',
    title: words.backupLibrary,
    group: 'data',
    icon: CopyOutlined,
    keywords: 'bfk 备份 大数据集中库 增量复制 还原 完整度',
    load: () => import('../features/datacenter/BackupPage.tsx'),
  },
  {
    path: '/statistics',
    title: words.statistics,
    group: 'data',
    icon: BarChartOutlined,
    keywords: 'tj sql 查询 特殊统计 导出 透视 图表 脱敏 定时',
    waiting: {
      topics: ['statistics'],
      count: async (ask, signal) => (await ask.statistics.today(undefined, { signal })).waiting,
    },
    load: () => import('../features/statistics/StatisticsPage.tsx'),
  },
  {
    path: '/changeorder',
    title: words.changeorder,
    group: 'data',
    icon: FormOutlined,
    keywords: 'bgd sql update delete insert 手工修改 前像 撤销 审批',
    waiting: {
      topics: ['changeorder'],
      count: async (ask, signal) => (await ask.changeorder.waiting(undefined, { signal })).count,
    },
    load: () => import('../features/changeorder/ChangeorderPage.tsx'),
  },
  {
    path: '/conversion',
    title: words.conversion,
    group: 'report',
    icon: FilePdfOutlined,
    keywords: 'jzzh rtf pdf 电子卷宗 存疑 拒转 隔离 来源 前置机',
    waiting: {
      topics: ['conversion'],
      count: async (ask, signal) => {
        const { counts } = await ask.conversion.status({}, { signal });
        return counts.doubtful + counts.failed;
      },
    },
    load: () => import('../features/conversion/ConversionPage.tsx'),
  },
  {
    path: '/compare/:id?',
    title: words.compare,
    group: 'report',
    icon: DiffOutlined,
    keywords: 'kjbd sp 审判数据 比对 补录 可信度 中心多 中心少 漏报',
    load: () => import('../features/compare/ComparePage.tsx'),
  },
  {
    path: '/assessment',
    title: words.assessment,
    group: 'assess',
    icon: TrophyOutlined,
    keywords: 'kh 评分 扣分 加分 撤换 评分表',
    waiting: {
      topics: ['assessment'],
      count: async (ask, signal) => (await ask.assessment.waiting(undefined, { signal })).count,
    },
    load: () => import('../features/assessment/AssessmentPage.tsx'),
  },
  {
    path: '/deliverables/:id?',
    title: words.deliverables,
    group: 'assess',
    icon: FileDoneOutlined,
    keywords: 'zl 周报 月报 季报 年报 专题 建议 报告 模板 送达 回执',
    waiting: {
      topics: ['deliverables', 'calendar'],
      count: async (ask, signal) => (await ask.deliverables.waiting(undefined, { signal })).count,
    },
    load: () => import('../features/deliverables/DeliverablesPage.tsx'),
  },
  {
    path: '/staff/:view?',
    title: words.staff,
    group: 'assess',
    icon: IdcardOutlined,
    keywords: 'ry 人员 备案 岗位 更换 远程专家 诊断信息',
    waiting: {
      topics: ['staff'],
      count: async (ask, signal) => (await ask.staff.waiting(undefined, { signal })).count,
    },
    load: () => import('../features/staff/StaffPage.tsx'),
  },
  {
    path: '/jobs',
    title: words.jobs,
    group: 'system',
    icon: UnorderedListOutlined,
    keywords: 'rw 进度 取消 后台 运行',
    load: () => import('../features/jobs/JobsPage.tsx'),
  },
  {
    path: '/audit',
    title: words.audit,
    group: 'system',
    icon: AuditOutlined,
    keywords: 'sj 操作记录 留痕 谁 什么时候',
    roles: ['manager', 'supervisor'],
    load: () => import('../features/audit/AuditPage.tsx'),
  },
  {
    path: '/settings',
    title: words.settings,
    group: 'system',
    icon: SettingOutlined,
    keywords: 'sz 人员 密码 日历 放假 表头',
    load: () => import('../features/settings/SettingsPage.tsx'),
  },
];

/** `/jobs/:id?` → `/jobs`: where a link to the page points. */
export function pageHome(page: PageEntry): string {
  return page.path.replace(/\/:.*$/, '') || '/';
}

export function pagesFor(role: Role): readonly PageEntry[] {
  return pages.filter((page) => !page.roles || page.roles.includes(role));
}

/** The page an address belongs to. */
export function pageAt(pathname: string): PageEntry | undefined {
  return pages.find((page) => {
    const home = pageHome(page);
    return pathname === home || (home !== '/' && pathname.startsWith(`${home}/`));
  });
}

/** How many things wait on a page. */
export function waitingOn(page: PageEntry, signal: AbortSignal): Promise<number> {
  return page.waiting ? page.waiting.count(client, signal) : Promise.resolve(0);
}
