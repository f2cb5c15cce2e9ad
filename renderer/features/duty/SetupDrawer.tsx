import { Button, Drawer } from 'antd';
import { useState } from 'react';
import type { DutyPerson, RosterMonth } from '../../../shared/contract/dutyRoster.ts';
import { dutyRosterPageMessages } from '../../../shared/messages/dutyRosterPage.ts';
import { Section } from '../../components/Page.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { PersonDrawer } from './PersonDrawer.tsx';
import styles from './Roster.module.css';
import { RulesForm } from './RulesForm.tsx';

const words = dutyRosterPageMessages.setupDrawer;

/** Who takes duties and whose attendance is kept, and how the turns go round. */
export function SetupDrawer({
  open,
  month,
  onClose,
}: {
  open: boolean;
  month: RosterMonth;
  onClose: () => void;
}) {
  const [editing, setEditing] = useState<DutyPerson>();
  const [adding, setAdding] = useState(false);
  return (
    <Drawer open={open} title={words.title} size={680} onClose={onClose} destroyOnHidden>
      <div className={styles.setup}>
        <Section
          title={words.peopleTitle}
          extra={
            <Button size="small" onClick={() => setAdding(true)}>
              {words.add}
            </Button>
          }
          flush
        >
          <ul className={styles.lines}>
            {month.people.map((person) => (
              <li key={person.id} className={styles.setupPerson}>
                <strong>{person.name}</strong>
                <span>
                  {person.phone}
                  {person.until ? <StateTag state="fault" text={words.departed(person.until)} plain /> : null}
                </span>
                <span className={styles.muted}>
                  {[
                    person.active ? '' : words.inactive,
                    person.attends ? words.attending : '',
                    person.memberId ? words.registered : words.unregistered,
                    person.operatorId ? '' : words.noAccount,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
                <Button size="small" onClick={() => setEditing(person)}>
                  {words.edit}
                </Button>
              </li>
            ))}
          </ul>
        </Section>
        <Section title={words.rulesTitle}>
          <RulesForm key={JSON.stringify(month.rules)} rules={month.rules} people={month.people} />
        </Section>
      </div>
      <PersonDrawer
        open={adding || editing !== undefined}
        person={editing}
        people={month.people}
        onClose={() => {
          setAdding(false);
          setEditing(undefined);
        }}
      />
    </Drawer>
  );
}
