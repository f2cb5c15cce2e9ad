import { App, Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { parseQuickEntry } from '../../../shared/domain/quickEntry.ts';
import { beijingDay } from '../../../shared/domain/time.ts';
import { assignmentsPageMessages } from '../../../shared/messages/assignmentsPage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { client } from '../../rpc/client.ts';
import { useNow } from '../../rpc/clock.ts';
import { useAct, useSession } from '../../rpc/query.tsx';
import styles from './AssignmentsPage.module.css';

const words = assignmentsPageMessages.quick;

/** One line, Enter, done: `张庭长：核对上报差异 @李工程 !周五`. The key N leads here from anywhere on the page. */
export function QuickAdd() {
  const { message } = App.useApp();
  const me = useSession()?.operator.name ?? '';
  const today = beijingDay(useNow(60_000));
  const input = useRef<InputRef>(null);
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState('');
  const add = useAct(
    (entry: Parameters<typeof client.assignments.save>[0]) => client.assignments.save(entry),
    {
      topics: ['assignments'],
      onDone: ({ number }) => void message.success(words.added(number)),
    },
  );
  useFocusKey('n', () => input.current?.focus());
  const entry = parseQuickEntry(text, today);
  const owner = entry.owner || me;
  const submit = async () => {
    if (text.trim() === '') return;
    if (!entry.requester) return setWrong(words.requester);
    if (!entry.title) return setWrong(words.title);
    const saved = await add.run({ ...entry, owner, kind: 'assignment', startsOn: today });
    if (saved) setText('');
  };
  return (
    <div className={styles.quick}>
      <Input
        ref={input}
        value={text}
        aria-label={words.label}
        placeholder={words.placeholder}
        maxLength={200}
        status={wrong ? 'error' : ''}
        onChange={(event) => {
          setText(event.target.value);
          setWrong('');
          add.clear();
        }}
        onPressEnter={() => void submit()}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          setText('');
          setWrong('');
          input.current?.blur();
        }}
      />
      {wrong ? (
        <span className={`${styles.reads} ${styles.late}`} role="alert">
          {wrong}
        </span>
      ) : text.trim() ? (
        <span className={styles.reads}>{words.reads(entry.requester, entry.title, owner, entry.dueOn)}</span>
      ) : null}
      <ErrorNote error={add.error} />
    </div>
  );
}

/** A single key that does something while nobody is typing. */
function useFocusKey(key: string, act: () => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement | null;
      const typing = target?.closest('input, textarea, select, [contenteditable="true"], [role="dialog"]');
      if (typing || event.ctrlKey || event.metaKey || event.altKey || event.key.toLowerCase() !== key) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [key]);
}
