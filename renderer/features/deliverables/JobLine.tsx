import { useEffect, useRef } from 'react';
import type { Job } from '../../../shared/contract/jobs.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { JobProgress } from '../../components/JobProgress.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';

/** A job of this page while it runs; tells once when it has ended well. */
export function JobLine({ jobId, onDone }: { jobId: string; onDone: (job: Job) => void }) {
  const job = useRead(['jobs', 'get', jobId], ({ signal }) => client.jobs.get({ id: jobId }, { signal }), {
    everyMs: 400,
    keepPrevious: false,
  });
  const cancel = useAct(() => client.jobs.cancel({ id: jobId }), { topics: ['jobs'] });
  const restart = useAct(() => client.jobs.restart({ id: jobId }), { topics: ['jobs'] });
  const told = useRef<string>(undefined);
  const done = useRef(onDone);
  done.current = onDone;
  const record = job.data;
  useEffect(() => {
    if (record?.state !== 'succeeded' || told.current === record.id) return;
    told.current = record.id;
    done.current(record);
  }, [record]);
  if (!record || record.state === 'succeeded') return <ErrorNote error={job.error} />;
  return (
    <>
      <JobProgress
        job={record}
        onCancel={() => void cancel.run(undefined)}
        onRestart={() => void restart.run(undefined)}
      />
      <ErrorNote error={cancel.error ?? restart.error} />
    </>
  );
}
