import { App, Button, Input, Tabs } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Edition, Report } from '../../../shared/contract/deliverables.ts';
import { showInstant } from '../../../shared/domain/time.ts';
import { deliverablesPageMessages } from '../../../shared/messages/deliverablesPage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { JobLine } from '../../components/JobLine.tsx';
import { Empty, Loaded, Page } from '../../components/Page.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import { useMayWork } from '../../rpc/roles.ts';
import styles from './DeliverablesPage.module.css';
import { DeliveryPane } from './DeliveryPane.tsx';
import { EditionsPane } from './EditionsPane.tsx';
import { FiguresPane } from './FiguresPane.tsx';
import { dueLook } from './look.ts';
import { NarrativeEditor } from './NarrativeEditor.tsx';
import { PreviewPane } from './PreviewPane.tsx';

const words = deliverablesPageMessages.report;

/** One report: its texts on the left, its figures, preview, delivery and editions on the right. */
export function ReportPage({ id }: { id: string }) {
  const navigate = useNavigate();
  const read = useRead(
    ['deliverables', 'report', id],
    ({ signal }) => client.deliverables.get({ id }, { signal }),
    {
      topics: ['calendar'],
    },
  );
  const back = <Button onClick={() => void navigate('/deliverables')}>{words.back}</Button>;
  if (!read.data)
    return (
      <Page title={deliverablesPageMessages.title} actions={back}>
        {read.error?.code === 'DELIVERABLE_NOT_FOUND' ? (
          <Empty title={words.missing} hint={words.missingHint} action={back} />
        ) : (
          <Loaded read={read} lines={10}>
            {() => null}
          </Loaded>
        )}
      </Page>
    );
  return <ReportView report={read.data} back={back} />;
}

function ReportView({ report, back }: { report: Report; back: React.ReactNode }) {
  const { modal } = App.useApp();
  const navigate = useNavigate();
  const mayWork = useMayWork();
  const [jobId, setJobId] = useState<string>();
  const [chosen, setChosen] = useState<string>();
  const newest = report.editionList.at(-1);
  const shownId = chosen ?? newest?.id;
  const generate = useAct(() => client.deliverables.generate({ id: report.reportId }), {
    topics: ['jobs'],
    onDone: (job) => setJobId(job.id),
  });
  const remove = useAct((reason: string) => client.deliverables.remove({ id: report.reportId, reason }), {
    topics: ['deliverables'],
    onDone: () => void navigate('/deliverables'),
  });
  const again = () =>
    modal.confirm({
      title: words.regenerateTitle,
      content: words.regenerateText,
      okText: words.regenerate,
      onOk: () => generate.run(undefined),
    });
  const askRemove = () => {
    let reason = '';
    modal.confirm({
      title: `${words.remove}“${report.title}”？`,
      content: (
        <Input
          aria-label={words.removeReason}
          placeholder={words.removeReason}
          maxLength={300}
          onChange={(event) => {
            reason = event.target.value;
          }}
        />
      ),
      okText: words.remove,
      okButtonProps: { danger: true },
      onOk: () => remove.run(reason),
    });
  };
  const look = dueLook(report);
  const removable =
    report.state !== 'delivered' && report.deliveries.length === 0 && report.key === report.reportId;
  return (
    <Page
      fill
      title={report.title}
      says={
        <span className={styles.head}>
          <StateTag state={look.state} text={look.text} />
          <span>
            {deliverablesPageMessages.columns.due} {report.due ?? deliverablesPageMessages.dueUnknown}
            {report.lateDays > 0 ? `（${deliverablesPageMessages.late(report.lateDays)}）` : ''}
          </span>
          <span>
            {deliverablesPageMessages.columns.period} {report.from} 至 {report.to}
          </span>
          <span>{report.recipient}</span>
        </span>
      }
      actions={
        <>
          {back}
          {mayWork && removable ? <Button onClick={askRemove}>{words.remove}</Button> : null}
          {mayWork && newest ? (
            <Button loading={generate.busy} disabled={jobId !== undefined} onClick={again}>
              {words.regenerate}
            </Button>
          ) : null}
        </>
      }
      primary={
        mayWork && !newest ? (
          <Button
            type="primary"
            loading={generate.busy}
            disabled={jobId !== undefined}
            onClick={() => void generate.run(undefined)}
          >
            {words.generate}
          </Button>
        ) : null
      }
    >
      <ErrorNote error={generate.error ?? remove.error} />
      {jobId ? (
        <JobLine
          jobId={jobId}
          onDone={() => {
            setJobId(undefined);
            setChosen(undefined);
          }}
        />
      ) : null}
      {shownId ? (
        <EditionView key={shownId} id={shownId} report={report} onChoose={setChosen} />
      ) : (
        <Empty title={words.notGenerated} hint={words.notGeneratedHint} />
      )}
    </Page>
  );
}

function EditionView({
  id,
  report,
  onChoose,
}: {
  id: string;
  report: Report;
  onChoose: (id: string | undefined) => void;
}) {
  const read = useRead(['deliverables', 'edition', id], ({ signal }) =>
    client.deliverables.edition({ id }, { signal }),
  );
  return (
    <Loaded read={read} lines={12}>
      {(edition) => <Panes edition={edition} report={report} onChoose={onChoose} />}
    </Loaded>
  );
}

function Panes({
  edition,
  report,
  onChoose,
}: {
  edition: Edition;
  report: Report;
  onChoose: (id: string | undefined) => void;
}) {
  const [tab, setTab] = useState('figures');
  const isNewest = report.editionList.at(-1)?.id === edition.id;
  return (
    <>
      <p className={styles.editionLine}>
        <strong>{words.edition(edition.number, edition.state === 'final')}</strong>
        <span>{words.snapshot(showInstant(edition.takenAt), edition.madeBy)}</span>
        <span title={edition.digest}>
          {words.digest(edition.digest.slice(0, 16), edition.definitionVersion)}
        </span>
        {isNewest ? null : (
          <>
            <span>{words.older}</span>
            <Button size="small" onClick={() => onChoose(undefined)}>
              {words.toNewest}
            </Button>
          </>
        )}
      </p>
      <div className={styles.panes}>
        <NarrativeEditor edition={edition} readOnly={!isNewest} />
        <Tabs
          className={styles.tabs ?? ''}
          activeKey={tab}
          onChange={setTab}
          destroyOnHidden
          items={[
            { key: 'figures', label: words.tabs.figures, children: <FiguresPane edition={edition} /> },
            { key: 'preview', label: words.tabs.preview, children: <PreviewPane edition={edition} /> },
            {
              key: 'delivery',
              label: words.tabs.delivery,
              children: <DeliveryPane report={report} edition={edition} />,
            },
            {
              key: 'editions',
              label: `${words.tabs.editions} ${report.editionList.length}`,
              children: <EditionsPane report={report} shown={edition.id} onChoose={onChoose} />,
            },
          ]}
        />
      </div>
    </>
  );
}
