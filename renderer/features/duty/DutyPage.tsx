import { App, Button } from 'antd';
import { useState } from 'react';
import { showTime } from '../../../shared/domain/time.ts';
import { dutyPageMessages } from '../../../shared/messages/dutyPage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Loaded, Page } from '../../components/Page.tsx';
import { client } from '../../rpc/client.ts';
import { useNow } from '../../rpc/clock.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import { useMayWork } from '../../rpc/roles.ts';
import styles from './DutyPage.module.css';
import { History } from './History.tsx';
import { Matters } from './Matters.tsx';
import { dutySpan, OnDuty } from './OnDuty.tsx';
import { SignOutDrawer } from './SignOutDrawer.tsx';
import { WaitingHandover } from './WaitingHandover.tsx';

const words = dutyPageMessages;

/** Sign in and out of duty, hand over what is open, take over from the shift before. */
export default function DutyPage() {
  const { message } = App.useApp();
  const mayWork = useMayWork();
  const now = useNow();
  const [leaving, setLeaving] = useState(false);
  const duty = useRead(['duty', 'current'], ({ signal }) => client.duty.current(undefined, { signal }));
  const signIn = useAct(() => client.duty.signIn(), {
    topics: ['duty'],
    onDone: () => void message.success(words.signedIn),
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
    >
      <ErrorNote error={signIn.error} />
      <Loaded read={duty} lines={6}>
        {(current) => (
          <>
            <WaitingHandover handover={current.waitingHandover} mayWork={mayWork} />
            <div className={styles.columns}>
              <Matters matters={current.matters} mayWork={mayWork} />
              <OnDuty shifts={current.onDuty} now={now} />
            </div>
          </>
        )}
      </Loaded>
      <History />
      <SignOutDrawer open={leaving} matters={matters} onClose={() => setLeaving(false)} />
    </Page>
  );
}
