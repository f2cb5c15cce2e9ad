import { App, Button } from 'antd';
import { useState } from 'react';
import type { BackupPlan, BackupTable } from '../../../shared/contract/datacenterBackup.ts';
import { datacenterBackupMessages } from '../../../shared/messages/datacenterBackup.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { formatCount } from '../../components/format.ts';
import { JobLine } from '../../components/JobLine.tsx';
import { Empty, Loaded, Page, Section } from '../../components/Page.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { Instant } from '../../components/Values.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import { useMayWork } from '../../rpc/roles.ts';
import styles from './Backup.module.css';
import { BackupPlanDrawer } from './BackupPlanDrawer.tsx';
import { RestoreDrawer } from './RestoreDrawer.tsx';

const words = datacenterBackupMessages.page;

/** The backup library: per plan how fresh and how complete it is, table by table. */
export default function BackupPage() {
  const mayWork = useMayWork();
  const [editing, setEditing] = useState(false);
  // Kept while the drawer slides out, so that its title stays what it was.
  const [subject, setSubject] = useState<BackupPlan>();
  const edit = (plan?: BackupPlan) => {
    setSubject(plan);
    setEditing(true);
  };
  const plans = useRead(
    ['backup', 'plans'],
    ({ signal }) => client.datacenter.backupPlans(undefined, { signal }),
    { topics: ['datacenter', 'jobs'] },
  );
  return (
    <Page
      title={words.title}
      says={words.says}
      primary={
        mayWork ? (
          <Button type="primary" onClick={() => edit()}>
            {words.add}
          </Button>
        ) : null
      }
    >
      <Loaded read={plans}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={words.empty} hint={words.emptyHint} />
          ) : (
            all.map((plan) => <Plan key={plan.id} plan={plan} mayWork={mayWork} onEdit={() => edit(plan)} />)
          )
        }
      </Loaded>
      <BackupPlanDrawer open={editing} plan={subject} onClose={() => setEditing(false)} />
    </Page>
  );
}

function Plan({ plan, mayWork, onEdit }: { plan: BackupPlan; mayWork: boolean; onEdit: () => void }) {
  const [restoring, setRestoring] = useState(false);
  const { message, modal } = App.useApp();
  const { id, name } = plan;
  const run = useAct(() => client.datacenter.backupRun({ id }), {
    topics: ['backup', 'jobs'],
    onDone: () => void message.info(words.started),
  });
  const remove = useAct(() => client.datacenter.backupRemove({ id }), { topics: ['backup'] });
  const ask = () =>
    modal.confirm({
      title: words.removeTitle(name),
      content: words.removeText,
      okText: words.remove,
      okButtonProps: { danger: true },
      onOk: () => remove.run(undefined),
    });
  const error = run.error ?? remove.error;
  const busy = plan.jobId !== null;
  return (
    <Section
      title={name}
      note={`${words.route(plan.sourceName, plan.targetName)} · ${plan.enabled ? words.every(plan.everyMinutes) : words.paused}`}
      extra={
        mayWork ? (
          <span className={styles.actions}>
            <Button size="small" loading={run.busy} disabled={busy} onClick={() => void run.run(undefined)}>
              {words.run}
            </Button>
            <Button size="small" onClick={onEdit}>
              {words.edit}
            </Button>
            <Button size="small" disabled={busy} onClick={() => setRestoring(true)}>
              {words.restore}
            </Button>
            <Button size="small" danger disabled={busy} onClick={ask}>
              {words.remove}
            </Button>
          </span>
        ) : null
      }
    >
      <p className={styles.head}>
        <Completeness plan={plan} />
        <span>
          {words.lastSuccess} {plan.lastSuccessAt ? <Instant value={plan.lastSuccessAt} /> : words.never}
        </span>
      </p>
      {plan.jobId ? <JobLine jobId={plan.jobId} mayWork={mayWork} /> : null}
      {plan.lastError ? <p className={styles.fault}>{plan.lastError}</p> : null}
      {error ? <ErrorNote error={error} /> : null}
      <Proof tables={plan.tables} />
      <Tables tables={plan.tables} />
      <RestoreDrawer open={restoring} plan={plan} onClose={() => setRestoring(false)} />
    </Section>
  );
}

function Completeness({ plan }: { plan: BackupPlan }) {
  if (plan.completeness === null) return <StateTag state="unchecked" text={words.unproven} />;
  const whole = plan.completeness === 100 && plan.lastError === '';
  return <StateTag state={whole ? 'ok' : 'warn'} text={words.completeness(plan.completeness)} />;
}

/** What the comparison of both sides found, all tables together. */
function Proof({ tables }: { tables: readonly BackupTable[] }) {
  const proven = tables.filter((table) => table.sourceRows !== null);
  const sum = (of: (table: BackupTable) => number | null) =>
    proven.reduce((total, table) => total + (of(table) ?? 0), 0);
  if (proven.length === 0) return <p className={styles.head}>{words.proof.none}</p>;
  const lacking = sum(({ missing }) => missing) + sum(({ different }) => different);
  const extra = sum((table) => table.extra);
  return (
    <p className={styles.head}>
      {lacking === 0 ? (
        <StateTag plain state="ok" text={words.proof.whole(formatCount(sum((table) => table.sourceRows)))} />
      ) : (
        <StateTag plain state="warn" text={words.proof.lacking(formatCount(lacking))} />
      )}
      {extra > 0 ? <span>{words.proof.extra(formatCount(extra))}</span> : null}
    </p>
  );
}

function Tables({ tables }: { tables: readonly BackupTable[] }) {
  const text = words.columns;
  const number = (value: number | null) => (value === null ? '—' : formatCount(value));
  return (
    <div className={styles.scroll}>
      <table className={styles.tables}>
        <thead>
          <tr>
            <th>{text.table}</th>
            <th>{text.highWater}</th>
            {[
              text.copied,
              text.source,
              text.target,
              text.missing,
              text.different,
              text.extra,
              text.repaired,
            ].map((title) => (
              <th key={title} className={styles.number}>
                {title}
              </th>
            ))}
            <th>{text.proven}</th>
          </tr>
        </thead>
        <tbody>
          {tables.map((table) => (
            <tr key={table.name}>
              <th scope="row">{table.name}</th>
              <td>{table.mark ? (table.highWater ?? '—') : words.whole}</td>
              <td className={styles.number}>{number(table.copiedRows)}</td>
              <td className={styles.number}>{number(table.sourceRows)}</td>
              <td className={styles.number}>{number(table.targetRows)}</td>
              <td className={`${styles.number} ${table.missing ? styles.fault : ''}`}>
                {number(table.missing)}
              </td>
              <td className={`${styles.number} ${table.different ? styles.fault : ''}`}>
                {number(table.different)}
              </td>
              <td className={styles.number}>{number(table.extra)}</td>
              <td className={styles.number}>{number(table.repaired)}</td>
              <td>{table.provenAt ? <Instant value={table.provenAt} /> : '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
