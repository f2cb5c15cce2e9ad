import { App, Button } from 'antd';
import type { Job } from '../../../shared/contract/jobs.ts';
import { componentMessages } from '../../../shared/messages/components.ts';
import { jobsPageMessages } from '../../../shared/messages/jobsPage.ts';
import { DataTable, type TableColumn, type TableQuery } from '../../components/DataTable.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Facts } from '../../components/Facts.tsx';
import { formatCount, formatDuration } from '../../components/format.ts';
import { JobProgress, jobLook, jobPortion } from '../../components/JobProgress.tsx';
import { Page } from '../../components/Page.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { Instant } from '../../components/Values.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import { useMayWork } from '../../rpc/roles.ts';
import styles from './JobsPage.module.css';

const words = jobsPageMessages;
const stateWords = componentMessages.job.states;
const states = Object.keys(stateWords) as Job['state'][];

/** From start to end, or to now while it runs. */
function spent(job: Job): string | null {
  if (!job.startedAt) return null;
  const end = job.endedAt ? Date.parse(job.endedAt) : Date.now();
  return formatDuration(end - Date.parse(job.startedAt));
}

const columns: readonly TableColumn<Job>[] = [
  { field: 'title', title: words.columns.title, width: 320 },
  {
    field: 'state',
    title: words.columns.state,
    width: 110,
    choices: states.map((value) => ({ value, label: stateWords[value] })),
    render: (job) => <StateTag state={jobLook[job.state]} text={stateWords[job.state]} plain />,
  },
  { field: 'portion', title: words.columns.portion, width: 90, value: jobPortion },
  {
    field: 'done',
    title: words.columns.done,
    kind: 'number',
    width: 130,
    hidden: true,
    render: (job) =>
      job.total === null
        ? formatCount(job.done)
        : componentMessages.job.of(formatCount(job.done), formatCount(job.total)),
  },
  {
    field: 'text',
    title: words.columns.text,
    flex: 3,
    minWidth: 160,
    value: (job) => job.error?.message ?? job.text,
  },
  { field: 'createdBy', title: words.columns.createdBy, width: 120 },
  { field: 'createdAt', title: words.columns.createdAt, kind: 'instant', width: 180 },
  { field: 'span', title: words.columns.span, width: 110, value: spent },
  { field: 'endedAt', title: words.columns.endedAt, kind: 'instant', width: 180, hidden: true },
  { field: 'kind', title: words.columns.kind, width: 160, hidden: true },
];

async function load({ offset, limit, filter }: TableQuery) {
  const chosen = filter.state?.kind === 'choice' ? filter.state.values : undefined;
  const wanted = chosen && states.filter((state) => chosen.includes(state));
  return client.jobs.list({ offset, limit, ...(wanted ? { states: wanted } : {}) });
}

/** Everything long that runs or ran: progress, cancel, take up again. */
export default function JobsPage() {
  const live = useRead(['jobs', 'running'], ({ signal }) =>
    client.jobs.list({ offset: 0, limit: 20, states: ['queued', 'running'] }, { signal }),
  );
  const stopped = useRead(['jobs', 'stopped'], ({ signal }) =>
    client.jobs.list({ offset: 0, limit: 1, states: ['interrupted', 'failed'] }, { signal }),
  );
  return (
    <Page
      title={words.title}
      says={words.says(live.data?.total ?? 0, stopped.data?.total ?? 0)}
      error={live.error}
      fill
    >
      <DataTable<Job>
        name="jobs"
        columns={columns}
        rowId={(job) => job.id}
        load={load}
        topics={['jobs']}
        detail={(job) => <JobDetail job={job} />}
        detailTitle={() => words.detail}
        empty={{ title: words.none, hint: words.noneHint }}
      />
    </Page>
  );
}

function JobDetail({ job: row }: { job: Job }) {
  const { message } = App.useApp();
  const mayWork = useMayWork();
  const read = useRead(['jobs', 'get', row.id], ({ signal }) => client.jobs.get({ id: row.id }, { signal }), {
    keepPrevious: false,
  });
  const cancel = useAct((id: string) => client.jobs.cancel({ id }), {
    topics: ['jobs'],
    onDone: () => void message.success(words.cancelled),
  });
  const restart = useAct((id: string) => client.jobs.restart({ id }), {
    topics: ['jobs'],
    onDone: () => void message.success(words.restarted),
  });
  const job = read.data ?? row;
  const live = job.state === 'running' || job.state === 'queued';
  const again = job.state === 'interrupted' || job.state === 'failed' || job.state === 'cancelled';
  return (
    <div className={styles.detail}>
      <JobProgress job={job} />
      {job.error ? <ErrorNote error={job.error} /> : null}
      {job.state === 'interrupted' ? <p className={styles.hint}>{words.interruptedHint}</p> : null}
      <ErrorNote error={cancel.error ?? restart.error ?? read.error} />
      <div className={styles.acts}>
        {mayWork && live ? (
          <Button danger loading={cancel.busy} onClick={() => void cancel.run(job.id)}>
            {words.cancel}
          </Button>
        ) : null}
        {mayWork && again ? (
          <Button type="primary" loading={restart.busy} onClick={() => void restart.run(job.id)}>
            {words.restart}
          </Button>
        ) : null}
      </div>
      <Facts
        items={[
          [words.columns.createdBy, job.createdBy],
          [words.columns.createdAt, <Instant key="created" value={job.createdAt} />],
          [words.columns.startedAt, <Instant key="started" value={job.startedAt} />],
          [words.columns.endedAt, <Instant key="ended" value={job.endedAt} />],
          [words.columns.span, spent(job)],
          [words.columns.text, job.text || null],
          [words.columns.kind, job.kind],
          [words.columns.id, job.id],
        ]}
      />
    </div>
  );
}
