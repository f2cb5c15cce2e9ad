import { Input } from 'antd';
import { useState } from 'react';
import type { SavedQuery } from '../../../shared/contract/statistics.ts';
import { statisticsPageMessages } from '../../../shared/messages/statisticsPage.ts';
import { Empty } from '../../components/Page.tsx';
import { StateTag, type ViewState } from '../../components/StateTag.tsx';
import { Instant } from '../../components/Values.tsx';
import styles from './StatisticsPage.module.css';

const words = statisticsPageMessages.list;

export const approvalLook: Record<SavedQuery['approval'], ViewState> = {
  unneeded: 'ok',
  waiting: 'waiting',
  approved: 'ok',
  rejected: 'fault',
};

/** The saved queries by name, found by name or purpose. */
export function QueryList({
  queries,
  chosen,
  onChoose,
}: {
  queries: readonly SavedQuery[];
  chosen: string | undefined;
  onChoose: (id: string) => void;
}) {
  const [text, setText] = useState('');
  const found = queries.filter(({ name, purpose }) => `${name} ${purpose}`.includes(text.trim()));
  return (
    <aside className={styles.side} aria-label={words.title}>
      <Input.Search
        allowClear
        placeholder={words.search}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {found.length === 0 ? (
        <Empty
          title={queries.length === 0 ? words.none : words.noneFound}
          hint={queries.length === 0 ? words.noneHint : undefined}
        />
      ) : (
        <ul className={styles.queries}>
          {found.map((query) => (
            <li key={query.id}>
              <button
                type="button"
                className={styles.query}
                aria-current={query.id === chosen}
                onClick={() => onChoose(query.id)}
              >
                <span className={styles.queryHead}>
                  <span className={styles.queryName} title={query.name}>
                    {query.name}
                  </span>
                  <StateTag
                    state={approvalLook[query.approval]}
                    text={statisticsPageMessages.approvals[query.approval]}
                  />
                </span>
                {query.purpose ? <span className={styles.muted}>{query.purpose}</span> : null}
                <span className={styles.muted}>
                  {query.lastSuccess ? (
                    <>
                      {words.lastRun} <Instant value={query.lastSuccess} form="recent" />
                    </>
                  ) : (
                    words.never
                  )}
                  {query.scheduleTime ? ` · ${words.scheduled(query.scheduleTime)}` : ''}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </aside>
  );
}
