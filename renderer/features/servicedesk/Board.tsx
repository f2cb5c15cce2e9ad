import { type DragEvent, type KeyboardEvent, useState } from 'react';
import type { Incident } from '../../../shared/contract/servicedesk.ts';
import { BOARD_STATES, type BoardState, boardMove } from '../../../shared/domain/servicedesk.ts';
import { shortServiceNames } from '../../../shared/messages/inspection.ts';
import { servicedeskPageMessages } from '../../../shared/messages/servicedeskPage.ts';
import { StateShape } from '../../components/StateTag.tsx';
import { useMayWork } from '../../rpc/roles.ts';
import { type Carried, cardDrag, saysOf, useBoardMoves } from './boardMoves.tsx';
import { Countdown } from './Countdown.tsx';
import { clockLook, lookOf } from './look.ts';
import { Priority } from './Priority.tsx';
import styles from './Servicedesk.module.css';

const words = servicedeskPageMessages.board;
const STEP: Readonly<Record<string, readonly [across: number, down: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * Incidents in columns by state, the most pressing on top. Arrows move, Enter opens; a card is put into another column by
 * dragging it, or by keys: Shift with an arrow carries it, Enter lets it go, Esc gives up.
 */
export function Board({
  incidents,
  chosen,
  onChoose,
}: {
  incidents: readonly Incident[];
  chosen: string | undefined;
  onChoose: (incident: Incident) => void;
}) {
  const shown = chosen ? incidents.find(({ id }) => id === chosen)?.state : undefined;
  // Beside an open record there is less room: the settled ones give way.
  const states =
    chosen && shown !== 'closed' ? BOARD_STATES.filter((state) => state !== 'closed') : BOARD_STATES;
  const columns = states.map((state) => ({
    state,
    cards: incidents.filter((incident) => incident.state === state).sort(byPress),
  }));
  const first = columns.flatMap(({ cards }) => cards)[0]?.id;
  const mayWork = useMayWork();
  const [carried, setCarried] = useState<Carried>();
  const { drop, shown: form } = useBoardMoves();
  const letGo = (to: BoardState | undefined = carried?.to) => {
    if (carried && to) drop(carried.incident, to);
    setCarried(undefined);
  };
  const says = carried && saysOf(carried);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (carried?.by === 'keys' && (event.key === 'Enter' || event.key === 'Escape')) {
      event.preventDefault();
      event.stopPropagation();
      if (event.key === 'Enter') letGo();
      else setCarried(undefined);
      return;
    }
    if (!event.shiftKey || !mayWork) return move(event);
    const id = (event.target as HTMLElement).closest<HTMLElement>('[data-incident]')?.dataset.incident;
    const incident = incidents.find((each) => each.id === id);
    const across = STEP[event.key]?.[0];
    if (!incident || !across) return;
    event.preventDefault();
    const at = states.findIndex((state) => state === (carried?.to ?? incident.state));
    const to = states[Math.min(states.length - 1, Math.max(0, at + across))];
    setCarried({ incident, to, by: 'keys' });
  };
  const dropZone = (state: BoardState) =>
    mayWork
      ? {
          onDragOver: (event: DragEvent) => {
            if (carried?.by !== 'mouse') return;
            event.preventDefault();
            if (carried.to !== state) setCarried({ ...carried, to: state });
          },
          onDrop: (event: DragEvent) => {
            event.preventDefault();
            if (cardDrag.read(event)?.id === carried?.incident.id) letGo(state);
          },
        }
      : {};
  return (
    <>
      {form}
      <section
        className={styles.board}
        data-columns={columns.length}
        aria-label={words.label}
        onKeyDown={onKeyDown}
        onBlur={() => {
          if (carried?.by === 'keys') setCarried(undefined);
        }}
      >
        {columns.map(({ state, cards }, column) => (
          <section
            key={state}
            className={styles.column}
            aria-label={words.columns[state]}
            data-drop={carried ? dropLook(carried, state) : undefined}
            {...dropZone(state)}
          >
            <h2 className={styles.columnHead}>
              <StateShape state={lookOf(state)} />
              {words.columns[state]}
              <span className={styles.count}>{cards.length}</span>
            </h2>
            {says && carried?.to === state ? (
              <p className={styles.dropSays} role="status">
                <StateShape state={says.refused ? 'fault' : 'ok'} />
                {says.text}
              </p>
            ) : null}
            <ul className={styles.cards}>
              {cards.length === 0 ? <li className={styles.none}>{words.none}</li> : null}
              {cards.map((incident, row) => (
                <li key={incident.id}>
                  <Card
                    incident={incident}
                    place={`${column}:${row}`}
                    reachable={incident.id === (chosen ?? first)}
                    chosen={incident.id === chosen}
                    onChoose={onChoose}
                    {...(mayWork
                      ? {
                          onDragStart: (event: DragEvent) => {
                            cardDrag.write(event, { id: incident.id });
                            setCarried({ incident, to: undefined, by: 'mouse' });
                          },
                          onDragEnd: () => setCarried(undefined),
                        }
                      : {})}
                  />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </section>
    </>
  );
}

/** How a column looks while a card is under way: takes it, refuses it, or is where it comes from. */
function dropLook(carried: Carried, state: BoardState): string {
  const move = boardMove(carried.incident, state);
  const over = carried.to === state ? ' over' : '';
  return move ? `${'refused' in move ? 'no' : 'yes'}${over}` : 'own';
}

function Card({
  incident,
  place,
  reachable,
  chosen,
  onChoose,
  onDragStart,
  onDragEnd,
}: {
  incident: Incident;
  place: string;
  reachable: boolean;
  chosen: boolean;
  onChoose: (incident: Incident) => void;
  /** Without it the card is not to be dragged. */
  onDragStart?: (event: DragEvent) => void;
  onDragEnd?: () => void;
}) {
  return (
    <button
      type="button"
      className={styles.card}
      data-look={clockLook(incident)}
      data-place={place}
      data-incident={incident.id}
      draggable={onDragStart !== undefined}
      {...(onDragStart ? { onDragStart } : {})}
      {...(onDragEnd ? { onDragEnd } : {})}
      tabIndex={reachable ? 0 : -1}
      aria-pressed={chosen}
      onClick={() => onChoose(incident)}
    >
      <span className={styles.cardTop}>
        <span className={styles.number}>{incident.number}</span>
        <Priority value={incident.priority} />
      </span>
      <span className={styles.cardTitle}>{incident.title}</span>
      <Countdown incident={incident} plain />
      <span className={styles.cardFoot}>
        <span>{shortServiceNames[incident.service]}</span>
        <span>
          {incident.occurrences > 1 ? `${words.occurrences(incident.occurrences)}　` : ''}
          {incident.owner}
        </span>
      </span>
    </button>
  );
}

/** What is due first stands first; settled ones by when they were settled. */
function byPress(a: Incident, b: Incident): number {
  const left = (incident: Incident) => incident.sla.next?.remainingMs;
  const [first, second] = [left(a), left(b)];
  if (first !== undefined && second !== undefined) return first - second;
  return b.changedAt.localeCompare(a.changedAt);
}

/** Arrow keys go from card to card: down a column, across to the same height or the last card there. */
function move(event: KeyboardEvent<HTMLElement>): void {
  const step = STEP[event.key];
  const from = (event.target as HTMLElement).closest<HTMLElement>('[data-place]');
  if (!step || !from) return;
  const [column = 0, row = 0] = (from.dataset.place ?? '').split(':').map(Number);
  const board = event.currentTarget;
  const cardAt = (x: number, y: number) => board.querySelector<HTMLElement>(`[data-place="${x}:${y}"]`);
  let target: HTMLElement | null = null;
  if (step[0] === 0) target = cardAt(column, row + step[1]);
  else
    for (let x = column + step[0]; x >= 0 && x < BOARD_STATES.length && !target; x += step[0])
      for (let y = row; y >= 0 && !target; y -= 1) target = cardAt(x, y);
  if (!target) return;
  event.preventDefault();
  target.focus();
}
