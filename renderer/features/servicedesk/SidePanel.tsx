import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useEffect, useLayoutEffect } from 'react';
import { servicedeskPageMessages } from '../../../shared/messages/servicedeskPage.ts';
import styles from './Servicedesk.module.css';

const words = servicedeskPageMessages;

/** The record of the address, beside board or table; Esc closes it. */
export function SidePanel({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: ReactNode;
}) {
  // Before it is seen: a key pressed at once is heard.
  useLayoutEffect(() => {
    const listener = (event: KeyboardEvent) => {
      // A drawer, menu or dialogue above takes the key first.
      const above = document.querySelector('.ant-drawer-open, .ant-modal-wrap, .ant-dropdown-open');
      if (event.key === 'Escape' && !event.defaultPrevented && !above) onClose();
    };
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, [onClose]);
  return (
    <aside className={styles.side} aria-label={title}>
      <header className={styles.sideHead}>
        <h2 className={`${styles.sideTitle} ${styles.number}`}>{title}</h2>
        <Button
          type="text"
          icon={<CloseOutlined />}
          title={words.close}
          aria-label={words.close}
          onClick={onClose}
        />
      </header>
      <div className={styles.sideBody}>{children}</div>
    </aside>
  );
}

/** Shown in a table's own panel: a row that was opened takes the place of the record of the address. */
export function Alone({ clear, children }: { clear: (() => void) | undefined; children: ReactNode }) {
  useEffect(() => clear?.(), [clear]);
  return children;
}
