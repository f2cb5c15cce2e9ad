import { DownOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { Incident } from '../../../shared/contract/servicedesk.ts';
import { INCIDENT_STEPS } from '../../../shared/domain/servicedesk.ts';
import { serviceNames } from '../../../shared/messages/inspection.ts';
import { servicedeskMessages } from '../../../shared/messages/servicedesk.ts';
import { servicedeskPageMessages as words } from '../../../shared/messages/servicedeskPage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Facts } from '../../components/Facts.tsx';
import { Loaded } from '../../components/Page.tsx';
import { PrintDrawer } from '../../components/PrintDrawer.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { Instant, LongText } from '../../components/Values.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import { useMayWork } from '../../rpc/roles.ts';
import { ActDrawer, type AskedAct } from './ActDrawer.tsx';
import { Countdown } from './Countdown.tsx';
import { EditDrawer, TimesDrawer } from './IncidentForms.tsx';
import { lookOf, stateName } from './look.ts';
import { Priority } from './Priority.tsx';
import styles from './Servicedesk.module.css';
import { Thread } from './Thread.tsx';

/** One incident: its clock, what can be done next, what is known, links, files and timeline. */
export function IncidentDetail({ id }: { id: string }) {
  const read = useRead(
    ['servicedesk', 'incident', id],
    ({ signal }) => client.servicedesk.incidents.get({ id }, { signal }),
    { keepPrevious: false },
  );
  return (
    <Loaded read={read} lines={8}>
      {(incident) => (
        <>
          <div className={styles.head}>
            <span className={styles.headTitle}>{incident.title}</span>
            <StateTag state={lookOf(incident.state)} text={stateName(incident.state)} />
            <Priority value={incident.priority} />
            <Countdown incident={incident} />
          </div>
          <Acts incident={incident} />
          <Facts items={factsOf(incident)} />
          <Thread kind="incident" id={incident.id} />
        </>
      )}
    </Loaded>
  );
}

type Form = AskedAct | 'edit' | 'times' | 'print';

/** Only what may be done now; the next step stands first. */
function Acts({ incident }: { incident: Incident }) {
  const { message } = App.useApp();
  const navigate = useNavigate();
  const mayWork = useMayWork();
  const [form, setForm] = useState<Form>();
  // Kept while the drawer slides out.
  const [asked, setAsked] = useState<AskedAct>('pause');
  const { id, state, number } = incident;
  const act = useAct((run: () => Promise<Incident>) => run(), {
    topics: ['servicedesk'],
    onDone: (done) => void message.success(words.done(done.number, stateName(done.state))),
  });
  const turn = useAct((kind: 'problem' | 'change') => turnInto(kind, incident), {
    topics: ['servicedesk'],
    onDone: (record) => void navigate(`/servicedesk/${record.number}`),
  });
  const write = useAct(() => client.servicedesk.articles.fromIncident({ incidentId: id }), {
    topics: ['servicedesk'],
    onDone: (article) => {
      void message.success(words.articleMade(article.number));
      void navigate(`/servicedesk/${article.number}`);
    },
  });
  const may = (step: keyof typeof INCIDENT_STEPS) =>
    (INCIDENT_STEPS[step].from as readonly string[]).includes(state);
  const ask = (next: AskedAct) => {
    setAsked(next);
    setForm(next);
  };
  const now = { id, at: null, reason: '' };
  const { incidents } = client.servicedesk;
  const settled = state === 'resolved' || state === 'closed';
  const more = [
    ...(may('pause') ? ['pause' as const] : []),
    ...(state === 'cancelled' ? [] : ['times' as const]),
    'problem' as const,
    'change' as const,
    ...(may('reopen') ? ['reopen' as const] : []),
    ...(may('cancel') ? ['merge' as const, 'cancel' as const] : []),
  ];
  const choose = (key: string) => {
    if (key === 'times') setForm('times');
    else if (key === 'problem' || key === 'change') void turn.run(key);
    else ask(key as AskedAct);
  };
  return (
    <>
      <div className={styles.acts}>
        {mayWork ? (
          <>
            {may('respond') && !incident.respondedAt ? (
              <Button
                type="primary"
                loading={act.busy}
                onClick={() => void act.run(() => incidents.respond(now))}
              >
                {words.acts.respond}
              </Button>
            ) : null}
            {may('resume') ? (
              <Button
                type="primary"
                loading={act.busy}
                onClick={() => void act.run(() => incidents.resume({ id }))}
              >
                {words.acts.resume}
              </Button>
            ) : null}
            {may('resolve') ? (
              <Button type="primary" onClick={() => ask('resolve')}>
                {words.acts.resolve}
              </Button>
            ) : null}
            {may('close') ? (
              <Button type="primary" onClick={() => ask('close')}>
                {words.acts.close}
              </Button>
            ) : null}
            {may('arrive') && incident.sla.class === 'off-hours' && !incident.arrivedAt ? (
              <Button loading={act.busy} onClick={() => void act.run(() => incidents.arrive(now))}>
                {words.acts.arrive}
              </Button>
            ) : null}
            {settled ? (
              <Button loading={write.busy} onClick={() => void write.run(undefined)}>
                {words.acts.article}
              </Button>
            ) : null}
            {state === 'cancelled' ? null : (
              <Button onClick={() => setForm('edit')}>{words.acts.edit}</Button>
            )}
          </>
        ) : null}
        <Button onClick={() => setForm('print')}>{words.acts.print}</Button>
        {mayWork ? (
          <Dropdown
            trigger={['click']}
            menu={{
              items: more.map((key) => ({ key, label: words.acts[key] })),
              onClick: ({ key }) => choose(key),
            }}
          >
            <Button icon={<DownOutlined />} iconPlacement="end">
              {words.acts.more}
            </Button>
          </Dropdown>
        ) : null}
      </div>
      <ErrorNote error={act.error ?? turn.error ?? write.error} />
      <ActDrawer
        incident={incident}
        act={asked}
        open={form === asked}
        onClose={() => setForm((was) => (was === asked ? undefined : was))}
      />
      <EditDrawer incident={incident} open={form === 'edit'} onClose={() => setForm(undefined)} />
      <TimesDrawer incident={incident} open={form === 'times'} onClose={() => setForm(undefined)} />
      <PrintDrawer
        title={words.printTitle(number)}
        print={
          form === 'print' ? (signal) => client.servicedesk.incidents.print({ id }, { signal }) : undefined
        }
        onClose={() => setForm(undefined)}
      />
    </>
  );
}

/** A problem or change out of an incident: prefilled, and linked so that both sides keep it. */
async function turnInto(kind: 'problem' | 'change', incident: Incident) {
  const { title, service, owner, cause, symptom, number } = incident;
  const record = await client.servicedesk.records.save(
    kind === 'problem'
      ? { kind, title, fields: { service, owner, cause, impact: symptom.slice(0, 1000) } }
      : { kind, title, fields: { service, owner, reason: `${number} ${symptom}`.slice(0, 1000) } },
  );
  await client.servicedesk.thread.link({ kind, id: record.id, number });
  return record;
}

/** The sheet of the day, or the health board's item, an incident came from. */
function originPath(where: string, item: string): string {
  const [, connection] = /^health:([^:]+):/.exec(where) ?? [];
  return connection ? `/datacenter?connection=${connection}&item=${item}` : `/sheets/${where}`;
}

function factsOf(incident: Incident): [string, ReactNode][] {
  const { facts } = words;
  const at = (name: string, value: string | null): [string, ReactNode][] =>
    value ? [[name, <Instant key={name} value={value} />]] : [];
  const text = (name: string, value: string): [string, ReactNode][] =>
    value ? [[name, <LongText key={name} value={value} lines={4} />]] : [];
  const [day = '', item] = incident.origin.split('/');
  return [
    ...(incident.pausedSince ? ([[facts.pause, incident.pauseReason]] as [string, ReactNode][]) : []),
    ...text(facts.symptom, incident.symptom),
    [facts.owner, incident.owner || null],
    [
      facts.reporter,
      [...new Set([servicedeskMessages.sources[incident.source], incident.reporter, incident.reporterPhone])]
        .filter(Boolean)
        .join(' '),
    ],
    [words.columns.service, serviceNames[incident.service]],
    ...text(facts.court, incident.courtName),
    ...at(facts.occurredAt, incident.occurredAt),
    ...at(facts.openedAt, incident.openedAt),
    ...at(facts.respondedAt, incident.respondedAt),
    ...at(facts.arrivedAt, incident.arrivedAt),
    ...at(facts.resolvedAt, incident.resolvedAt),
    ...at(facts.closedAt, incident.closedAt),
    ...(incident.category
      ? ([[facts.category, servicedeskMessages.categories[incident.category]]] as [string, ReactNode][])
      : []),
    ...text(facts.cause, incident.cause),
    ...text(facts.steps, incident.steps),
    ...text(facts.dataScope, incident.dataScope),
    ...text(facts.confirmedBy, incident.confirmedBy),
    ...(incident.occurrences > 1
      ? ([[facts.occurrences, String(incident.occurrences)]] as [string, ReactNode][])
      : []),
    ...(item
      ? ([
          [
            facts.origin,
            <Link key="origin" to={originPath(day, item)}>
              {day.startsWith('health:') ? facts.healthOrigin : day}
            </Link>,
          ],
        ] as [string, ReactNode][])
      : []),
  ];
}
