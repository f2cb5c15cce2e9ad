import { Drawer } from 'antd';
import type { SavedConnection } from '../../../shared/contract/datacenter.ts';
import type { ReadFile, RefusedLine } from '../../../shared/contract/exportFiles.ts';
import { exportFilesMessages } from '../../../shared/messages/exportFiles.ts';
import { DataTable, type TableColumn } from '../../components/DataTable.tsx';
import { Empty, Loaded } from '../../components/Page.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { client } from '../../rpc/client.ts';
import { useRead } from '../../rpc/query.tsx';
import styles from './Files.module.css';
import { FilesLine } from './FilesLine.tsx';

const words = exportFilesMessages.page;
const titles = words.columns;

const FILES: TableColumn<ReadFile>[] = [
  { field: 'name', title: titles.name, width: 160, pinned: true },
  { field: 'table', title: titles.table, width: 120 },
  { field: 'rows', title: titles.rows, kind: 'number', width: 90 },
  { field: 'refused', title: titles.refused, kind: 'number', width: 80 },
  { field: 'suspect', title: titles.suspect, kind: 'number', width: 70 },
  { field: 'error', title: titles.error, flex: 1, minWidth: 260 },
  {
    field: 'described',
    title: titles.described,
    width: 130,
    value: ({ described }) => (described === 'header' ? words.header : described),
  },
  {
    field: 'bytes',
    title: titles.bytes,
    kind: 'number',
    width: 110,
    value: ({ bytes }) => Math.ceil(bytes / 1024),
    hidden: true,
  },
  { field: 'modifiedAt', title: titles.modifiedAt, kind: 'instant', width: 180, hidden: true },
];

const LINES: TableColumn<RefusedLine & { place: number }>[] = [
  { field: 'file', title: titles.file, width: 170, pinned: true },
  { field: 'line', title: titles.line, kind: 'number', width: 90 },
  { field: 'column', title: titles.column, width: 130 },
  {
    field: 'kind',
    title: titles.kind,
    width: 140,
    value: ({ kind }) => words.kinds[kind],
    render: ({ kind }) => (
      <StateTag plain state={kind === 'refused' ? 'fault' : 'warn'} text={words.kinds[kind]} />
    ),
  },
  { field: 'reason', title: titles.reason, flex: 1, minWidth: 240 },
  { field: 'text', title: titles.text, flex: 1, minWidth: 200 },
];

/** What became of each file of a folder, and every line that was not taken. */
export function FilesReport({
  connection: { id, name },
  mayWork,
  open,
  onClose,
}: {
  connection: SavedConnection;
  mayWork: boolean;
  open: boolean;
  onClose: () => void;
}) {
  return (
    <Drawer open={open} title={words.reportTitle(name)} size={980} onClose={onClose} destroyOnHidden>
      <Report id={id} mayWork={mayWork} />
    </Drawer>
  );
}

function Report({ id, mayWork }: { id: string; mayWork: boolean }) {
  const report = useRead(['datacenter', 'files', id], ({ signal }) =>
    client.datacenter.filesReport({ id }, { signal }),
  );
  return (
    <Loaded read={report} lines={6}>
      {({ stand, files }) =>
        files.length === 0 ? (
          <>
            <FilesLine stand={stand} />
            <Empty title={words.filesEmpty} hint={words.filesEmptyHint} />
          </>
        ) : (
          <div className={styles.report}>
            <FilesLine stand={stand} />
            <h4>{words.filesTitle}</h4>
            <DataTable<ReadFile>
              name="datacenter-files"
              height="260px"
              columns={FILES}
              rows={files}
              rowId={(row) => row.name}
            />
            <h4>{words.linesTitle}</h4>
            {!mayWork ? (
              <p>{words.linesStaff}</p>
            ) : stand.refused + stand.suspect === 0 ? (
              <StateTag plain state="ok" text={words.linesEmpty} />
            ) : (
              <DataTable<RefusedLine & { place: number }>
                name="datacenter-refused"
                height="300px"
                columns={LINES}
                topics={['datacenter']}
                load={async ({ offset, limit }) => {
                  const page = await client.datacenter.filesRefused({ id, offset, limit });
                  return {
                    total: page.total,
                    rows: page.rows.map((row, at) => ({ ...row, place: offset + at })),
                  };
                }}
                rowId={(row) => String(row.place)}
              />
            )}
          </div>
        )
      }
    </Loaded>
  );
}
