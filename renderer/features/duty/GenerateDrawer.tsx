import { App, Form, Select } from 'antd';
import { useState } from 'react';
import type { RosterMonth, RosterPreview } from '../../../shared/contract/dutyRoster.ts';
import { ROSTER_ROLES, type RosterRole } from '../../../shared/domain/roster.ts';
import { weekday } from '../../../shared/domain/time.ts';
import { dutyRosterMessages } from '../../../shared/messages/dutyRoster.ts';
import { dutyRosterPageMessages } from '../../../shared/messages/dutyRosterPage.ts';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { Loaded } from '../../components/Page.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import styles from './Roster.module.css';

const words = dutyRosterPageMessages.plan;
type First = Partial<Record<RosterRole, string>>;

/** The rotation of a month, seen before it is written. */
export function GenerateDrawer({
  open,
  month,
  onClose,
}: {
  open: boolean;
  month: RosterMonth;
  onClose: () => void;
}) {
  const { message } = App.useApp();
  const [first, setFirst] = useState<First>({});
  const preview = useRead(
    ['duty', 'preview', month.month, first],
    ({ signal }) => client.duty.roster.preview({ month: month.month, first }, { signal }),
    { enabled: open },
  );
  const write = useAct(
    (values: First) => client.duty.roster.generate({ month: month.month, first: values }),
    {
      topics: ['duty'],
      onDone: () => void message.success(words.written),
    },
  );
  const names = new Map(month.people.map(({ id, name }) => [id, name]));
  return (
    <FormDrawer<First>
      open={open}
      title={words.title(month.month)}
      initial={{}}
      submit={words.write}
      busy={write.busy}
      error={write.error}
      width={620}
      onClose={() => {
        write.clear();
        setFirst({});
        onClose();
      }}
      onSubmit={async () => (await write.run(first)) !== undefined}
    >
      <div className={styles.firsts}>
        {ROSTER_ROLES.filter((role) => month.rules.order[role].length > 1).map((role) => (
          <Form.Item key={role} name={role} label={`${dutyRosterMessages.roles[role]}${words.first}`}>
            <Select
              allowClear
              placeholder={words.keep}
              options={month.rules.order[role].map((id) => ({ value: id, label: names.get(id) ?? '' }))}
              onChange={(value: string | undefined) => {
                const { [role]: _, ...others } = first;
                setFirst(value ? { ...others, [role]: value } : others);
              }}
            />
          </Form.Item>
        ))}
      </div>
      <Loaded read={preview} lines={8}>
        {(plan) => <Plan plan={plan} month={month} names={names} />}
      </Loaded>
    </FormDrawer>
  );
}

function Plan({
  plan,
  month,
  names,
}: {
  plan: RosterPreview;
  month: RosterMonth;
  names: ReadonlyMap<string, string>;
}) {
  const held = new Map(
    plan.slots.map((slot) => [`${slot.day} ${slot.shift} ${slot.role}`, names.get(slot.personId) ?? '']),
  );
  return (
    <>
      <ul className={styles.planNotes}>
        <li>
          <StateTag
            state={plan.findings.length === 0 ? 'ok' : 'fault'}
            text={words.summary(plan.slots.length, plan.findings.length)}
            plain
          />
        </li>
        <li>{plan.carried ? words.carried : words.fresh}</li>
        {plan.replaced > 0 ? <li>{words.replaced(plan.replaced)}</li> : null}
        {plan.skipped.length > 0 ? <li>{words.skipped(plan.skipped.length)}</li> : null}
        {plan.unpublishedDays > 0 ? <li>{words.unpublished(plan.unpublishedDays)}</li> : null}
      </ul>
      <table className={styles.plan}>
        <tbody>
          {month.days.flatMap((day) =>
            month.rules.shifts.map((shift) => (
              <tr key={`${day.day} ${shift.id}`} className={day.kind === 'workday' ? undefined : styles.off}>
                <td>
                  {day.day.slice(5)} {weekday(day.day)}
                </td>
                <td>{day.label}</td>
                {month.rules.shifts.length > 1 ? <td>{shift.name}</td> : null}
                {ROSTER_ROLES.map((role) => (
                  <td key={role}>
                    <span className={styles.role}>{dutyRosterMessages.shortRoles[role]}</span>{' '}
                    {held.get(`${day.day} ${shift.id} ${role}`) ?? dutyRosterMessages.findings.gap}
                  </td>
                ))}
              </tr>
            )),
          )}
        </tbody>
      </table>
    </>
  );
}
