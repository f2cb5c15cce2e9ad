import { Button } from 'antd';
import type { ErrorData } from '../../shared/errors/errors.ts';
import { componentMessages } from '../../shared/messages/components.ts';
import styles from './ErrorNote.module.css';
import { StateShape } from './StateTag.tsx';

const { details: names } = componentMessages.error;

/** What happened and what to do, with the code (where there is one) to tell an expert. Nothing without an error. */
export function ErrorNote({
  error,
  onAgain,
  again = componentMessages.error.again,
}: {
  error: ErrorData | undefined;
  onAgain?: (() => void) | undefined;
  again?: string;
}) {
  if (!error) return null;
  return (
    <div className={styles.note} role="alert">
      <span className={styles.mark}>
        <StateShape state="fault" />
      </span>
      <div className={styles.body}>
        <div>{error.message}</div>
        <div className={styles.details}>
          {/* The field is named by the form, where the error stands. */}
          {Object.entries(error.details ?? {})
            .filter(([name]) => name !== 'field')
            .map(([name, value]) => (
              <span key={name}>{`${names[name] ?? name} ${value}`}</span>
            ))}
          {error.code ? <span>{componentMessages.error.code(error.code)}</span> : null}
        </div>
      </div>
      {onAgain ? (
        <Button size="small" className={styles.again} onClick={onAgain}>
          {again}
        </Button>
      ) : null}
    </div>
  );
}
