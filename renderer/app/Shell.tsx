import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Outlet, useLocation } from 'react-router';
import type { Role } from '../../shared/domain/roles.ts';
import { shellMessages } from '../../shared/messages/shell.ts';
import { SignInPage } from '../features/sign-in/SignInPage.tsx';
import { useSession } from '../rpc/query.tsx';
import { Navigation } from './Navigation.tsx';
import { pageAt } from './pages.tsx';
import { readAhead } from './readAhead.ts';
import styles from './Shell.module.css';
import { TopBar } from './TopBar.tsx';

const SearchBox = lazy(() => import('./SearchBox.tsx'));
const JobsDrawer = lazy(() => import('./JobsDrawer.tsx'));
const DutyNotices = lazy(() => import('../features/duty/DutyNotices.tsx'));
const DeskAlerts = lazy(() => import('../features/servicedesk/DeskAlerts.tsx'));

/** Navigation, top bar and the page; without a session the sign-in page in its place, the address kept. */
export function Shell() {
  const session = useSession();
  return session ? <Frame role={session.operator.role} /> : <SignInPage />;
}

function Frame({ role }: { role: Role }) {
  const [open, setOpen] = useState<'search' | 'jobs' | null>(null);
  const { pathname } = useLocation();
  const page = pageAt(pathname);
  const main = useRef<HTMLElement>(null);

  useEffect(() => readAhead(role), [role]);

  useEffect(() => {
    document.title = page ? `${page.title} · ${shellMessages.product}` : shellMessages.product;
  }, [page]);

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (
        (event.ctrlKey || event.metaKey) &&
        !event.shiftKey &&
        !event.altKey &&
        event.key.toLowerCase() === 'k'
      ) {
        event.preventDefault();
        setOpen((was) => (was === 'search' ? null : 'search'));
      }
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);

  return (
    <div className={styles.shell}>
      <button type="button" className={styles.skip} onClick={() => main.current?.focus()}>
        {shellMessages.nav.skip}
      </button>
      <TopBar onSearch={() => setOpen('search')} onJobs={() => setOpen('jobs')} />
      <Navigation />
      <main className={styles.main} ref={main} tabIndex={-1} key={page?.path}>
        <Outlet />
      </main>
      <Suspense>
        <DeskAlerts />
        <DutyNotices />
        {open === 'search' ? <SearchBox onClose={() => setOpen(null)} /> : null}
        {open === 'jobs' ? <JobsDrawer onClose={() => setOpen(null)} /> : null}
      </Suspense>
    </div>
  );
}
