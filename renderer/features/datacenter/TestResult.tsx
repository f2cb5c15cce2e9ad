import type { ReactNode } from 'react';
import type { ConnectionTest } from '../../../shared/contract/datacenter.ts';
import { datacenterPageMessages } from '../../../shared/messages/datacenterPage.ts';
import { StateTag } from '../../components/StateTag.tsx';
import styles from './DatacenterPage.module.css';

const words = datacenterPageMessages.test;
const STATES = { passed: 'ok', failed: 'fault', skipped: 'unchecked' } as const;

/** The three steps of a connection test, each with what was found or what to do, and what the account may not read. */
export function TestResult({ test, extra }: { test: ConnectionTest; extra?: ReactNode }) {
  const names = test.engine === 'sqlite' ? words.stepsOfFile : words.steps;
  return (
    <div className={styles.test} role="status">
      <div className={styles.testHead}>
        <strong>{test.ok ? words.ok(test.target) : words.failed(test.target)}</strong>
        {test.version ? <span>{test.version}</span> : null}
        {test.latencyMs === null ? null : <span className={styles.ms}>{words.latency(test.latencyMs)}</span>}
        {extra}
      </div>
      <ul className={styles.steps}>
        {test.steps.map(({ step, state, ms, text }) => (
          <li key={step} className={styles.step}>
            <span>{names[step]}</span>
            <StateTag state={STATES[state]} text={words.states[state]} plain />
            <span className={styles.stepText}>{text}</span>
            <span className={styles.ms}>{ms === null ? '' : words.ms(ms)}</span>
          </li>
        ))}
      </ul>
      {test.notes.length > 0 ? (
        <ul className={styles.notes}>
          {test.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
