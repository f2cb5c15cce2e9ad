import { DownOutlined } from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { beijingDay, isDay } from '../../../shared/domain/time.ts';
import { dutyRosterPageMessages as words } from '../../../shared/messages/dutyRosterPage.ts';
import { bytesOf } from '../../components/bytes.ts';
import { download } from '../../components/download.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Loaded, Section } from '../../components/Page.tsx';
import { PrintDrawer } from '../../components/PrintDrawer.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { client } from '../../rpc/client.ts';
import { useNow } from '../../rpc/clock.ts';
import { useAct, useRead, useSession } from '../../rpc/query.tsx';
import { useIsOne, useMayWork } from '../../rpc/roles.ts';
import { Board } from './Board.tsx';
import { ChangesPanel, FindingsPanel } from './BoardNotes.tsx';
import { GenerateDrawer } from './GenerateDrawer.tsx';
import { MonthStepper } from './MonthStepper.tsx';
import { PeoplePanel } from './PeoplePanel.tsx';
import { RequestDrawer } from './RequestDrawer.tsx';
import { RequestsPanel } from './RequestsPanel.tsx';
import styles from './Roster.module.css';
import { SetupDrawer } from './SetupDrawer.tsx';
import { type Change, SlotDrawer } from './SlotDrawer.tsx';

const STATE_LOOK = { empty: 'off', draft: 'waiting', published: 'ok' } as const;
type Opened = 'generate' | 'ask' | 'setup' | 'print';

/** The month board: drag people onto days, generate by rotation, publish; requests and what was changed beside it. */
export function RosterView() {
  const { message } = App.useApp();
  const today = beijingDay(useNow());
  const asked = useSearchParams()[0].get('day') ?? '';
  const [month, setMonth] = useState((isDay(asked) ? asked : today).slice(0, 7));
  const [opened, setOpened] = useState<Opened>();
  const [change, setChange] = useState<Change>();
  const mayWork = useMayWork();
  const isManager = useIsOne(['manager']);
  const me = useSession()?.operator.id;
  const board = useRead(
    ['duty', 'roster', month],
    ({ signal }) => client.duty.roster.month({ month }, { signal }),
    { topics: ['calendar'] },
  );
  const act = useAct(
    (wanted: Change) =>
      wanted.kind === 'assign'
        ? client.duty.roster.assign({ ...wanted.slot, personId: wanted.personId ?? null })
        : client.duty.roster.exchange({ from: wanted.from, to: wanted.to }),
    { topics: ['duty'] },
  );
  const publish = useAct(
    (despiteFindings: boolean) => client.duty.roster.publish({ month, despiteFindings }),
    { topics: ['duty'], onDone: () => void message.success(words.published) },
  );
  const save = useAct(async (wanted: { format: 'xlsx' | 'ics'; personId?: string | undefined }) => {
    const { fileName, base64 } = await client.duty.roster.exportFile({ month, ...wanted });
    const bytes = bytesOf(base64);
    download(fileName, bytes, wanted.format === 'ics' ? 'text/calendar' : 'application/octet-stream');
    return {};
  });
  const data = board.data;
  const own = data?.people.find(({ operatorId }) => operatorId !== null && operatorId === me);
  const published = data?.state === 'published';
  /** Dropped: at once in a draft; after publishing the reason is asked for first. */
  const drop = (wanted: Change) => (published ? setChange(wanted) : void act.run(wanted));
  /** What was refused before is no news any more. */
  const forget = () => {
    act.clear();
    publish.clear();
  };
  const more = [
    { key: 'print', label: words.print, onClick: () => setOpened('print') },
    { key: 'xlsx', label: words.exportXlsx, onClick: () => void save.run({ format: 'xlsx' }) },
    { key: 'ics', label: words.exportIcs, onClick: () => void save.run({ format: 'ics' }) },
    ...(own
      ? [
          {
            key: 'mine',
            label: words.exportMine,
            onClick: () => void save.run({ format: 'ics', personId: own.id }),
          },
        ]
      : []),
    ...(isManager ? [{ key: 'setup', label: words.setup, onClick: () => setOpened('setup') }] : []),
  ];

  return (
    <>
      <div className={styles.bar}>
        <MonthStepper
          month={month}
          today={today}
          onChange={(next) => {
            forget();
            setMonth(next);
          }}
        />
        {data ? <StateTag state={STATE_LOOK[data.state]} text={words.states[data.state]} /> : null}
        <span className={styles.barNote}>
          {published && data?.publishedBy ? words.publishedBy(data.publishedBy) : mayWork ? words.hint : ''}
        </span>
        {mayWork && own ? <Button onClick={() => setOpened('ask')}>{words.ask}</Button> : null}
        {mayWork && !published ? (
          <Button onClick={() => setOpened('generate')}>{words.generate}</Button>
        ) : null}
        {isManager && data && !published && data.slots.length > 0 ? (
          <Button loading={publish.busy} onClick={() => void publish.run(false)}>
            {words.publish}
          </Button>
        ) : null}
        <Dropdown menu={{ items: more }} trigger={['click']}>
          <Button>
            {words.more} <DownOutlined />
          </Button>
        </Dropdown>
      </div>
      <ErrorNote
        error={publish.error}
        again={words.publishAnyway}
        onAgain={publish.error?.code === 'DUTY_ROSTER_FINDINGS' ? () => void publish.run(true) : undefined}
      />
      <ErrorNote error={act.error ?? save.error} />
      <Loaded read={board} lines={10}>
        {(month) => (
          <div className={styles.columns}>
            <Section flush>
              <Board
                month={month}
                today={today}
                marked={asked}
                mayWork={mayWork}
                onOpen={(slot, personId) => {
                  forget();
                  setChange({ kind: 'assign', slot, personId });
                }}
                onDrop={drop}
              />
            </Section>
            <div className={styles.side}>
              <PeoplePanel month={month} mayWork={mayWork} />
              <FindingsPanel month={month} />
              <RequestsPanel month={month} own={own} />
              <ChangesPanel month={month} />
            </div>
            <SlotDrawer month={month} change={change} onClose={() => setChange(undefined)} />
            <GenerateDrawer open={opened === 'generate'} month={month} onClose={() => setOpened(undefined)} />
            {own ? (
              <RequestDrawer
                open={opened === 'ask'}
                month={month}
                own={own}
                onClose={() => setOpened(undefined)}
              />
            ) : null}
            <SetupDrawer open={opened === 'setup'} month={month} onClose={() => setOpened(undefined)} />
          </div>
        )}
      </Loaded>
      <PrintDrawer
        title={words.print}
        print={opened === 'print' ? (signal) => client.duty.roster.print({ month }, { signal }) : undefined}
        onClose={() => setOpened(undefined)}
      />
    </>
  );
}
