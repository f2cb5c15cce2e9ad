import { Button } from 'antd';
import { useState } from 'react';
import { settingsPageMessages } from '../../../shared/messages/settingsPage.ts';
import { noticeState, switchNotices } from '../../app/systemNotice.ts';
import { Section } from '../../components/Page.tsx';
import styles from './SettingsPage.module.css';

const words = settingsPageMessages.notices;

/** Whether the operating system tells of deadlines and duties while one works in another window. */
export function Notices() {
  const [state, setState] = useState(noticeState);
  const on = state === 'on';
  return (
    <Section title={words.title} note={words.note}>
      <p className={styles.narrow} role="status">
        {words.states[state]}
      </p>
      <Button
        disabled={state === 'absent' || state === 'denied'}
        onClick={() => void switchNotices(!on).then(setState)}
      >
        {on ? words.turnOff : words.turnOn}
      </Button>
    </Section>
  );
}
