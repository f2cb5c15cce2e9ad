import { LogoutOutlined, MoonOutlined, SearchOutlined, SunOutlined, UserOutlined } from '@ant-design/icons';
import { Dropdown } from 'antd';
import { lazy, Suspense } from 'react';
import { Link, useNavigate } from 'react-router';
import { showTime } from '../../shared/domain/time.ts';
import { shellMessages } from '../../shared/messages/shell.ts';
import { StateShape } from '../components/StateTag.tsx';
import { client } from '../rpc/client.ts';
import { useWorkspace } from '../rpc/clock.ts';
import { useAct, useConnection, useSession } from '../rpc/query.tsx';
import { setSession } from '../rpc/session.ts';
import { BarDatacenter } from './BarDatacenter.tsx';
import { BarDay } from './BarDay.tsx';
import { BarDuty } from './BarDuty.tsx';
import { BarJobs } from './BarJobs.tsx';
import { BrandMark } from './BrandMark.tsx';
import styles from './TopBar.module.css';
import { type ThemeMode, useThemeMode } from './themeMode.tsx';

const BarClock = lazy(() => import('../features/servicedesk/BarClock.tsx'));
const words = shellMessages.bar;

/** What must be known at any moment: the day, who is on duty, what is connected, what runs; search, theme, person. */
export function TopBar({ onSearch, onJobs }: { onSearch: () => void; onJobs: () => void }) {
  const workspace = useWorkspace().data;
  return (
    <header className={styles.bar}>
      <Link to="/" className={styles.brand} title={workspace ? words.workspace(workspace.name) : undefined}>
        <BrandMark />
        {shellMessages.product}
        {workspace?.demo ? <span className={styles.demo}>{words.demo}</span> : null}
      </Link>
      <BarDay />
      <BarDuty />
      <BarDatacenter />
      <CoreLost />
      <Suspense>
        <BarClock />
      </Suspense>
      <span className={styles.space} />
      <BarJobs onOpen={onJobs} />
      <button type="button" className={`${styles.item} ${styles.search}`} onClick={onSearch}>
        <span>
          <SearchOutlined /> {words.search}
        </span>
        <kbd className={styles.key}>{words.searchHint}</kbd>
      </button>
      <ThemeSwitch />
      <Person />
    </header>
  );
}

function CoreLost() {
  const connection = useConnection();
  if (connection.state !== 'lost' && connection.state !== 'refused') return null;
  return (
    <span className={`${styles.item} ${styles.lost}`} role="alert" title={words.coreLostHint}>
      <span className={styles.shape}>
        <StateShape state="fault" />
      </span>
      {connection.state === 'refused'
        ? words.windowExpired
        : words.coreLost(showTime(new Date(connection.since)))}
    </span>
  );
}

function ThemeSwitch() {
  const { mode, name, setMode } = useThemeMode();
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectedKeys: [mode],
        items: (['light', 'dark', 'system'] as const).map((key) => ({ key, label: words.themes[key] })),
        onClick: ({ key }) => setMode(key as ThemeMode),
      }}
    >
      <button type="button" className={styles.item} aria-label={words.theme} title={words.theme}>
        {name === 'dark' ? <MoonOutlined /> : <SunOutlined />}
      </button>
    </Dropdown>
  );
}

function Person() {
  const operator = useSession()?.operator;
  const navigate = useNavigate();
  // Signing out succeeds in this window even when the core cannot be told: its session ends by itself.
  const leave = useAct(() => client.operators.signOut());
  if (!operator) return null;
  const signOut = async () => {
    await leave.run(undefined);
    setSession(null, 'signed-out');
  };
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'password', label: words.changePassword, icon: <UserOutlined /> },
          { key: 'leave', label: words.signOut, icon: <LogoutOutlined /> },
        ],
        onClick: ({ key }) =>
          key === 'leave' ? void signOut() : void navigate('/settings?section=password'),
      }}
    >
      <button type="button" className={styles.item}>
        <UserOutlined />
        <strong>{operator.name}</strong>
        <span className={styles.role}>{shellMessages.roles[operator.role]}</span>
      </button>
    </Dropdown>
  );
}
