import { AuditOutlined, SettingOutlined, TeamOutlined, UnorderedListOutlined } from '@ant-design/icons';
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
    path: '/duty',
    title: words.duty,
    group: 'watch',
    icon: TeamOutlined,
    keywords: 'zb 签到 签退 交接班 未完事项',
    waiting: {
      topics: ['duty'],
      count: async (ask, signal) => ((await ask.duty.current(undefined, { signal })).waitingHandover ? 1 : 0),
    },
    load: () => import('../features/duty/DutyPage.tsx'),
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
