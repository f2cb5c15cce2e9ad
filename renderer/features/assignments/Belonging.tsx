import { Button } from 'antd';
import type { RecordDetail, ServiceRecord } from '../../../shared/contract/assignments.ts';
import type { RecordKind } from '../../../shared/domain/serviceRecord.ts';
import { assignmentsPageMessages } from '../../../shared/messages/assignmentsPage.ts';
import { StateTag } from '../../components/StateTag.tsx';
import styles from './AssignmentsPage.module.css';
import { recordLook, recordStateText } from './kinds.ts';

const words = assignmentsPageMessages.detail;
const CHILD: Partial<Record<RecordKind, RecordKind>> = {
  meeting: 'assignment',
  plan: 'planitem',
  acceptance: 'defect',
};

/** Actions of a meeting, items of a plan, defects of an acceptance. */
export function Belonging({
  detail,
  mayWork,
  onAdd,
  onOpen,
}: {
  detail: RecordDetail;
  mayWork: boolean;
  onAdd: (kind: RecordKind, parent: ServiceRecord) => void;
  onOpen: (record: ServiceRecord) => void;
}) {
  const child = CHILD[detail.kind];
  return (
    <section className={styles.block}>
      <div className={styles.blockHead}>
        {words.belonging[detail.kind]}
        {mayWork && child && detail.state === 'open' ? (
          <Button size="small" onClick={() => onAdd(child, detail)}>
            {words.addBelonging[detail.kind]}
          </Button>
        ) : null}
      </div>
      {detail.belonging.length === 0 ? <p className={styles.muted}>{words.noBelonging}</p> : null}
      <ul className={styles.list}>
        {detail.belonging.map((record) => (
          <li key={record.id}>
            <StateTag state={recordLook(record)} text={recordStateText(record)} plain />
            <button type="button" className={`${styles.link} ${styles.grow}`} onClick={() => onOpen(record)}>
              {record.title}
            </button>
            <span className={styles.muted}>
              {record.owner} {record.dueOn}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
