import styles from './StepLine.module.css';

/** One step of a way that is gone in order: its name, when or by whom, and whether it is done or has failed. */
export interface StepOfLine {
  name: string;
  detail: string;
  /** Shown on pointing at it. */
  hint?: string;
  done: boolean | 'failed';
}

/** Where something stands on its way, left to right. */
export function StepLine({ steps }: { steps: readonly StepOfLine[] }) {
  return (
    <ol className={styles.steps}>
      {steps.map(({ name, detail, hint, done }) => (
        <li key={name} data-done={String(done)} title={hint}>
          {name}
          <span className={styles.when}>{detail}</span>
        </li>
      ))}
    </ol>
  );
}
