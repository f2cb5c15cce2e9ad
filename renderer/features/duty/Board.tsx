import { type DragEvent, type KeyboardEvent, useState } from 'react';
import type { RosterDay, RosterMonth } from '../../../shared/contract/dutyRoster.ts';
import { ROSTER_ROLES, type RosterFinding, type SlotKey, slotKey } from '../../../shared/domain/roster.ts';
import { addDays, weekday } from '../../../shared/domain/time.ts';
import { dutyRosterMessages } from '../../../shared/messages/dutyRoster.ts';
import { dutyRosterPageMessages as words } from '../../../shared/messages/dutyRosterPage.ts';
import { dragOf } from '../../components/drag.ts';
import styles from './Roster.module.css';
import type { Change } from './SlotDrawer.tsx';

/** What is dragged: a person from the list, or a place with whoever stands there. */
export type Dragged = { personId: string } | { slot: SlotKey };
export const dutyDrag = dragOf<Dragged>('application/x-duty');

interface BoardProps {
  month: RosterMonth;
  today: string;
  /** A day a link pointed at. */
  marked: string;
  mayWork: boolean;
  onOpen: (slot: SlotKey, personId: string | undefined) => void;
  onDrop: (change: Change) => void;
}

/** A month in weeks from Monday. Every place is a button: Enter chooses a person, arrows move, dragging does both. */
export function Board(props: BoardProps) {
  const { month } = props;
  const first = month.days[0]?.day ?? '';
  const before = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7;
  return (
    <section className={styles.board} aria-label={words.boardLabel} onKeyDown={(event) => move(event)}>
      {words.weekdays.map((name) => (
        <div key={name} className={styles.weekday}>
          {name}
        </div>
      ))}
      {before > 0 ? <div style={{ gridColumn: `span ${before}` }} /> : null}
      {month.days.map((day) => (
        <DayCell key={day.day} {...props} day={day} />
      ))}
    </section>
  );
}

/** Arrows go to the neighbouring day, or to the next role of the day and beyond it to the week below. */
function move(event: KeyboardEvent): void {
  const from = (event.target as HTMLElement).dataset.slot;
  const [day = '', shift = '', role = 'primary'] = from?.split('|') ?? [];
  if (!from) return;
  const focus = (key: string) => document.querySelector<HTMLElement>(`[data-slot="${CSS.escape(key)}"]`);
  const place = ROSTER_ROLES.indexOf(role as SlotKey['role']);
  const beside = ROSTER_ROLES[place + (event.key === 'ArrowDown' ? 1 : -1)];
  const week = event.key === 'ArrowDown' ? 7 : -7;
  const edge = ROSTER_ROLES[event.key === 'ArrowDown' ? 0 : ROSTER_ROLES.length - 1];
  const targets: Record<string, string> = {
    ArrowLeft: `${addDays(day, -1)}|${shift}|${role}`,
    ArrowRight: `${addDays(day, 1)}|${shift}|${role}`,
    ArrowDown: beside ? `${day}|${shift}|${beside}` : `${addDays(day, week)}|${shift}|${edge}`,
    ArrowUp: beside ? `${day}|${shift}|${beside}` : `${addDays(day, week)}|${shift}|${edge}`,
  };
  const target = targets[event.key];
  if (!target) return;
  event.preventDefault();
  focus(target)?.focus();
}

function DayCell({ day, ...props }: BoardProps & { day: RosterDay }) {
  const { month, today, marked } = props;
  const look = [
    styles.day,
    day.kind === 'unpublished' ? styles.unpublished : day.kind === 'workday' ? '' : styles.off,
    day.day === today || day.day === marked ? styles.today : '',
  ].join(' ');
  return (
    <div className={look}>
      <div className={styles.dayHead} title={day.label}>
        <strong>{Number(day.day.slice(8))}</strong>
        <span className={styles.mark}>{markOf(day)}</span>
        <span className={styles.festival}>{day.festival}</span>
      </div>
      {month.rules.shifts.map((shift) => (
        <div key={shift.id}>
          {month.rules.shifts.length > 1 ? <div className={styles.shiftName}>{shift.name}</div> : null}
          {ROSTER_ROLES.map((role) => (
            <Place
              key={role}
              {...props}
              slot={{ day: day.day, shift: shift.id, role }}
              shiftName={shift.name}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

function markOf({ kind, adjusted }: RosterDay): string {
  if (adjusted) return words.work;
  if (kind === 'unpublished') return words.unpublishedDay;
  if (kind === 'major-holiday') return `${words.rest} · ${words.major}`;
  return kind === 'workday' ? '' : words.rest;
}

function Place({
  month,
  slot,
  shiftName,
  mayWork,
  onOpen,
  onDrop,
}: BoardProps & { slot: SlotKey; shiftName: string }) {
  const [over, setOver] = useState(false);
  const key = slotKey(slot);
  const held = month.slots.find((each) => slotKey(each) === key);
  const person = held && month.people.find(({ id }) => id === held.personId);
  const found = month.findings.filter((finding) => slotKey(finding) === key);
  const name = person?.name ?? (found.length > 0 ? words.gap : words.open);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const dragged = dutyDrag.read(event);
    if (!dragged) return;
    if ('personId' in dragged) onDrop({ kind: 'assign', slot, personId: dragged.personId });
    else if (slotKey(dragged.slot) !== key) onDrop({ kind: 'exchange', from: dragged.slot, to: slot });
  };
  return (
    <button
      type="button"
      data-slot={key}
      disabled={!mayWork}
      draggable={mayWork && person !== undefined}
      className={[styles.place, lookOf(found, person !== undefined), over ? styles.over : ''].join(' ')}
      aria-label={words.slotLabel(
        `${slot.day} ${weekday(slot.day)}`,
        shiftName,
        dutyRosterMessages.roles[slot.role],
        name,
      )}
      title={found.map(({ kind }) => dutyRosterMessages.findings[kind]).join('、')}
      onClick={() => onOpen(slot, held?.personId)}
      onDragStart={(event) => dutyDrag.write(event, { slot })}
      onDragOver={(event) => {
        if (!mayWork) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <span className={styles.role}>{dutyRosterMessages.shortRoles[slot.role]}</span>
      <span className={styles.holder}>{name}</span>
      {found
        .filter(({ kind }) => kind !== 'gap')
        .map(({ kind }) => (
          <span key={kind} className={styles.fault}>
            {dutyRosterMessages.findings[kind].slice(0, 2)}
          </span>
        ))}
    </button>
  );
}

function lookOf(found: readonly RosterFinding[], held: boolean): string {
  if (found.some(({ kind }) => kind !== 'gap')) return styles.conflict ?? '';
  if (found.length > 0) return styles.gap ?? '';
  return held ? '' : (styles.open ?? '');
}
