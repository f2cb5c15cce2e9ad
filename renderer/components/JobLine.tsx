import { useEffect, useRef } from 'react';
import type { Job } from '../../shared/contract/jobs.ts';
import { client } from '../rpc/client.ts';
import { useAct, useRead } from '../rpc/query.tsx';
import { ErrorNote } from './ErrorNote.tsx';
import { JobProgress } from './JobProgress.tsx';

/** A job of this page while it runs; tells once when it has ended well. Who may not work sees it and stops nothing. */
export function JobLine({
  jobId,
  mayWork = true,
  onDone,
}: {
  jobId: string;
  mayWork?: boolean;
  onDone?: (job: Job) => void;
}) {
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
    done.current?.(record);
  }, [record]);
  if (!record || record.state === 'succeeded') return <ErrorNote error={job.error} />;
  return (
    <>
      <JobProgress
        job={record}
        onCancel={mayWork ? () => void cancel.run(undefined) : undefined}
        onRestart={mayWork ? () => void restart.run(undefined) : undefined}
      />
      <ErrorNote error={cancel.error ?? restart.error} />
    </>
  );
}
