import { HolderOutlined } from '@ant-design/icons';
import { Segmented } from 'antd';
import { useState } from 'react';
import type { RosterMonth } from '../../../shared/contract/dutyRoster.ts';
import { dutyRosterPageMessages } from '../../../shared/messages/dutyRosterPage.ts';
import { Empty, Section } from '../../components/Page.tsx';
import { dutyDrag } from './Board.tsx';
import styles from './Roster.module.css';

const words = dutyRosterPageMessages.people;
type Scope = keyof typeof words.scopes;
const SCOPES = Object.keys(words.scopes) as Scope[];
/** One duty more than another is how rotations end; two are worth a word. */
const WORTH_SAYING = 2;

/** The people to drag onto days, with how often each is on duty by kind of day: who has too many is named. */
export function PeoplePanel({ month, mayWork }: { month: RosterMonth; mayWork: boolean }) {
  const [scope, setScope] = useState<Scope>('month');
  const people = month.people.filter(({ active }) => active);
  const rows = new Map(month.fairness[scope].map((row) => [row.personId, row]));
  const inTurn = people.filter(({ id }) => month.rules.order.primary.includes(id));
  const totals = inTurn.map(({ id }) => rows.get(id)?.total ?? 0);
  const [most, least] = [Math.max(0, ...totals), Math.min(...totals)];
  const uneven = inTurn.length > 1 && most - least >= WORTH_SAYING;
  const unknown = people.reduce((sum, { id }) => sum + (rows.get(id)?.primary.unpublished ?? 0), 0);
  const { columns } = words;
  return (
    <Section
      title={words.title}
      extra={
        <Segmented<Scope>
          size="small"
          value={scope}
          options={SCOPES.map((value) => ({ value, label: words.scopes[value] }))}
          onChange={setScope}
        />
      }
      flush
    >
      {people.length === 0 ? (
        <Empty title={words.none} hint={words.noneHint} />
      ) : (
        <table className={styles.people}>
          <thead>
            <tr>
              {Object.values(columns).map((title) => (
                <th key={title}>{title}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {people.map((person) => {
              const row = rows.get(person.id);
              const isTurn = inTurn.includes(person);
              const mark =
                uneven && isTurn && row?.total === most
                  ? words.most
                  : uneven && isTurn && row?.total === least
                    ? words.least
                    : '';
              return (
                <tr
                  key={person.id}
                  draggable={mayWork}
                  title={mayWork ? words.drag(person.name) : undefined}
                  data-person={person.name}
                  onDragStart={(event) => dutyDrag.write(event, { personId: person.id })}
                >
                  <td>
                    {mayWork ? <HolderOutlined className={styles.grip} /> : null}
                    {person.name}
                  </td>
                  <td>{row?.primary.workday}</td>
                  <td>{row?.primary.weekend}</td>
                  <td>{row?.primary.holiday}</td>
                  <td>{row?.primary['major-holiday']}</td>
                  <td className={mark ? styles.uneven : undefined}>
                    {row?.total}
                    {mark ? <span>{mark}</span> : null}
                  </td>
                  <td>{row?.backup}</td>
                  <td>{row?.leader}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {unknown > 0 ? <div className={styles.foot}>{words.open(unknown)}</div> : null}
    </Section>
  );
}
