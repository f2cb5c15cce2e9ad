import type { Service, SheetItem, Tile } from '../../../shared/contract/inspection.ts';
import { resultNames, shortServiceNames } from '../../../shared/messages/inspection.ts';
import { inspectionPageMessages } from '../../../shared/messages/inspectionPage.ts';
import { formatDay } from '../../components/format.ts';
import { HeartBeat } from '../../components/HeartBeat.tsx';
import { StateTag, type ViewState } from '../../components/StateTag.tsx';
import { Instant } from '../../components/Values.tsx';
import { DutyCard } from './DutyCard.tsx';
import { isPending, resultLook } from './look.ts';
import styles from './TodayPage.module.css';

const words = inspectionPageMessages.tiles;
const BEATS = 7;

interface TilesProps {
  tiles: readonly Tile[];
  items: readonly SheetItem[];
  runStart: string | null;
  chosen: Service | undefined;
  mayRun: boolean;
  onChoose: (service: Service) => void;
  onRecheck: (ids: string[]) => void;
}

/** The services in fixed places, and who is on duty; each service with its state, today's number against the last, seven days, last success. */
export function Tiles({ tiles, items, ...rest }: TilesProps) {
  return (
    <section className={styles.tiles} aria-label={words.label}>
      {tiles.map((tile) => (
        <TileBox
          key={tile.service}
          tile={tile}
          items={items.filter((item) => item.service === tile.service)}
          {...rest}
        />
      ))}
      <DutyCard />
    </section>
  );
}

function TileBox({
  tile,
  items,
  runStart,
  chosen,
  mayRun,
  onChoose,
  onRecheck,
}: Omit<TilesProps, 'tiles'> & { tile: Tile }) {
  const pending = items.some((item) => isPending(item, runStart));
  const look: ViewState = pending ? 'running' : resultLook[tile.result];
  const automatic = items.filter((item) => item.method === 'automatic').map((item) => item.id);
  const current = tile.service === chosen;
  return (
    <article className={`${styles.tile} ${styles[look] ?? ''} ${current ? styles.current : ''}`}>
      <button
        type="button"
        className={styles.tileBody}
        aria-pressed={current}
        aria-label={`${tile.name}，${words.show}`}
        onClick={() => onChoose(tile.service)}
      >
        <span className={styles.tileHead}>
          <span className={styles.tileName} title={tile.name}>
            {tile.number} {shortServiceNames[tile.service]}
          </span>
          <StateTag state={look} plain />
        </span>
        <span className={styles.tileValue} title={tile.headline?.value}>
          {tile.headline?.value || '—'}
        </span>
        <span className={styles.tileLast} title={tile.headline?.lastValue}>
          {tile.headline ? `${tile.headline.name} · ` : ''}
          {tile.headline?.lastValue ? words.last(tile.headline.lastValue) : words.noLast}
        </span>
      </button>
      <span className={styles.tileFoot}>
        <HeartBeat
          label={`${tile.name}${words.beats}`}
          places={BEATS}
          beats={tile.beats.map((beat) => ({
            id: beat.day,
            state: beat.result ? resultLook[beat.result] : 'off',
            text: words.beat(formatDay(beat.day), beat.result ? resultNames[beat.result] : words.noSheet),
          }))}
        />
        <span className={styles.tileTime}>
          {tile.lastSuccessAt ? <Instant value={tile.lastSuccessAt} form="short" /> : words.never}
        </span>
        {mayRun && automatic.length > 0 ? (
          <button type="button" className={styles.link} onClick={() => onRecheck(automatic)}>
            {words.recheck}
          </button>
        ) : null}
      </span>
    </article>
  );
}
