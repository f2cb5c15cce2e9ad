import { MenuFoldOutlined, MenuUnfoldOutlined } from '@ant-design/icons';
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { NavLink } from 'react-router';
import { shellMessages } from '../../shared/messages/shell.ts';
import { useSession } from '../rpc/query.tsx';
import styles from './Navigation.module.css';
import { type PageEntry, type PageGroup, pageHome, pagesFor, waitingOn } from './pages.tsx';

const STORAGE_KEY = 'ops.nav.folded';
const words = shellMessages.nav;
const groups = Object.keys(shellMessages.groups) as PageGroup[];

/** The pages of the signed-in person's role, in the groups of the day. Foldable to its icons. */
export function Navigation() {
  const [folded, setFolded] = useState(() => localStorage.getItem(STORAGE_KEY) === 'yes');
  const role = useSession()?.operator.role ?? 'engineer';
  const entries = pagesFor(role);
  const waiting = useWaiting(entries);
  const fold = () => {
    localStorage.setItem(STORAGE_KEY, folded ? 'no' : 'yes');
    setFolded(!folded);
  };
  return (
    <nav className={folded ? `${styles.nav} ${styles.folded}` : styles.nav} aria-label={words.label}>
      <ul className={styles.list}>
        {groups.map((group) => (
          <Group
            key={group}
            group={group}
            entries={entries.filter((page) => page.group === group)}
            waiting={waiting}
            folded={folded}
          />
        ))}
      </ul>
      <button
        type="button"
        className={styles.fold}
        aria-label={folded ? words.expand : words.collapse}
        title={folded ? words.expand : words.collapse}
        onClick={fold}
      >
        {folded ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
        {folded ? null : words.collapse}
      </button>
    </nav>
  );
}

interface GroupProps {
  group: PageGroup;
  entries: readonly PageEntry[];
  waiting: ReadonlyMap<string, number>;
  folded: boolean;
}

function Group({ group, entries, waiting, folded }: GroupProps) {
  if (entries.length === 0) return null;
  // 今日 is a page of its own, without a heading above it.
  return (
    <li className={styles.group}>
      {group === 'today' ? null : <div className={styles.groupName}>{shellMessages.groups[group]}</div>}
      <ul>
        {entries.map((page) => (
          <li key={page.path}>
            <NavLink
              to={pageHome(page)}
              end={pageHome(page) === '/'}
              className={({ isActive }) => (isActive ? `${styles.link} ${styles.active}` : styles.link)}
              title={folded ? page.title : undefined}
              aria-label={folded ? page.title : undefined}
              onPointerEnter={() => void page.load()}
            >
              <page.icon />
              <span className={styles.title}>{page.title}</span>
              <Badge count={waiting.get(page.path) ?? 0} />
            </NavLink>
          </li>
        ))}
      </ul>
    </li>
  );
}

function Badge({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <span className={styles.badge} title={words.waiting(count)}>
      {count > 99 ? '99+' : count}
    </span>
  );
}

/** Things waiting for a person, by page path. */
function useWaiting(entries: readonly PageEntry[]): ReadonlyMap<string, number> {
  const counted = entries.filter((page) => page.waiting);
  const results = useQueries({
    queries: counted.map((page) => ({
      queryKey: ['shell', 'waiting', page.path],
      queryFn: ({ signal }: { signal: AbortSignal }) => waitingOn(page, signal),
      meta: { topics: page.waiting?.topics ?? [] },
    })),
  });
  return new Map(counted.map((page, index) => [page.path, results[index]?.data ?? 0]));
}
