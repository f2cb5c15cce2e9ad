import { componentMessages } from '../../shared/messages/components.ts';
import styles from './HeartBeat.module.css';
import type { ViewState } from './StateTag.tsx';

export interface Beat {
  /** Identifies the moment: a day or an instant. */
  id: string;
  state: ViewState;
  /** What the tooltip says: `2026-11-20 周五：正常 12 项`. */
  text: string;
}

/**
 * The last beats of something, oldest first, always `places` bars so that nothing moves when one is added. State by
 * height and gap as well as colour: full 正常, lower 警告, broken 故障, hollow and low 未检.
 */
export function HeartBeat({
  beats,
  places,
  label,
}: {
  beats: readonly Beat[];
  places: number;
  label: string;
}) {
  const shown = beats.slice(-places);
  const missing = Math.max(0, places - shown.length);
  const says = `${label}：${shown.map((beat) => componentMessages.states[beat.state]).join('、')}`;
  return (
    <span className={styles.beats} role="img" aria-label={says}>
      {Array.from({ length: missing }, (_, place) => `missing-${place}`).map((id) => (
        <span key={id} className={`${styles.beat} ${styles.off}`} style={{ opacity: 0.35 }} />
      ))}
      {shown.map((beat) => (
        <span key={beat.id} className={`${styles.beat} ${styles[beat.state]}`} title={beat.text} />
      ))}
    </span>
  );
}
