import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import type { Board } from '../../../shared/contract/board.ts';
import { showInstant, showTime, weekday } from '../../../shared/domain/time.ts';
import { boardMessages as words } from '../../../shared/messages/board.ts';
import { useThemeMode } from '../../app/themeMode.tsx';
import { formatCount } from '../../components/format.ts';
import { Loaded } from '../../components/Page.tsx';
import { StateTag, type ViewState } from '../../components/StateTag.tsx';
import { client } from '../../rpc/client.ts';
import { useNow } from '../../rpc/clock.ts';
import { useRead } from '../../rpc/query.tsx';
import styles from './BoardView.module.css';

const LOOK: Record<string, ViewState> = {
  normal: 'ok',
  warning: 'warn',
  fault: 'fault',
  unchecked: 'unchecked',
};
const REFRESH_MS = 60_000;

/** Live figures over the whole screen, for visits and demonstrations. Escape leaves. */
export default function BoardView({ onLeave }: { onLeave: () => void }) {
  const { name, setMode } = useThemeMode();
  const box = useRef<HTMLDivElement>(null);
  const board = useRead(['board'], ({ signal }) => client.board.read(undefined, { signal }), {
    topics: ['inspection', 'conversion', 'duty', 'servicedesk', 'settings'],
    everyMs: REFRESH_MS,
  });
  useFullScreen(box, onLeave);
  return (
    <div className={styles.board} ref={box} role="dialog" aria-label={words.title} tabIndex={-1}>
      <Loaded read={board} lines={8}>
        {(data) => <Figures data={data} />}
      </Loaded>
      <footer className={styles.foot}>
        <span>{board.data ? words.at(showInstant(board.data.at)) : ''}</span>
        <span className={styles.space} />
        <Button size="small" onClick={() => setMode(name === 'dark' ? 'light' : 'dark')}>
          {words.theme}
        </Button>
        <Button size="small" onClick={onLeave}>
          {words.leave}
        </Button>
      </footer>
    </div>
  );
}

function Figures({ data }: { data: Board }) {
  const now = useNow(1_000);
  const names: Readonly<Record<string, string>> = words.figures;
  return (
    <>
      <header className={styles.head}>
        <div>
          <p className={styles.customer}>{data.customer}</p>
          <h1>{data.project}</h1>
        </div>
        <div className={styles.clock}>
          {showTime(now)}
          <small>
            {data.day} {weekday(data.day)}
          </small>
        </div>
      </header>
      <dl className={styles.figures}>
        {data.figures.map(({ id, value, unit, note }) => (
          <div key={id} className={styles.figure}>
            <dt>{names[id]}</dt>
            <dd className={styles.value}>
              {value === null ? words.noValue : unit === '%' ? value : formatCount(value)}
              {value === null ? null : <small>{unit}</small>}
            </dd>
            <dd className={styles.note}>{note}</dd>
          </div>
        ))}
        <div className={styles.figure}>
          <dt>{words.onDuty}</dt>
          <dd className={styles.value}>
            {data.onDuty.length > 0 ? data.onDuty.slice(0, 2).join('、') : words.noValue}
          </dd>
          <dd className={styles.note}>{data.onDuty.length > 0 ? '' : words.nobody}</dd>
        </div>
      </dl>
      <section className={styles.services} aria-label={words.services}>
        {data.tiles.map((tile) => (
          <div key={tile.service} className={styles.service} data-result={tile.result}>
            <strong>
              <span className={styles.position}>{tile.number}</span>
              {tile.name}
            </strong>
            <span className={styles.headline}>
              {tile.value ? `${tile.headline}：${tile.value}` : tile.headline || words.noValue}
            </span>
            <StateTag
              state={LOOK[tile.result] ?? 'unchecked'}
              text={words.results[tile.result] ?? ''}
              plain
            />
          </div>
        ))}
      </section>
    </>
  );
}

/** Takes the screen where the window allows it, and leaves with it; Escape leaves in any case. */
function useFullScreen(box: React.RefObject<HTMLElement | null>, onLeave: () => void): void {
  const leave = useRef(onLeave);
  leave.current = onLeave;
  useEffect(() => {
    const element = box.current;
    let taken = false;
    // Refused without a person's gesture (a link, a reload): the board then fills the window.
    element?.requestFullscreen?.().then(
      () => {
        taken = true;
      },
      () => undefined,
    );
    element?.focus();
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') leave.current();
    };
    const onChange = () => {
      if (taken && !document.fullscreenElement) leave.current();
    };
    window.addEventListener('keydown', onKey);
    document.addEventListener('fullscreenchange', onChange);
    return () => {
      window.removeEventListener('keydown', onKey);
      document.removeEventListener('fullscreenchange', onChange);
      if (document.fullscreenElement) void document.exitFullscreen();
    };
  }, [box]);
}
