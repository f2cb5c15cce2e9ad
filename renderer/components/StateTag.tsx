import { componentMessages } from '../../shared/messages/components.ts';
import styles from './StateTag.module.css';

/** How something stands. Each has its own shape, so that it reads in grey print and by colour-blind eyes. */
export type ViewState = 'ok' | 'warn' | 'fault' | 'unchecked' | 'running' | 'waiting' | 'paused' | 'off';

/** The shape alone: disc with tick, triangle, square with cross, dashed ring … 16×16, in the current colour. */
export function StateShape({ state }: { state: ViewState }) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true">
      {shapes[state]}
    </svg>
  );
}

const stroke = { fill: 'none', stroke: 'currentColor', strokeWidth: 2, strokeLinecap: 'round' } as const;
const onFill = {
  ...stroke,
  stroke: 'var(--ops-surface)',
  strokeWidth: 1.8,
  strokeLinejoin: 'round',
} as const;

const shapes = {
  ok: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path d="m4.7 8.3 2.2 2.2 4.4-4.7" {...onFill} />
    </>
  ),
  warn: (
    <>
      <path d="M8 1.2 15.4 14.4H.6z" fill="currentColor" />
      <path d="M8 6v3.6M8 12v.1" {...onFill} />
    </>
  ),
  fault: (
    <>
      <rect x="1" y="1" width="14" height="14" rx="1.5" fill="currentColor" />
      <path d="m5.2 5.2 5.6 5.6m0-5.6-5.6 5.6" {...onFill} />
    </>
  ),
  unchecked: <circle cx="8" cy="8" r="6" {...stroke} strokeWidth={1.8} strokeDasharray="2.4 3.3" />,
  running: (
    <>
      <circle cx="8" cy="8" r="6" {...stroke} strokeWidth={1.8} />
      <path d="M8 8V2a6 6 0 0 1 6 6z" fill="currentColor" />
    </>
  ),
  waiting: (
    <>
      <circle cx="8" cy="8" r="6" {...stroke} strokeWidth={1.8} />
      <path d="M8 4.6V8l2.2 1.6" {...stroke} strokeWidth={1.6} />
    </>
  ),
  paused: <path d="M5 3v10M11 3v10" {...stroke} strokeWidth={3} strokeLinecap="butt" />,
  off: <path d="M3 8h10" {...stroke} strokeWidth={2.4} />,
} as const satisfies Record<ViewState, React.ReactNode>;

/** A state as shape + word + colour. `text` replaces the state's own word; `plain` leaves the background out (in tables). */
export function StateTag({ state, text, plain }: { state: ViewState; text?: string; plain?: boolean }) {
  return (
    <span className={`${styles.tag} ${styles[state]} ${plain ? styles.plain : ''}`}>
      <StateShape state={state} />
      {text ?? componentMessages.states[state]}
    </span>
  );
}
