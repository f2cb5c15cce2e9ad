import { Drawer } from 'antd';
import { useMemo, useState } from 'react';
import type { Replacement } from '../../../shared/contract/staff.ts';
import { REPLACEMENT_STATES } from '../../../shared/domain/staffing.ts';
import { staffMessages } from '../../../shared/messages/staff.ts';
import { staffPageMessages } from '../../../shared/messages/staffPage.ts';
import { DataTable, type TableColumn } from '../../components/DataTable.tsx';
import { PrintDrawer } from '../../components/PrintDrawer.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { client } from '../../rpc/client.ts';
import { replacementLook } from './look.ts';
import { ReplacementDetail } from './ReplacementDetail.tsx';
import styles from './StaffPage.module.css';

const words = staffPageMessages.replacements;

/** All replacements, those under way first. */
export function ReplacementTable({
  rows,
  linked,
  onLeaveLink,
  onEdit,
}: {
  rows: readonly Replacement[];
  /** Number of the one somebody followed a link to. */
  linked: string | undefined;
  onLeaveLink: () => void;
  onEdit: (replacement: Replacement) => void;
}) {
  const [printing, setPrinting] = useState<Replacement>();
  const columns = useMemo<TableColumn<Replacement>[]>(
    () => [
      {
        field: 'number',
        title: words.number,
        width: 158,
        render: ({ number }) => <span className={styles.number}>{number}</span>,
      },
      {
        field: 'state',
        title: words.state,
        width: 104,
        value: ({ state }) => staffMessages.states[state],
        render: ({ state }) => (
          <StateTag state={replacementLook[state]} text={staffMessages.states[state]} plain />
        ),
        choices: REPLACEMENT_STATES.map((state) => ({
          value: staffMessages.states[state],
          label: staffMessages.states[state],
        })),
      },
      {
        field: 'who',
        title: words.who,
        flex: 1,
        minWidth: 150,
        value: ({ leaving, successor }) => `${leaving} → ${successor}`,
      },
      { field: 'post', title: words.post, width: 160, value: ({ post }) => staffMessages.posts[post] },
      { field: 'effectiveOn', title: words.effectiveOn, kind: 'day', width: 148 },
      { field: 'filedOn', title: words.filedOn, kind: 'day', width: 148 },
      {
        field: 'breaches',
        title: words.breaches,
        flex: 1,
        minWidth: 150,
        value: ({ breaches }) => breaches.map((breach) => staffMessages.breaches[breach]).join('、'),
        render: ({ breaches }) =>
          breaches.length === 0 ? (
            '—'
          ) : (
            <StateTag
              state="fault"
              text={breaches.map((breach) => staffMessages.breaches[breach]).join('、')}
              plain
            />
          ),
      },
    ],
    [],
  );
  const detail = (replacement: Replacement) => (
    <ReplacementDetail
      key={replacement.id}
      replacement={replacement}
      onEdit={() => onEdit(replacement)}
      onPrint={() => setPrinting(replacement)}
    />
  );
  const target = rows.find(({ number }) => number === linked);
  return (
    <>
      <DataTable<Replacement>
        name="staff.replacements"
        columns={columns}
        rows={rows}
        rowId={({ id }) => id}
        empty={words.empty}
        detail={detail}
        detailTitle={({ number }) => number}
        exports={{ title: words.exportTitle, record: (what) => client.audit.recordExport(what) }}
      />
      <Drawer
        open={target !== undefined}
        title={target?.number}
        size={560}
        onClose={onLeaveLink}
        destroyOnHidden
      >
        {target ? detail(target) : null}
      </Drawer>
      <PrintDrawer
        title={words.printTitle(printing?.number ?? '')}
        print={printing && ((signal) => client.staff.print({ id: printing.id }, { signal }))}
        onClose={() => setPrinting(undefined)}
      />
    </>
  );
}
