import { Button } from 'antd';
import type { ErrorData } from '../../../shared/errors/errors.ts';
import { componentMessages } from '../../../shared/messages/components.ts';
import { ErrorNote } from '../ErrorNote.tsx';
import { Empty, Loading } from '../Page.tsx';
import styles from './DataTable.module.css';
import type { DataTableProps } from './props.ts';

const words = componentMessages.table;

interface OverlayProps {
  loading: boolean;
  error: ErrorData | undefined;
  rows: number | undefined;
  filtered: boolean;
  empty: DataTableProps<object>['empty'];
  onAgain: () => void;
  onClear: () => void;
}

/** In place of rows: loading, failed, nothing yet, nothing that answers the filter. */
export function TableOverlay({ loading, error, rows, filtered, empty, onAgain, onClear }: OverlayProps) {
  if (!loading && !error && rows !== 0) return null;
  return (
    <div className={styles.overlay}>
      <div className={styles.overlayBox}>
        {loading ? (
          <Loading lines={5} />
        ) : error ? (
          <ErrorNote error={error} onAgain={onAgain} />
        ) : filtered ? (
          <Empty title={words.noMatches} action={<Button onClick={onClear}>{words.clearFilters}</Button>} />
        ) : (
          <Empty {...(empty ?? { title: words.noRows })} />
        )}
      </div>
    </div>
  );
}
