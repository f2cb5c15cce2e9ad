import { App, Button, Segmented } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { showTime } from '../../../shared/domain/time.ts';
import { dutyPageMessages } from '../../../shared/messages/dutyPage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Page } from '../../components/Page.tsx';
import { client } from '../../rpc/client.ts';
import { useNow } from '../../rpc/clock.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import { useMayWork } from '../../rpc/roles.ts';
import { AttendanceView } from './AttendanceView.tsx';
import styles from './DutyPage.module.css';
import { History } from './History.tsx';
import { LogView } from './LogView.tsx';
import { NowView } from './NowView.tsx';
import { dutySpan } from './OnDuty.tsx';
import { RosterView } from './RosterView.tsx';
import { SignOutDrawer } from './SignOutDrawer.tsx';

const words = dutyPageMessages;

type View = keyof typeof words.views;
const VIEWS = Object.keys(words.views) as View[];

/** Sign in and out of duty and hand over; the month's roster, attendance, the duty log, and every shift there was. */
export default function DutyPage() {
  const { message } = App.useApp();
  const navigate = useNavigate();
  const { view: asked } = useParams<{ view?: string }>();
  const view = VIEWS.find((each) => each === asked) ?? 'now';
  const mayWork = useMayWork();
  const now = useNow();
  const [leaving, setLeaving] = useState(false);
  const duty = useRead(['duty', 'current'], ({ signal }) => client.duty.current(undefined, { signal }));
  const compare = useAct((shiftId: string) => client.duty.compareClock({ shiftId }), { topics: ['duty'] });
  const signIn = useAct(() => client.duty.signIn(), {
    topics: ['duty'],
    onDone: (shift) => {
      void message.success(words.signedIn);
      // Afterwards and only if it answers: signing in waits for no network.
      void compare.run(shift.id);
    },
  });
  const { mine, onDuty = [], matters = [] } = duty.data ?? {};

  const says = mine
    ? words.mineSays(showTime(mine.signedInAt), dutySpan(mine, now))
    : onDuty.length > 0
      ? words.onDutySays(onDuty.map((shift) => shift.operatorName).join('、'))
      : words.nobody;

  return (
    <Page
      title={words.title}
      says={duty.data ? says : undefined}
      fill={view === 'history' || view === 'log'}
      primary={
        !mayWork || !duty.data ? null : mine ? (
          <Button type="primary" onClick={() => setLeaving(true)}>
            {words.signOut}
          </Button>
        ) : (
          <Button type="primary" loading={signIn.busy} onClick={() => void signIn.run(undefined)}>
            {words.signIn}
          </Button>
        )
      }
      actions={
        <Segmented<View>
          aria-label={words.viewsLabel}
          value={view}
          options={VIEWS.map((value) => ({ value, label: words.views[value] }))}
          onChange={(next) => void navigate(next === 'now' ? '/duty' : `/duty/${next}`)}
        />
      }
    >
      <ErrorNote error={signIn.error} />
      {view === 'now' ? <NowView duty={duty} now={now} mayWork={mayWork} /> : null}
      {view === 'roster' ? <RosterView /> : null}
      {view === 'attendance' ? <AttendanceView /> : null}
      {view === 'log' ? <LogView /> : null}
      {view === 'history' ? (
        <div className={styles.history}>
          <History />
        </div>
      ) : null}
      <SignOutDrawer open={leaving} matters={matters} onClose={() => setLeaving(false)} />
    </Page>
  );
}
