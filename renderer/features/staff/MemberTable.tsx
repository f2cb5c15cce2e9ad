import { Button } from 'antd';
import { type ReactNode, useMemo } from 'react';
import type { StaffMember } from '../../../shared/contract/staff.ts';
import { staffMessages } from '../../../shared/messages/staff.ts';
import { staffPageMessages } from '../../../shared/messages/staffPage.ts';
import { DataTable, type TableColumn } from '../../components/DataTable.tsx';
import { Facts } from '../../components/Facts.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { Day, Instant, LongText } from '../../components/Values.tsx';
import { client } from '../../rpc/client.ts';
import { memberLook } from './look.ts';
import styles from './StaffPage.module.css';

const words = staffPageMessages.members;

interface Acts {
  mayRegister: boolean;
  mayWork: boolean;
  onEdit: (member: StaffMember) => void;
  onReplace: (member: StaffMember) => void;
}

/** The register of people, on site and remote. */
export function MemberTable({
  rows,
  toolbar,
  ...acts
}: { rows: readonly StaffMember[]; toolbar: ReactNode } & Acts) {
  const columns = useMemo<TableColumn<StaffMember>[]>(
    () => [
      { field: 'name', title: words.name, width: 110 },
      {
        field: 'state',
        title: words.state,
        width: 104,
        value: ({ state }) => staffMessages.memberStates[state],
        render: ({ state }) => (
          <StateTag state={memberLook[state]} text={staffMessages.memberStates[state]} plain />
        ),
      },
      {
        field: 'post',
        title: words.post,
        flex: 1,
        minWidth: 150,
        value: ({ post }) => staffMessages.posts[post],
      },
      { field: 'place', title: words.place, width: 100, value: ({ place }) => staffMessages.places[place] },
      {
        field: 'keyPost',
        title: words.keyPost,
        width: 100,
        value: ({ keyPost }) => (keyPost ? words.yes : words.no),
      },
      { field: 'level', title: words.level, width: 84 },
      { field: 'since', title: words.since, kind: 'day', width: 148 },
      { field: 'until', title: words.until, kind: 'day', width: 148, hidden: true },
      { field: 'phone', title: words.phone, width: 130 },
      { field: 'operatorName', title: words.operator, width: 104 },
      { field: 'qualifications', title: words.qualifications, flex: 2, minWidth: 160, hidden: true },
    ],
    [],
  );
  return (
    <DataTable<StaffMember>
      name="staff.members"
      columns={columns}
      rows={rows}
      rowId={({ id }) => id}
      toolbar={toolbar}
      empty={words.empty}
      detail={(member) => <MemberDetail member={member} {...acts} />}
      detailTitle={({ name }) => name}
      exports={{ title: words.exportTitle, record: (what) => client.audit.recordExport(what) }}
    />
  );
}

function MemberDetail({ member, mayRegister, mayWork, onEdit, onReplace }: { member: StaffMember } & Acts) {
  const left = member.state === 'left';
  const facts: [string, ReactNode][] = [
    [words.post, staffMessages.posts[member.post]],
    [words.keyPost, member.keyPost ? words.keyHint : words.no],
    [words.level, member.level || '—'],
    [words.since, <Day key="since" value={member.since} />],
    ...(member.until ? [[words.until, <Day key="until" value={member.until} />] as [string, ReactNode]] : []),
    [words.phone, member.phone || '—'],
    [words.email, member.email || '—'],
    [words.employer, member.employer || '—'],
    [words.operator, member.operatorName || '—'],
    [words.qualifications, <LongText key="qualifications" value={member.qualifications} lines={6} />],
    [words.note, <LongText key="note" value={member.note} lines={4} />],
    [
      words.changed,
      <span key="changed">
        {member.changedBy} <Instant value={member.changedAt} form="recent" />
      </span>,
    ],
  ];
  return (
    <>
      <p className={styles.head}>
        <StateTag state={memberLook[member.state]} text={staffMessages.memberStates[member.state]} />
        <span className={styles.kind}>{staffMessages.places[member.place]}</span>
      </p>
      <div className={styles.acts}>
        {mayRegister && !left ? (
          <Button onClick={() => onEdit(member)}>{words.edit(member.name)}</Button>
        ) : null}
        {mayWork && !left && member.place === 'onsite' ? (
          <Button onClick={() => onReplace(member)}>{words.replace}</Button>
        ) : null}
      </div>
      <Facts items={facts} />
    </>
  );
}
