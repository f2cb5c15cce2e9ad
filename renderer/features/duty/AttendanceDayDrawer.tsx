import { App, Button, Drawer, Form, Input, Radio } from 'antd';
import { useState } from 'react';
import type { AttendanceCell, MarkKind } from '../../../shared/contract/dutyAttendance.ts';
import type { DutyPerson } from '../../../shared/contract/dutyRoster.ts';
import { showTime } from '../../../shared/domain/time.ts';
import { dutyAttendanceMessages } from '../../../shared/messages/dutyAttendance.ts';
import { dutyAttendancePageMessages as words } from '../../../shared/messages/dutyRosterPage.ts';
import { Facts } from '../../components/Facts.tsx';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { formatDay } from '../../components/format.ts';
import { Loaded } from '../../components/Page.tsx';
import { Instant } from '../../components/Values.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import { useIsOne } from '../../rpc/roles.ts';
import styles from './Attendance.module.css';
import { AttendanceTag } from './AttendanceTag.tsx';
import { readTime } from './LogEntryForm.tsx';

/** One person's day: what was signed, what replaced it and why; a manager or supervisor puts it right from here. */
export function AttendanceDayDrawer({
  person,
  cell,
  onClose,
}: {
  person: DutyPerson | undefined;
  cell: AttendanceCell | undefined;
  onClose: () => void;
}) {
  const mayCorrect = useIsOne(['manager', 'supervisor']);
  const [correcting, setCorrecting] = useState(false);
  const title = person && cell ? words.dayTitle(person.name, formatDay(cell.day)) : '';
  return (
    <Drawer
      open={person !== undefined && cell !== undefined}
      title={title}
      size={440}
      onClose={onClose}
      destroyOnHidden
      extra={mayCorrect ? <Button onClick={() => setCorrecting(true)}>{words.correct}</Button> : null}
    >
      {person && cell ? (
        <>
          <Facts
            items={[
              [words.inAt, cell.inAt ? showTime(cell.inAt) : null],
              [words.outAt, cell.outAt ? showTime(cell.outAt) : null],
              [words.verdict, <AttendanceTag key="verdict" cell={cell} />],
              ...(cell.lateMinutes > 0 ? [['', words.late(cell.lateMinutes)] as const] : []),
              ...(cell.earlyMinutes > 0 ? [['', words.early(cell.earlyMinutes)] as const] : []),
              ...(cell.clockSuspect ? [['', words.suspect] as const] : []),
            ]}
          />
          <Trace person={person} cell={cell} />
          <CorrectDrawer open={correcting} person={person} cell={cell} onClose={() => setCorrecting(false)} />
        </>
      ) : null}
    </Drawer>
  );
}

function Trace({ person, cell }: { person: DutyPerson; cell: AttendanceCell }) {
  const trace = useRead(['duty', 'attendance', 'trace', person.id, cell.day], ({ signal }) =>
    client.duty.attendance.trace({ personId: person.id, day: cell.day }, { signal }),
  );
  return (
    <div className={styles.trace}>
      <h3>{words.trace}</h3>
      <Loaded read={trace} lines={2}>
        {(marks) =>
          marks.length === 0 ? (
            words.noTrace
          ) : (
            <ul>
              {marks.map((mark) => (
                <li
                  key={mark.recordedAt + mark.kind}
                  className={mark.replacedAt ? styles.replaced : undefined}
                >
                  <strong>
                    {dutyAttendanceMessages.kinds[mark.kind]} {showTime(mark.at)}
                  </strong>
                  <span>
                    {words.sources[mark.source]} · {mark.recordedBy} <Instant value={mark.recordedAt} />
                  </span>
                  {mark.reason ? <span>{mark.reason}</span> : null}
                  {mark.replacedAt ? <span>{words.replaced}</span> : null}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </div>
  );
}

interface Values {
  kind: MarkKind;
  time: string;
  reason: string;
}

function CorrectDrawer({
  open,
  person,
  cell,
  onClose,
}: {
  open: boolean;
  person: DutyPerson;
  cell: AttendanceCell;
  onClose: () => void;
}) {
  const { message } = App.useApp();
  const correct = useAct(
    (values: Values) => client.duty.attendance.correct({ ...values, personId: person.id, day: cell.day }),
    { topics: ['duty'] },
  );
  return (
    <FormDrawer<Values>
      open={open}
      title={words.correctTitle(person.name, cell.day)}
      initial={{ kind: cell.inAt === null || cell.faults.includes('late') ? 'in' : 'out' }}
      submit={words.correct}
      busy={correct.busy}
      error={correct.error}
      onClose={() => {
        correct.clear();
        onClose();
      }}
      onSubmit={async (values) => {
        if (!(await correct.run({ ...values, time: readTime(values.time) ?? values.time }))) return false;
        void message.success(words.corrected);
        return true;
      }}
    >
      <Form.Item name="kind" label={words.kind}>
        <Radio.Group
          options={[
            { value: 'in', label: words.inAt },
            { value: 'out', label: words.outAt },
          ]}
        />
      </Form.Item>
      <Form.Item
        name="time"
        label={words.time}
        rules={[
          {
            required: true,
            validator: (_, value: string | undefined) =>
              readTime(value ?? '') ? Promise.resolve() : Promise.reject(new Error(words.needTime)),
          },
        ]}
      >
        <Input maxLength={5} autoFocus placeholder="08:55" />
      </Form.Item>
      <Form.Item
        name="reason"
        label={words.reason}
        rules={[{ required: true, whitespace: true, message: words.needReason }]}
      >
        <Input.TextArea rows={3} maxLength={300} />
      </Form.Item>
    </FormDrawer>
  );
}
