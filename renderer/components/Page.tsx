import { ReloadOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ErrorData } from '../../shared/errors/errors.ts';
import { componentMessages } from '../../shared/messages/components.ts';
import type { Read } from '../rpc/query.tsx';
import { ErrorNote } from './ErrorNote.tsx';
import styles from './Page.module.css';
import { Instant } from './Values.tsx';

const words = componentMessages.page;

interface PageProps {
  /** In words a person says. */
  title: string;
  /** One sentence: what is shown, or how it stands. */
  says?: ReactNode;
  /** The one primary action. */
  primary?: ReactNode;
  /** Further, quieter actions; they stand before the primary one. */
  actions?: ReactNode;
  /** When what is shown last succeeded (ISO); null: never did. Leave out where it has no meaning. */
  lastSuccess?: string | null | undefined;
  onRefresh?: () => void;
  refreshing?: boolean;
  error?: ErrorData | undefined;
  /** The body takes exactly the window's height (tables, previews) instead of scrolling as a whole. */
  fill?: boolean;
  children: ReactNode;
}

/** The frame of every page: title, one primary action, freshness, error. */
export function Page(props: PageProps) {
  const { title, says, primary, actions, lastSuccess, onRefresh, refreshing, error, fill, children } = props;
  return (
    <div className={fill ? `${styles.page} ${styles.fill}` : styles.page}>
      <header className={styles.head}>
        <div className={styles.titles}>
          <h1 className={styles.title}>{title}</h1>
          {says ? <p className={styles.says}>{says}</p> : null}
        </div>
        <div className={styles.side}>
          <Freshness lastSuccess={lastSuccess} onRefresh={onRefresh} refreshing={refreshing} />
          {actions}
          {primary}
        </div>
      </header>
      <ErrorNote error={error} onAgain={onRefresh} />
      <div className={styles.body}>{children}</div>
    </div>
  );
}

function Freshness({
  lastSuccess,
  onRefresh,
  refreshing,
}: Pick<PageProps, 'lastSuccess' | 'onRefresh' | 'refreshing'>) {
  if (lastSuccess === undefined && !onRefresh) return null;
  return (
    <span className={styles.fresh}>
      {lastSuccess === undefined ? null : lastSuccess === null ? (
        words.never
      ) : (
        <>
          {words.lastSuccess} <Instant value={lastSuccess} form="recent" />
        </>
      )}
      {onRefresh ? (
        <button
          type="button"
          className={refreshing ? `${styles.refresh} ${styles.spinning}` : styles.refresh}
          aria-label={refreshing ? words.refreshing : words.refresh}
          title={refreshing ? words.refreshing : words.refresh}
          onClick={onRefresh}
        >
          <ReloadOutlined />
        </button>
      ) : null}
    </span>
  );
}

/** A titled box on a page. `flush` lets a table touch its edges. */
export function Section({
  title,
  note,
  extra,
  flush,
  children,
  className,
}: {
  title?: ReactNode;
  note?: ReactNode;
  extra?: ReactNode;
  flush?: boolean;
  children: ReactNode;
  className?: string | undefined;
}) {
  return (
    <section className={className ? `${styles.section} ${className}` : styles.section}>
      {title ? (
        <header className={styles.sectionHead}>
          <h2 className={styles.sectionTitle}>{title}</h2>
          <span className={styles.sectionNote} title={typeof note === 'string' ? note : undefined}>
            {note}
          </span>
          {extra}
        </header>
      ) : null}
      <div className={flush ? `${styles.sectionBody} ${styles.flush}` : styles.sectionBody}>{children}</div>
    </section>
  );
}

/** Nothing there yet: says so, and what to do first. */
export function Empty({ title, hint, action }: { title: string; hint?: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <div className={styles.emptyTitle}>{title}</div>
      {hint ? <div>{hint}</div> : null}
      {action ? <div className={styles.emptyAction}>{action}</div> : null}
    </div>
  );
}

/** What needs the data centre, while no connection is set: a first step, not an error. */
export function NoCentre() {
  return (
    <Empty
      title={words.noCentre}
      hint={words.noCentreHint}
      action={<Link to="/datacenter">{words.addCentre}</Link>}
    />
  );
}

/** Grey lines while the first answer is on its way; invisible for the first 150 ms. */
export function Loading({ lines = 4 }: { lines?: number }) {
  const widths = ['62%', '88%', '74%', '81%', '55%', '92%'];
  return (
    <div className={styles.skeleton} role="status" aria-label={words.loading}>
      {Array.from({ length: lines }, (_, line) => line).map((line) => (
        <span key={line} style={{ width: widths[line % widths.length] }} />
      ))}
    </div>
  );
}

/** Shows a read: grey lines, then its error or its content; an error of a re-read stands above the former content. */
export function Loaded<T>({
  read,
  lines,
  children,
}: {
  read: Read<T>;
  lines?: number;
  children: (data: T) => ReactNode;
}) {
  if (read.data === undefined) {
    if (read.error?.code === 'DATACENTER_NONE') return <NoCentre />;
    return read.error ? (
      <ErrorNote error={read.error} onAgain={read.again} />
    ) : (
      <Loading lines={lines ?? 4} />
    );
  }
  return (
    <>
      <ErrorNote error={read.error} onAgain={read.again} />
      {children(read.data)}
    </>
  );
}
