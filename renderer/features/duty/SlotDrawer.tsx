import { App, Form, Input, Select } from 'antd';
import type { RosterMonth } from '../../../shared/contract/dutyRoster.ts';
import { leaveCovers, type SlotKey } from '../../../shared/domain/roster.ts';
import { weekday } from '../../../shared/domain/time.ts';
import { dutyRosterMessages } from '../../../shared/messages/dutyRoster.ts';
import { dutyRosterPageMessages } from '../../../shared/messages/dutyRosterPage.ts';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';
import styles from './Roster.module.css';

const words = dutyRosterPageMessages.slot;
const NOBODY = '';

/** What is to happen on the board. */
export type Change =
  | { kind: 'assign'; slot: SlotKey; personId: string | undefined }
  | { kind: 'exchange'; from: SlotKey; to: SlotKey };

interface Values {
  personId?: string;
  reason?: string;
}

export function slotText({ day, role }: SlotKey): string {
  return dutyRosterMessages.place(day, weekday(day), dutyRosterMessages.roles[role]);
}

/** One place: who stands there, by keyboard; after publishing with the reason. Also the reason of a dragged exchange. */
export function SlotDrawer({
  month,
  change,
  onClose,
}: {
  month: RosterMonth;
  change: Change | undefined;
  onClose: () => void;
}) {
  const { message } = App.useApp();
  const save = useAct(
    ({ personId, reason }: Values) => {
      if (change?.kind === 'exchange')
        return client.duty.roster.exchange({ from: change.from, to: change.to, reason: reason ?? '' });
      if (!change) throw new Error('nothing to change');
      return client.duty.roster.assign({ ...change.slot, personId: personId || null, reason: reason ?? '' });
    },
    { topics: ['duty'], onDone: () => void message.success(words.saved) },
  );
  const published = month.state === 'published';
  return (
    <FormDrawer<Values>
      open={change !== undefined}
      title={change?.kind === 'assign' ? slotText(change.slot) : words.exchange}
      initial={change?.kind === 'assign' ? { personId: change.personId ?? NOBODY } : {}}
      submit={words.save}
      busy={save.busy}
      error={save.error}
      onClose={() => {
        save.clear();
        onClose();
      }}
      onSubmit={async (values) => (await save.run(values)) !== undefined}
    >
      {change?.kind === 'assign' ? (
        <Form.Item name="personId" label={words.person}>
          <Select
            autoFocus
            showSearch={{ optionFilterProp: 'label' }}
            options={choices(month, change.slot)}
          />
        </Form.Item>
      ) : null}
      {change?.kind === 'exchange' ? (
        <p className={styles.exchange}>{words.exchangeText(slotText(change.from), slotText(change.to))}</p>
      ) : null}
      {published ? (
        <Form.Item
          name="reason"
          label={words.reason}
          extra={words.reasonHint}
          rules={[{ required: true, whitespace: true, message: words.needReason }]}
        >
          <Input.TextArea rows={3} maxLength={300} autoFocus={change?.kind === 'exchange'} />
        </Form.Item>
      ) : null}
    </FormDrawer>
  );
}

/** Everybody who may stand there, with what speaks against it; the core decides. */
function choices(month: RosterMonth, slot: SlotKey) {
  const shift = month.rules.shifts.find(({ id }) => id === slot.shift);
  const people = month.people.filter(({ active, until }) => active && (until === '' || slot.day <= until));
  const noted = people.map(({ id, name }) => {
    const away = month.leaves.some(
      (leave) => leave.personId === id && shift !== undefined && leaveCovers(leave, slot.day, shift),
    );
    const busy = month.slots.some(
      (each) => each.personId === id && each.day === slot.day && each.role !== slot.role,
    );
    const note = away ? `（${words.onLeave}）` : busy ? `（${words.busy}）` : '';
    return { value: id, label: `${name}${note}` };
  });
  return [...noted, { value: NOBODY, label: words.clear }];
}
