import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { AttendanceCell, AttendanceMonth } from '../../../shared/contract/dutyAttendance.ts';
import type { DutyPerson } from '../../../shared/contract/dutyRoster.ts';
import { beijingDay, isDay, weekday } from '../../../shared/domain/time.ts';
import { dutyAttendanceMessages } from '../../../shared/messages/dutyAttendance.ts';
import { dutyAttendancePageMessages as words } from '../../../shared/messages/dutyRosterPage.ts';
import { Empty, Loaded, Section } from '../../components/Page.tsx';
import { client } from '../../rpc/client.ts';
import { useNow } from '../../rpc/clock.ts';
import { useRead } from '../../rpc/query.tsx';
import styles from './Attendance.module.css';
import { AttendanceDayDrawer } from './AttendanceDayDrawer.tsx';
import { MonthStepper } from './MonthStepper.tsx';
import { MyAttendance } from './MyAttendance.tsx';

/** The month's attendance: a line a person, a column a day; a cell opens with its trace and the correction. */
export function AttendanceView() {
  const today = beijingDay(useNow());
  const asked = useSearchParams()[0].get('day') ?? '';
  const [month, setMonth] = useState((isDay(asked) ? asked : today).slice(0, 7));
  const [chosen, setChosen] = useState<{ person: DutyPerson; day: string }>();
  const read = useRead(
    ['duty', 'attendance', month],
    ({ signal }) => client.duty.attendance.month({ month }, { signal }),
    { topics: ['calendar', 'settings'] },
  );
  return (
    <>
      <MyAttendance />
      <Section
        title={words.table}
        note={words.legend}
        extra={<MonthStepper month={month} today={today} onChange={setMonth} />}
        flush
      >
        <Loaded read={read} lines={5}>
          {(data) =>
            data.people.length === 0 ? (
              <Empty title={words.none} hint={words.noneHint} />
            ) : (
              <MonthTable
                data={data}
                today={today}
                marked={asked}
                onOpen={(person, day) => setChosen({ person, day })}
              />
            )
          }
        </Loaded>
      </Section>
      <AttendanceDayDrawer
        person={chosen?.person}
        cell={read.data?.cells.find(
          ({ personId, day }) => personId === chosen?.person.id && day === chosen.day,
        )}
        onClose={() => setChosen(undefined)}
      />
    </>
  );
}

function MonthTable({
  data,
  today,
  marked,
  onOpen,
}: {
  data: AttendanceMonth;
  today: string;
  marked: string;
  onOpen: (person: DutyPerson, day: string) => void;
}) {
  const cells = new Map(data.cells.map((cell) => [`${cell.personId} ${cell.day}`, cell]));
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label={words.tableLabel}>
        <thead>
          <tr>
            <th className={styles.name}>{words.name}</th>
            {data.days.map(({ day, kind, label }) => (
              <th
                key={day}
                title={`${day} ${label}`}
                className={`${kind === 'workday' ? '' : styles.off} ${day === today || day === marked ? styles.today : ''}`}
              >
                {Number(day.slice(8))}
                <span className={styles.week}>{weekday(day).slice(1)}</span>
              </th>
            ))}
            {Object.values(words.totals).map((title) => (
              <th key={title} className={styles.total}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.people.map((person) => (
            <tr key={person.id}>
              <th className={styles.name}>{person.name}</th>
              {data.days.map(({ day, kind }) => {
                const cell = cells.get(`${person.id} ${day}`);
                return (
                  <td key={day} className={kind === 'workday' ? undefined : styles.off}>
                    {cell ? <Cell cell={cell} onOpen={() => onOpen(person, day)} name={person.name} /> : null}
                  </td>
                );
              })}
              {totalsOf(data.cells.filter(({ personId }) => personId === person.id)).map((total, index) => (
                <td key={Object.values(words.totals)[index]} className={styles.total}>
                  {total}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const LOOK = {
  rest: styles.quiet,
  unpublished: styles.quiet,
  leave: styles.leave,
  pending: styles.quiet,
  normal: styles.normal,
  faulty: styles.faulty,
} as const;

function Cell({ cell, name, onOpen }: { cell: AttendanceCell; name: string; onOpen: () => void }) {
  const [fault] = cell.faults;
  const mark = words.marks[fault ?? (cell.verdict === 'faulty' ? 'absent' : cell.verdict)];
  const { faults, verdicts } = dutyAttendanceMessages;
  const says = cell.faults.map((each) => faults[each]).join('、') || verdicts[cell.verdict];
  return (
    <button
      type="button"
      className={`${styles.cell} ${LOOK[cell.verdict]} ${cell.faults.includes('absent') ? styles.absent : ''}`}
      aria-label={`${name} ${cell.day} ${says}`}
      title={says}
      onClick={onOpen}
    >
      {mark}
      {cell.corrected ? <span className={styles.corner}>▲</span> : null}
      {cell.clockSuspect ? <span className={styles.corner}>?</span> : null}
    </button>
  );
}

function totalsOf(cells: readonly AttendanceCell[]): number[] {
  const count = (...faults: AttendanceCell['faults']) =>
    cells.filter((cell) => faults.some((fault) => cell.faults.includes(fault))).length;
  const halves = cells.reduce(
    (sum, { leave, verdict }) => sum + (verdict === 'rest' || verdict === 'unpublished' ? 0 : leave.length),
    0,
  );
  return [count('late'), count('early'), count('absent'), count('no-in', 'no-out'), halves / 2];
}
