import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { LogEntry } from '../../../shared/contract/dutyLog.ts';
import { showTime } from '../../../shared/domain/time.ts';
import { dutyLogMessages } from '../../../shared/messages/dutyLog.ts';
import { dutyPageMessages } from '../../../shared/messages/dutyPage.ts';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { Empty } from '../../components/Page.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';
import styles from './DutyPage.module.css';

const words = dutyPageMessages.log;

/** The day's entries, newest first; what was struck stays readable with its reason. */
export function LogLines({ entries, mayWork }: { entries: readonly LogEntry[]; mayWork: boolean }) {
  const [striking, setStriking] = useState<LogEntry>();
  if (entries.length === 0) return <Empty title={words.none} hint={words.noneHint} />;
  return (
    <>
      <ul className={styles.list}>
        {entries.map((entry) => (
          <li key={entry.id} className={styles.logLine}>
            <span className={styles.logAt}>{showTime(entry.at)}</span>
            <span className={styles.logKind}>{dutyLogMessages.kinds[entry.kind]}</span>
            <span className={entry.voidedBy ? styles.struck : styles.logText}>
              {entry.who || entry.phone ? (
                <strong>{[entry.who, entry.phone].filter(Boolean).join(' ')}　</strong>
              ) : null}
              {[entry.content, entry.outcome].filter(Boolean).join('；')}
            </span>
            <span className={styles.logWriter}>
              {entry.voidedBy ? words.struck(entry.voidedBy, entry.voidReason) : entry.writtenBy}
            </span>
            {mayWork && !entry.voidedBy ? (
              <Button size="small" type="text" onClick={() => setStriking(entry)}>
                {words.strike}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <StrikeDrawer entry={striking} onClose={() => setStriking(undefined)} />
    </>
  );
}

export function StrikeDrawer({ entry, onClose }: { entry: LogEntry | undefined; onClose: () => void }) {
  const { message } = App.useApp();
  const strike = useAct((input: { id: string; reason: string }) => client.duty.log.strike(input), {
    topics: ['duty'],
  });
  return (
    <FormDrawer<{ reason: string }>
      open={entry !== undefined}
      title={words.strikeTitle}
      initial={{}}
      submit={words.strike}
      busy={strike.busy}
      error={strike.error}
      onClose={() => {
        strike.clear();
        onClose();
      }}
      onSubmit={async ({ reason }) => {
        if (!entry || !(await strike.run({ id: entry.id, reason }))) return false;
        void message.success(words.strike);
        return true;
      }}
    >
      <p className={styles.quoted}>{entry?.content}</p>
      <Form.Item
        name="reason"
        label={words.strikeReason}
        rules={[{ required: true, whitespace: true, message: words.needReason }]}
      >
        <Input maxLength={200} autoFocus />
      </Form.Item>
    </FormDrawer>
  );
}
