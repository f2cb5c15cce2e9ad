import { AlertOutlined, SearchOutlined } from '@ant-design/icons';
import { Modal } from 'antd';
import { type ComponentType, type KeyboardEvent, useId, useState } from 'react';
import { useNavigate } from 'react-router';
import { kindOfNumber } from '../../shared/domain/servicedesk.ts';
import { servicedeskPageMessages } from '../../shared/messages/servicedeskPage.ts';
import { shellMessages } from '../../shared/messages/shell.ts';
import { client } from '../rpc/client.ts';
import { useRead, useSession } from '../rpc/query.tsx';
import { pageHome, pagesFor } from './pages.tsx';
import styles from './SearchBox.module.css';
import { searchTargets } from './search.ts';

const words = shellMessages.search;
/** One letter finds too much, and is on its way to a word. */
const SHORTEST = 2;
const MOST_INCIDENTS = 6;

interface Found {
  to: string;
  title: string;
  group: string;
  icon: ComponentType;
}

/** Opened by a key to be typed in at once. */
function focusAtOnce(input: HTMLInputElement | null): void {
  input?.focus();
}

/** Pages by their names and deeds, a record of the service desk by its number, incidents by number, words and court. */
function useFound(text: string): Found[] {
  const role = useSession()?.operator.role ?? 'engineer';
  const wanted = text.trim();
  const read = useRead(
    ['servicedesk', 'searchBox', wanted],
    ({ signal }) =>
      client.servicedesk.incidents.list({ offset: 0, limit: MOST_INCIDENTS, text: wanted }, { signal }),
    { enabled: wanted.length >= SHORTEST },
  );
  const pages = searchTargets(pagesFor(role), text).map((page) => ({
    to: pageHome(page),
    title: page.title,
    group: shellMessages.groups[page.group],
    icon: page.icon,
  }));
  if (wanted.length < SHORTEST) return pages;
  const incidents = (read.data?.rows ?? []).map(({ number, title, courtName }) => ({
    to: `/servicedesk/${number}`,
    title: `${number} ${title}`,
    group: courtName || words.incidents,
    icon: AlertOutlined,
  }));
  const number = wanted.toUpperCase();
  const kind = /^[A-Z]{2}-[\d-]{4,}$/.test(number) ? kindOfNumber(number) : undefined;
  const named =
    kind && kind !== 'incident'
      ? [
          {
            to: `/servicedesk/${number}`,
            title: number,
            group: servicedeskPageMessages.tabs[kind],
            icon: AlertOutlined,
          },
        ]
      : [];
  return [...named, ...pages, ...incidents];
}

/** Ctrl K: type, choose with the arrows, Enter opens. */
export default function SearchBox({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const navigate = useNavigate();
  const listId = useId();
  const found = useFound(text);
  const at = Math.min(chosen, found.length - 1);

  const open = (target: Found | undefined) => {
    if (!target) return;
    onClose();
    void navigate(target.to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes, Enter and the arrows belong to it.
    if (event.nativeEvent.isComposing || found.length === 0) return;
    if (event.key === 'Enter') open(found[at]);
    else if (event.key === 'ArrowDown') setChosen((at + 1) % found.length);
    else if (event.key === 'ArrowUp') setChosen((at - 1 + found.length) % found.length);
    else return;
    event.preventDefault();
  };

  return (
    <Modal
      open
      footer={null}
      closable={false}
      onCancel={onClose}
      width={560}
      style={{ top: 96 }}
      styles={{ container: { padding: 0 } }}
    >
      <div className={styles.field}>
        <SearchOutlined />
        <input
          ref={focusAtOnce}
          role="combobox"
          aria-label={words.title}
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={found[at] ? `${listId}-${at}` : undefined}
          placeholder={words.placeholder}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div className={styles.list} id={listId} role="listbox" aria-label={words.title}>
        {found.map((target, index) => (
          <div
            key={target.to}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className={index === at ? `${styles.option} ${styles.chosen}` : styles.option}
            onPointerMove={() => setChosen(index)}
            onClick={() => open(target)}
            onKeyDown={onKeyDown}
          >
            <target.icon />
            <span className={styles.title} title={target.title}>
              {target.title}
            </span>
            <span className={styles.group}>{target.group}</span>
          </div>
        ))}
        {found.length === 0 ? <p className={styles.none}>{words.none(text)}</p> : null}
      </div>
      <p className={styles.hint}>{words.hint}</p>
    </Modal>
  );
}
