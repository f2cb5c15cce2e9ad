import { Button, Switch } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { SavedConnection } from '../../../shared/contract/datacenter.ts';
import type { HealthBoard as Board, BoardItem } from '../../../shared/contract/datacenterHealth.ts';
import { HEALTH_ITEM_NAMES } from '../../../shared/messages/datacenterHealth.ts';
import { datacenterHealthPageMessages as words } from '../../../shared/messages/datacenterHealthPage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Loaded, Section } from '../../components/Page.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { Instant } from '../../components/Values.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import { BlockingTree } from './BlockingTree.tsx';
import styles from './Health.module.css';
import { HealthTrend } from './HealthTrend.tsx';
import { LEVEL_STATES, sayings } from './healthText.ts';
import { RaiseFromHealth } from './RaiseFromHealth.tsx';
import { RulesDrawer } from './RulesDrawer.tsx';

/** What is older than a sampling interval is measured anew when the page opens. */
const OLD_MS = 5 * 60_000;

/** How a connection's database stands: each item with its level, its trend, and who blocks whom. */
export function HealthBoard({
  connection,
  mayWork,
  first = 'size',
}: {
  connection: SavedConnection;
  mayWork: boolean;
  /** The item that is open at first. */
  first?: BoardItem['id'] | undefined;
}) {
  const { id, name } = connection;
  const [chosen, setChosen] = useState<BoardItem['id']>(first);
  const [rulesOpen, setRulesOpen] = useState(false);
  // The last connection's board must not stand under this one's name while this one's is read.
  const board = useRead(
    ['health', 'board', id],
    ({ signal }) => client.datacenter.healthBoard({ id }, { signal }),
    { keepPrevious: false },
  );
  const round = useAct(() => client.datacenter.healthRound({ id }), { topics: ['health'] });
  const watch = useAct((watched: boolean) => client.datacenter.healthWatch({ id, watched }), {
    topics: ['health'],
  });
  const lastAt = board.data?.lastAt;
  const measure = round.run;
  const asked = useRef('');
  useEffect(() => {
    if (lastAt === undefined || asked.current === `${id} ${lastAt}`) return;
    asked.current = `${id} ${lastAt}`;
    if (lastAt === null || Date.now() - Date.parse(lastAt) > OLD_MS) void measure(undefined);
  }, [lastAt, id, measure]);
  const items = board.data?.items ?? [];
  const item = items.find((candidate) => candidate.id === chosen) ?? items[0];
  return (
    <>
      <Section
        title={words.title(name)}
        note={board.data?.ms != null ? words.note(board.data.version, board.data.ms) : undefined}
        extra={
          <span className={styles.extra}>
            {mayWork ? (
              <>
                <span title={words.watchHint}>
                  <Switch
                    size="small"
                    aria-label={words.watch}
                    checked={board.data?.watched ?? false}
                    disabled={connection.isDefault || watch.busy}
                    onChange={(watched) => void watch.run(watched)}
                  />{' '}
                  {words.watch}
                </span>
                <Button size="small" onClick={() => setRulesOpen(true)}>
                  {words.rules}
                </Button>
              </>
            ) : null}
            <Button size="small" loading={round.busy} onClick={() => void round.run(undefined)}>
              {words.again}
            </Button>
          </span>
        }
      >
        {round.error ? <ErrorNote error={round.error} /> : null}
        <Loaded read={board} lines={4}>
          {(data) => (
            <>
              <Freshness board={data} />
              <ul className={styles.items}>
                {data.items.map((each) => (
                  <li key={each.id}>
                    <ItemCell item={each} chosen={each.id === item?.id} onChoose={() => setChosen(each.id)} />
                  </li>
                ))}
              </ul>
            </>
          )}
        </Loaded>
      </Section>
      {item ? (
        <HealthTrend
          connectionId={id}
          item={item}
          extra={<RaiseFromHealth connectionId={id} item={item} mayWork={mayWork} />}
        />
      ) : null}
      {connection.engine === 'sqlite' ? null : <BlockingTree connectionId={id} mayWork={mayWork} />}
      <RulesDrawer open={rulesOpen} onClose={() => setRulesOpen(false)} />
    </>
  );
}

function Freshness({ board }: { board: Board }) {
  return (
    <div className={styles.freshness}>
      <StateTag state={LEVEL_STATES[board.level]} />
      <span>
        {words.takenAt} {board.lastAt ? <Instant value={board.lastAt} /> : words.none}
      </span>
      <span>
        {words.lastSuccess}{' '}
        {board.lastSuccessAt ? (
          <>
            <Instant value={board.lastSuccessAt} />
            {words.agoOpen}
            <Instant value={board.lastSuccessAt} form="ago" />
            {words.agoClose}
          </>
        ) : (
          words.never
        )}
      </span>
      {board.failure ? (
        <p className={styles.failure}>
          {words.away(board.failures)}
          {board.failure.message}
        </p>
      ) : null}
    </div>
  );
}

function ItemCell({ item, chosen, onChoose }: { item: BoardItem; chosen: boolean; onChoose: () => void }) {
  const says = sayings(item);
  return (
    <button
      type="button"
      className={`${styles.item} ${chosen ? styles.chosen : ''}`}
      aria-pressed={chosen}
      onClick={onChoose}
    >
      <span className={styles.itemHead}>
        <span>{HEALTH_ITEM_NAMES[item.id]}</span>
        {item.value === null && item.level === 'normal' ? (
          <StateTag plain state="off" text={words.notGiven} />
        ) : (
          <StateTag plain state={LEVEL_STATES[item.level]} />
        )}
      </span>
      <span className={item.skipped ? styles.quiet : styles.itemText}>{item.text}</span>
      {says.length > 0 ? <span className={styles.quiet}>{says.join('；')}</span> : null}
    </button>
  );
}
