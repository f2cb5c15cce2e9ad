import type { ReactNode } from 'react';
import type { RecordDetail, ServiceRecord } from '../../../shared/contract/assignments.ts';
import { KIND_RULES, type RecordField, type RecordKind } from '../../../shared/domain/serviceRecord.ts';
import { assignmentsMessages } from '../../../shared/messages/assignments.ts';
import { assignmentsPageMessages } from '../../../shared/messages/assignmentsPage.ts';
import { Facts } from '../../components/Facts.tsx';
import { Loaded } from '../../components/Page.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { Day, Instant, LongText } from '../../components/Values.tsx';
import { client } from '../../rpc/client.ts';
import { useRead } from '../../rpc/query.tsx';
import { useMayWork } from '../../rpc/roles.ts';
import { Acceptance } from './Acceptance.tsx';
import styles from './AssignmentsPage.module.css';
import { Belonging } from './Belonging.tsx';
import { DueHint } from './DueHint.tsx';
import { Files } from './Files.tsx';
import { recordLook, recordStateText } from './kinds.ts';
import { RecordActs } from './RecordActs.tsx';
import { Versions } from './Versions.tsx';

const words = assignmentsPageMessages.detail;

export interface PanelActs {
  onEdit: (record: ServiceRecord) => void;
  onAdd: (kind: RecordKind, parent: ServiceRecord) => void;
  onPrint: (record: ServiceRecord) => void;
  onOpen: (record: ServiceRecord) => void;
}

/** One record: where it stands, what may be done with it, and all that hangs on it. */
export function RecordPanel({ record, ...acts }: { record: ServiceRecord } & PanelActs) {
  const detail = useRead(['assignments', 'get', record.id], ({ signal }) =>
    client.assignments.get({ id: record.id }, { signal }),
  );
  // Another row's answer stays while this row's is read: show it only when it is this row's.
  const shown = { ...detail, data: detail.data?.id === record.id ? detail.data : undefined };
  return <Loaded read={shown}>{(loaded) => <Detail detail={loaded} {...acts} />}</Loaded>;
}

/** A record reached by a link, shown by the page's own panel. */
export function LinkedRecord({
  record,
  children,
}: {
  record: ServiceRecord;
  children: (record: ServiceRecord) => ReactNode;
}) {
  return <>{children(record)}</>;
}

function Detail({ detail, onEdit, onAdd, onPrint, onOpen }: { detail: RecordDetail } & PanelActs) {
  const mayWork = useMayWork();
  const facts: [string, ReactNode][] = [];
  if (detail.parent) facts.push([words.parent, detail.parent]);
  for (const field of KIND_RULES[detail.kind].fields) {
    const value = shownField(detail, field);
    if (value !== null) facts.push([assignmentsMessages.fieldOf(detail.kind, field), value]);
  }
  if (detail.state !== 'open') {
    if (detail.doneOn) facts.push([words.doneAt, <Day key="done" value={detail.doneOn} />]);
    if (detail.outcome) facts.push([words.outcome, assignmentsMessages.outcomes[detail.outcome] ?? '']);
    facts.push([
      assignmentsMessages.resultOf(detail.kind),
      <LongText key="result" value={detail.result} lines={6} />,
    ]);
  }
  facts.push([
    words.author,
    <span key="author">
      {detail.author} <Instant value={detail.createdAt} form="recent" />
    </span>,
  ]);
  return (
    <>
      <p className={styles.head}>
        <StateTag state={recordLook(detail)} text={recordStateText(detail)} />
        <span className={styles.kind}>{assignmentsMessages.kinds[detail.kind]}</span>
        <DueHint record={detail} />
        <span className={styles.whole}>{detail.title}</span>
      </p>
      <RecordActs
        key={detail.id}
        record={detail}
        onEdit={() => onEdit(detail)}
        onPrint={() => onPrint(detail)}
      />
      <Facts items={facts} />
      {words.belonging[detail.kind] ? (
        <Belonging detail={detail} mayWork={mayWork} onAdd={onAdd} onOpen={onOpen} />
      ) : null}
      {detail.kind === 'acceptance' ? <Acceptance detail={detail} mayWork={mayWork} /> : null}
      {detail.kind === 'document' ? <Versions detail={detail} mayWork={mayWork} /> : null}
      <Files detail={detail} mayWork={mayWork} />
      <History detail={detail} />
    </>
  );
}

/** A field as the panel shows it; null: nothing to show. */
function shownField(record: ServiceRecord, field: RecordField): ReactNode {
  const value = record[field];
  if (value === '' || value === null || value === false) return null;
  if (field === 'category') return assignmentsMessages.categoryOf(record.kind, String(value));
  if (field === 'startsOn' || field === 'dueOn') return <Day value={String(value)} />;
  if (field === 'isKey') return assignmentsPageMessages.plan.yes;
  if (field === 'body' || field === 'materials') return <LongText value={String(value)} lines={6} />;
  return String(value);
}

function History({ detail }: { detail: RecordDetail }) {
  return (
    <section className={styles.block}>
      <div className={styles.blockHead}>{words.history}</div>
      {detail.notes.length === 0 ? <p className={styles.muted}>{words.noHistory}</p> : null}
      <ul className={styles.list}>
        {detail.notes.map((note) => (
          <li key={note.id}>
            <span className={styles.muted}>
              <Instant value={note.at} form="recent" /> {note.author} {words.noteKinds[note.kind]}
              {note.percent === null ? '' : ` ${note.percent}%`}
            </span>
            <span className={styles.whole}>{note.text}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
