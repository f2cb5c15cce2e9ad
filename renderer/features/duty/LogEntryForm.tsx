import { App, Button, Input, type InputRef, Radio } from 'antd';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { LogKind } from '../../../shared/contract/dutyLog.ts';
import { dutyLogMessages } from '../../../shared/messages/dutyLog.ts';
import { dutyPageMessages } from '../../../shared/messages/dutyPage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';
import styles from './DutyPage.module.css';
import { LOG_KINDS } from './logKinds.ts';

const words = dutyPageMessages.log;

interface Draft {
  time: string;
  who: string;
  phone: string;
  content: string;
}
const EMPTY: Draft = { time: '', who: '', phone: '', content: '' };

/** `8:5`, `805`, `8：05` → `08:05`; undefined where it is no time. */
export function readTime(text: string): string | undefined {
  const found = /^(\d{1,2})[:：](\d{1,2})$/.exec(text.trim()) ?? /^(\d{1,2})(\d{2})$/.exec(text.trim());
  const [hours, minutes] = [Number(found?.[1]), Number(found?.[2])];
  if (!found || hours > 23 || minutes > 59) return undefined;
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

/** One line of the duty log, written without touching the mouse: Alt+1…4 chooses the kind, Enter writes it. */
export function LogEntryForm() {
  const { message } = App.useApp();
  const content = useRef<InputRef>(null);
  const [kind, setKind] = useState<LogKind>('call');
  const [draft, setDraft] = useState(EMPTY);
  const [wrong, setWrong] = useState<keyof Draft>();
  const add = useAct((input: Parameters<typeof client.duty.log.add>[0]) => client.duty.log.add(input), {
    topics: ['duty'],
  });
  const withOther = kind === 'call' || kind === 'visit';
  const field = wrong ?? (add.error?.details?.field as keyof Draft | undefined);
  const input = (name: keyof Draft) => ({
    value: draft[name],
    onChange: (event: { target: { value: string } }) => {
      setDraft({ ...draft, [name]: event.target.value });
      setWrong(undefined);
    },
    ...(field === name ? { status: 'error' as const } : {}),
  });

  const write = async () => {
    const time = draft.time.trim() === '' ? undefined : readTime(draft.time);
    if (draft.time.trim() !== '' && time === undefined) return setWrong('time');
    if (draft.content.trim() === '') {
      content.current?.focus();
      return setWrong('content');
    }
    const other = withOther ? { who: draft.who, phone: draft.phone } : {};
    const written = await add.run({ kind, content: draft.content, ...other, ...(time ? { time } : {}) });
    if (!written) return;
    setDraft(EMPTY);
    void message.success(words.added);
    content.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = event.altKey ? LOG_KINDS[Number(event.key) - 1] : undefined;
    if (!chosen) return;
    event.preventDefault();
    setKind(chosen);
  };

  return (
    <form
      className={styles.logForm}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        void write();
      }}
    >
      <div className={styles.logRow}>
        <Radio.Group
          optionType="button"
          aria-label={words.kind}
          value={kind}
          options={LOG_KINDS.map((value) => ({ value, label: dutyLogMessages.kinds[value] }))}
          onChange={(event) => setKind(event.target.value as LogKind)}
        />
        <Input
          {...input('time')}
          className={styles.logTime}
          aria-label={words.time}
          placeholder={words.timePlaceholder}
          maxLength={5}
        />
        {withOther ? (
          <>
            <Input
              {...input('who')}
              className={styles.logWho}
              aria-label={words.who}
              placeholder={words.who}
              maxLength={60}
            />
            <Input
              {...input('phone')}
              className={styles.logPhone}
              aria-label={words.phone}
              placeholder={words.phone}
              maxLength={40}
            />
          </>
        ) : null}
      </div>
      <div className={styles.logRow}>
        <Input
          {...input('content')}
          ref={content}
          aria-label={words.content}
          placeholder={words.contentPlaceholder}
          maxLength={500}
        />
        <Button htmlType="submit" loading={add.busy}>
          {words.add}
        </Button>
      </div>
      {wrong === 'time' ? <div className={styles.fieldError}>{words.badTime}</div> : null}
      {wrong === 'content' ? <div className={styles.fieldError}>{words.needContent}</div> : null}
      <ErrorNote error={add.error} />
    </form>
  );
}
