import { SearchOutlined } from '@ant-design/icons';
import { Modal } from 'antd';
import { type KeyboardEvent, useId, useState } from 'react';
import { useNavigate } from 'react-router';
import { shellMessages } from '../../shared/messages/shell.ts';
import { useSession } from '../rpc/query.tsx';
import { type PageEntry, pageHome, pagesFor } from './pages.tsx';
import styles from './SearchBox.module.css';
import { searchTargets } from './search.ts';

const words = shellMessages.search;

/** Opened by a key to be typed in at once. */
function focusAtOnce(input: HTMLInputElement | null): void {
  input?.focus();
}

/** Ctrl K: type, choose with the arrows, Enter opens. */
export default function SearchBox({ onClose }: { onClose: () => void }) {
  const role = useSession()?.operator.role ?? 'engineer';
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const navigate = useNavigate();
  const listId = useId();
  const found = searchTargets(pagesFor(role), text);
  const at = Math.min(chosen, found.length - 1);

  const open = (page: PageEntry | undefined) => {
    if (!page) return;
    onClose();
    void navigate(pageHome(page));
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
        {found.map((page, index) => (
          <div
            key={page.path}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className={index === at ? `${styles.option} ${styles.chosen}` : styles.option}
            onPointerMove={() => setChosen(index)}
            onClick={() => open(page)}
            onKeyDown={onKeyDown}
          >
            <page.icon />
            <span className={styles.title}>{page.title}</span>
            <span className={styles.group}>{shellMessages.groups[page.group]}</span>
          </div>
        ))}
        {found.length === 0 ? <p className={styles.none}>{words.none(text)}</p> : null}
      </div>
      <p className={styles.hint}>{words.hint}</p>
    </Modal>
  );
}
