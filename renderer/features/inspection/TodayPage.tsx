import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Service } from '../../../shared/contract/inspection.ts';
import { inspectionPageMessages } from '../../../shared/messages/inspectionPage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Loaded, Page } from '../../components/Page.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import { useMayWork } from '../../rpc/roles.ts';
import { AssessmentHint } from '../assessment/TodayHint.tsx';
import { ClockStrip } from '../servicedesk/ClockStrip.tsx';
import { Checklist } from './Checklist.tsx';
import { DueList } from './DueList.tsx';
import { ItemDetail } from './ItemDetail.tsx';
import { isBad, isPending } from './look.ts';
import { Tiles } from './Tiles.tsx';
import styles from './TodayPage.module.css';

const words = inspectionPageMessages.today;

/** What is red, what is due before when, what is left to sign; and the one button that checks everything. */
export default function TodayPage() {
  const mayWork = useMayWork();
  const today = useRead(
    ['inspection', 'today'],
    ({ signal }) => client.inspection.today(undefined, { signal }),
    {
      topics: ['jobs', 'calendar', 'settings'],
      everyMs: 60_000,
    },
  );
  const day = today.data?.day;
  const sheet = useRead(
    ['inspection', 'sheet', day],
    ({ signal }) => client.inspection.sheet({ day: day ?? '' }, { signal }),
    { enabled: day !== undefined },
  );
  const [service, setService] = useState<Service>();
  const [chosen, setChosen] = useState<string>();
  const run = useAct((items: string[] | undefined) => client.inspection.run({ day: day ?? '', items }), {
    topics: ['inspection', 'jobs'],
  });
  const cancel = useAct((id: string) => client.jobs.cancel({ id }), { topics: ['jobs'] });

  const job = today.data?.job ?? null;
  const items = sheet.data?.items ?? [];
  const runStart = job?.startedAt ?? null;
  // Without a choice of the person's own, the gravest finding opens by itself.
  const opened =
    items.find((item) => item.id === chosen) ??
    items.find((item) => item.result === 'fault' && !isPending(item, runStart)) ??
    items.find((item) => isBad(item) && !isPending(item, runStart));
  const label = today.data?.dayLabel ?? '';
  // The day's summary knows of the sheet before the sheet itself is here.
  const begun = sheet.data ?? today.data?.sheet;
  const recheck = (ids: string[]) => void run.run(ids);
  const mayRun = mayWork && !job && !sheet.data?.frozen;

  return (
    <Page
      title={words.title}
      says={today.data ? (begun ? words.says(label, begun.counts) : words.notOpened(label)) : undefined}
      lastSuccess={begun ? begun.lastRunAt : undefined}
      actions={
        begun ? (
          <Link to={`/sheets/${day}`}>
            <Button>{words.toSheet}</Button>
          </Link>
        ) : null
      }
      primary={
        !mayWork || !today.data ? null : job ? (
          <Button loading={cancel.busy} onClick={() => void cancel.run(job.id)}>
            {words.progress(job.done, job.total ?? 0)} · {words.cancel}
          </Button>
        ) : (
          <Button
            type="primary"
            loading={run.busy}
            disabled={sheet.data?.frozen ?? false}
            title={sheet.data?.frozen ? words.frozen : undefined}
            onClick={() => void run.run(undefined)}
          >
            {begun?.lastRunAt ? words.again : words.start}
          </Button>
        )
      }
    >
      <ErrorNote error={run.error ?? cancel.error} />
      <Loaded read={today} lines={8}>
        {(data) => (
          <>
            <DueList today={data} />
            <AssessmentHint />
            <ClockStrip />
            <Tiles
              tiles={data.tiles}
              items={items}
              runStart={runStart}
              chosen={service}
              mayRun={mayRun}
              onChoose={(next) => setService(next === service ? undefined : next)}
              onRecheck={recheck}
            />
            <Loaded read={sheet} lines={8}>
              {() => (
                <div className={styles.columns}>
                  <Checklist
                    items={items}
                    job={job}
                    service={service}
                    chosen={opened?.id}
                    onService={setService}
                    onChoose={setChosen}
                  />
                  <div className={styles.side}>
                    <ItemDetail
                      item={opened}
                      day={data.day}
                      pending={opened ? isPending(opened, runStart) : false}
                      mayRun={mayRun}
                      onRecheck={recheck}
                    />
                  </div>
                </div>
              )}
            </Loaded>
          </>
        )}
      </Loaded>
    </Page>
  );
}
