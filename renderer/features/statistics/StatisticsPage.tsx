import { Button } from 'antd';
import { useState } from 'react';
import { statisticsPageMessages as words } from '../../../shared/messages/statisticsPage.ts';
import { Loaded, NoCentre, Page } from '../../components/Page.tsx';
import { client } from '../../rpc/client.ts';
import { useRead } from '../../rpc/query.tsx';
import { useMayWork } from '../../rpc/roles.ts';
import { QueryBench } from './QueryBench.tsx';
import { QueryList } from './QueryList.tsx';
import styles from './StatisticsPage.module.css';

/** Saved queries at the left; the chosen one, or a new one, with its result at the right. */
export default function StatisticsPage() {
  const mayWork = useMayWork();
  // undefined: none chosen yet, so the first is shown; null: a new one.
  const [chosen, setChosen] = useState<string | null>();
  // A new text needs a fresh editor each time.
  const [turn, setTurn] = useState(0);
  const queries = useRead(['statistics', 'queries'], ({ signal }) =>
    client.statistics.queries(undefined, { signal }),
  );
  const connections = useRead(['datacenter', 'list'], ({ signal }) =>
    client.datacenter.list(undefined, { signal }),
  );
  const choose = (id: string | null | undefined) => {
    setChosen(id);
    setTurn((before) => before + 1);
  };
  const all = queries.data ?? [];
  const waiting = all.filter(({ approval }) => approval === 'waiting').length;
  return (
    <Page
      title={words.title}
      says={queries.data ? words.says(all.length, waiting) : undefined}
      fill
      primary={mayWork ? <Button onClick={() => choose(null)}>{words.add}</Button> : null}
    >
      <Loaded read={connections}>
        {(places) =>
          places.length === 0 ? (
            <NoCentre />
          ) : (
            <Loaded read={queries}>
              {(list) => {
                const query = chosen === null ? undefined : (list.find(({ id }) => id === chosen) ?? list[0]);
                return (
                  <div className={styles.page}>
                    <QueryList queries={list} chosen={query?.id} onChoose={choose} />
                    <QueryBench
                      // A query saved anew keeps its bench, and the result in it.
                      key={`${turn}-${chosen === undefined ? (list[0]?.id ?? '') : ''}`}
                      query={query}
                      connections={places}
                      onSaved={(id) => {
                        if (!query) setChosen(id);
                      }}
                      onRemoved={() => choose(undefined)}
                    />
                  </div>
                );
              }}
            </Loaded>
          )
        }
      </Loaded>
    </Page>
  );
}
