import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { Replacement, StaffMember } from '../../../shared/contract/staff.ts';
import { staffPageMessages as words } from '../../../shared/messages/staffPage.ts';
import { Loaded, Page } from '../../components/Page.tsx';
import { TabBar } from '../../components/TabBar.tsx';
import { client } from '../../rpc/client.ts';
import { useRead } from '../../rpc/query.tsx';
import { useIsOne, useMayWork } from '../../rpc/roles.ts';
import { AskDrawer } from './AskDrawer.tsx';
import { MemberDrawer } from './MemberDrawer.tsx';
import { MemberTable } from './MemberTable.tsx';
import { ReplacementDrawer } from './ReplacementDrawer.tsx';
import { ReplacementTable } from './ReplacementTable.tsx';
import { RequestTable } from './RequestTable.tsx';
import styles from './StaffPage.module.css';

const TABS = ['members', 'replacements', 'requests'] as const;
type TabName = (typeof TABS)[number];
const MOST_LISTED = 500;

/** Who serves, who is replaced by whom, and what the remote experts are asked. */
export default function StaffPage() {
  const navigate = useNavigate();
  const { view } = useParams();
  // A number leads to the replacement it names.
  const linked = view?.startsWith('RY-') ? view : undefined;
  const tab: TabName = TABS.find((name) => name === view) ?? (linked ? 'replacements' : 'members');
  const mayWork = useMayWork();
  const mayRegister = useIsOne(['manager']);
  const [left, setLeft] = useState(false);
  const members = useRead(['staff', 'members', left], ({ signal }) =>
    client.staff.members({ left }, { signal }),
  );
  const replacements = useRead(['staff', 'replacements'], ({ signal }) =>
    client.staff.replacements({ offset: 0, limit: MOST_LISTED }, { signal }),
  );
  const [member, setMember] = useState<StaffMember>();
  const [replacement, setReplacement] = useState<{ leaving?: StaffMember; replacement?: Replacement }>({});
  const [open, setOpen] = useState<'member' | 'replacement' | 'ask'>();
  const editMember = (one?: StaffMember) => {
    setMember(one);
    setOpen('member');
  };
  const replace = (subject: { leaving?: StaffMember; replacement?: Replacement } = {}) => {
    setReplacement(subject);
    setOpen('replacement');
  };
  const onsite = (members.data ?? []).filter(({ place, state }) => place === 'onsite' && state === 'serving');
  const running = (replacements.data?.rows ?? []).filter(
    ({ state }) => state !== 'done' && state !== 'cancelled',
  );
  const primary = {
    members: mayRegister ? (
      <Button type="primary" onClick={() => editMember()}>
        {words.members.add}
      </Button>
    ) : null,
    replacements: mayWork ? (
      <Button type="primary" onClick={() => replace()}>
        {words.replacements.add}
      </Button>
    ) : null,
    requests: mayWork ? (
      <Button type="primary" onClick={() => setOpen('ask')}>
        {words.requests.add}
      </Button>
    ) : null,
  }[tab];
  return (
    <Page
      title={words.title}
      says={members.data ? words.says(onsite.length, running.length) : undefined}
      fill
      primary={primary}
    >
      <TabBar
        names={TABS}
        titles={words.tabs}
        chosen={tab}
        onChoose={(name) => void navigate(`/staff/${name}`)}
      />
      <div className={styles.table} role="tabpanel">
        {tab === 'members' ? (
          <Loaded read={members}>
            {(rows) => (
              <MemberTable
                rows={rows}
                mayRegister={mayRegister}
                mayWork={mayWork}
                onEdit={editMember}
                onReplace={(leaving) => replace({ leaving })}
                toolbar={
                  <Checkbox checked={left} onChange={(event) => setLeft(event.target.checked)}>
                    {words.members.withLeft}
                  </Checkbox>
                }
              />
            )}
          </Loaded>
        ) : null}
        {tab === 'replacements' ? (
          <Loaded read={replacements}>
            {({ rows }) => (
              <ReplacementTable
                rows={rows}
                linked={linked}
                onLeaveLink={() => void navigate('/staff/replacements')}
                onEdit={(one) => replace({ replacement: one })}
              />
            )}
          </Loaded>
        ) : null}
        {tab === 'requests' ? <RequestTable /> : null}
      </div>
      <MemberDrawer open={open === 'member'} member={member} onClose={() => setOpen(undefined)} />
      <ReplacementDrawer
        open={open === 'replacement'}
        subject={replacement}
        members={(members.data ?? []).filter(({ place, state }) => place === 'onsite' && state !== 'left')}
        onClose={() => setOpen(undefined)}
      />
      <AskDrawer
        open={open === 'ask'}
        experts={(members.data ?? []).filter(({ post }) => post === 'expert').map(({ name }) => name)}
        onClose={() => setOpen(undefined)}
      />
    </Page>
  );
}
