import { Button } from 'antd';
import { useState } from 'react';
import type { ConversionStatus } from '../../../shared/contract/conversion.ts';
import type { Job } from '../../../shared/contract/jobs.ts';
import { FILE_STATUSES, type FileStatus, TO_LOOK_AT } from '../../../shared/domain/conversionStatus.ts';
import { conversionPageMessages as words } from '../../../shared/messages/conversionPage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { formatCount } from '../../components/format.ts';
import { JobProgress } from '../../components/JobProgress.tsx';
import { Loaded, Page, Section } from '../../components/Page.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import { useMayWork } from '../../rpc/roles.ts';
import { Board } from './Board.tsx';
import styles from './ConversionPage.module.css';
import { FIRST_STATUSES, FileList } from './FileList.tsx';
import { SourcesDrawer } from './SourcesDrawer.tsx';
import { Totals } from './Totals.tsx';

const live = (job: Job | null | undefined) => job?.state === 'running' || job?.state === 'queued';

/** 卷宗转换: how far each court is, what wants a person, and the one button that goes on. */
export default function ConversionPage() {
  const mayWork = useMayWork();
  const [settings, setSettings] = useState(false);
  const status = useRead(['conversion', 'status'], ({ signal }) => client.conversion.status({}, { signal }), {
    topics: ['jobs'],
  });
  const run = useAct(() => client.conversion.run({}), { topics: ['conversion', 'jobs'] });
  const pause = useAct((job: Job) => client.jobs.cancel({ id: job.id }), { topics: ['conversion', 'jobs'] });
  const resume = useAct((job: Job) => client.jobs.restart({ id: job.id }), {
    topics: ['conversion', 'jobs'],
  });
  const job = status.data?.lastRun;
  const primary = !mayWork ? null : live(job) && job ? (
    <Button type="primary" loading={pause.busy} onClick={() => void pause.run(job)}>
      {words.pause}
    </Button>
  ) : (
    <Button type="primary" loading={run.busy} disabled={!status.data} onClick={() => void run.run(undefined)}>
      {words.start}
    </Button>
  );
  return (
    <Page
      title={words.title}
      says={status.data ? says(status.data) : undefined}
      lastSuccess={status.data?.lastSuccessAt}
      onRefresh={status.again}
      refreshing={status.refreshing && !live(job)}
      primary={primary}
      actions={<Button onClick={() => setSettings(true)}>{words.sources}</Button>}
      error={run.error ?? pause.error ?? resume.error}
      fill
    >
      <Loaded read={status} lines={8}>
        {(data) => (
          <>
            <LastRun status={data} onResume={mayWork ? (held) => void resume.run(held) : undefined} />
            <Standing status={data} mayWork={mayWork} />
          </>
        )}
      </Loaded>
      <SourcesDrawer open={settings} mayWork={mayWork} onClose={() => setSettings(false)} />
    </Page>
  );
}

function says({ counts }: ConversionStatus): string {
  const look = TO_LOOK_AT.reduce((sum, status) => sum + counts[status], 0);
  return counts.waiting > 0 ? words.says(formatCount(counts.waiting), look) : words.allDone(look);
}

/** The run under way, or one that stopped early; a finished one is told by the numbers. */
function LastRun({
  status: { lastRun, stale },
  onResume,
}: {
  status: ConversionStatus;
  onResume: ((job: Job) => void) | undefined;
}) {
  const shown = lastRun && lastRun.state !== 'succeeded';
  return (
    <>
      {stale.map(({ source, reason }) => (
        <ErrorNote key={source} error={{ code: '', message: words.stale(source, reason) }} />
      ))}
      {shown ? (
        <Section>
          <JobProgress
            job={lastRun}
            title={live(lastRun) ? words.run.now : words.run.title}
            onRestart={onResume}
          />
        </Section>
      ) : null}
    </>
  );
}

function Standing({ status: { counts, courts }, mayWork }: { status: ConversionStatus; mayWork: boolean }) {
  const [statuses, setStatuses] = useState<readonly FileStatus[]>(FIRST_STATUSES);
  const [court, setCourt] = useState<number | null>();
  const choose = (status: FileStatus) =>
    setStatuses((was) => (was.length === 1 && was[0] === status ? FIRST_STATUSES : [status]));
  const nothing = FILE_STATUSES.every((status) => counts[status] === 0);
  return (
    <>
      <Totals counts={counts} chosen={statuses} onChoose={choose} />
      <div className={styles.halves}>
        {nothing ? null : <Board courts={courts} chosen={court} onChoose={setCourt} />}
        <FileList
          statuses={statuses}
          onStatuses={setStatuses}
          court={court}
          onCourt={setCourt}
          courts={courts}
          mayWork={mayWork}
        />
      </div>
    </>
  );
}
