import { Button, Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import type { ConversionFile, CourtProgress, FileFilter } from '../../../shared/contract/conversion.ts';
import { FILE_STATUSES, type FileStatus, TO_LOOK_AT } from '../../../shared/domain/conversionStatus.ts';
import { conversionPageMessages } from '../../../shared/messages/conversionPage.ts';
import { FILE_STATUS_NAMES, FOUND_NAMES } from '../../../shared/messages/conversionWork.ts';
import { DataTable, type TableColumn } from '../../components/DataTable.tsx';
import { download } from '../../components/download.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { formatBytes } from '../../components/format.ts';
import { StateTag } from '../../components/StateTag.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';
import styles from './ConversionPage.module.css';
import { FileDetail } from './FileDetail.tsx';
import { statusLook } from './look.ts';

const words = conversionPageMessages.list;

/** A court's name without the province, which all share. */
const shortName = (name: string) => name.replace(/^四川省(?=.{4,})/, '');

/** The status, with a word where LibreOffice made the result. */
const statusText = (row: ConversionFile) =>
  row.notes.some((note) => note.code === 'rescued')
    ? words.rescued(FILE_STATUS_NAMES[row.status])
    : FILE_STATUS_NAMES[row.status];

const COLUMNS: readonly TableColumn<ConversionFile>[] = [
  { field: 'name', title: words.name, width: 150, value: (row) => row.name || row.key },
  {
    field: 'status',
    title: words.status,
    width: 128,
    value: (row) => statusText(row),
    render: (row) => <StateTag state={statusLook[row.status]} text={statusText(row)} plain />,
  },
  {
    field: 'reason',
    title: words.reason,
    flex: 1,
    minWidth: 160,
    value: (row) => row.reason || row.notes.map((note) => note.message).join('；'),
  },
  { field: 'courtName', title: words.court, width: 150, value: (row) => shortName(row.courtName) },
  { field: 'caseId', title: words.caseId, width: 152 },
  {
    field: 'found',
    title: words.type,
    width: 130,
    hidden: true,
    value: (row) => `${row.suffix || '—'} / ${FOUND_NAMES[row.found] ?? '—'}`,
  },
  { field: 'pages', title: words.pages, kind: 'number', width: 80, hidden: true },
  {
    field: 'byteSize',
    title: words.size,
    kind: 'number',
    width: 100,
    hidden: true,
    render: (row) => (row.byteSize === null ? '—' : formatBytes(row.byteSize)),
  },
  { field: 'convertedAt', title: words.time, kind: 'instant', width: 175, hidden: true },
];

/** What the list can be narrowed to: what wants a person, everything, or one status. */
type Choice = 'look' | 'every' | FileStatus;

function statusesOf(choice: Choice): readonly FileStatus[] {
  return choice === 'look' ? TO_LOOK_AT : choice === 'every' ? [] : [choice];
}

function choiceOf(statuses: readonly FileStatus[]): Choice {
  return statuses.length === 0 ? 'every' : statuses.length === 1 && statuses[0] ? statuses[0] : 'look';
}

/** The files by status and court; one opens in the panel with its reasons and what can be done. */
export function FileList({
  statuses,
  onStatuses,
  court,
  onCourt,
  courts,
  mayWork,
}: {
  statuses: readonly FileStatus[];
  onStatuses: (statuses: readonly FileStatus[]) => void;
  court: number | null | undefined;
  onCourt: (court: number | null | undefined) => void;
  courts: readonly CourtProgress[];
  mayWork: boolean;
}) {
  const [text, setText] = useState('');
  const [mismatch, setMismatch] = useState(false);
  const filter: FileFilter = {
    ...(statuses.length > 0 ? { statuses: [...statuses] } : {}),
    ...(court === undefined ? {} : { courts: [court] }),
    ...(text ? { text } : {}),
    ...(mismatch ? { mismatch } : {}),
  };
  const take = useAct(() => client.conversion.exportList(filter), {
    onDone: ({ fileName, csv }) => download(fileName, csv, 'text/csv;charset=utf-8'),
  });
  const toolbar = (
    <>
      <Select<Choice>
        className={styles.statusChoice}
        value={choiceOf(statuses)}
        aria-label={words.status}
        onChange={(choice) => onStatuses(statusesOf(choice))}
        options={[
          { value: 'look', label: words.lookAt },
          { value: 'every', label: words.every },
          ...FILE_STATUSES.map((status) => ({ value: status, label: FILE_STATUS_NAMES[status] })),
        ]}
      />
      <Select
        className={styles.courtChoice}
        showSearch={{ optionFilterProp: 'label' }}
        allowClear
        value={court === undefined ? undefined : String(court)}
        placeholder={conversionPageMessages.board.all}
        aria-label={words.court}
        onChange={(code: string | undefined) =>
          onCourt(code === undefined ? undefined : code === 'null' ? null : Number(code))
        }
        options={courts.map(({ courtCode, courtName }) => ({ value: String(courtCode), label: courtName }))}
      />
      <Input.Search
        className={styles.search}
        allowClear
        placeholder={words.search}
        aria-label={words.search}
        onSearch={(value) => setText(value.trim())}
      />
      <Checkbox checked={mismatch} onChange={(event) => setMismatch(event.target.checked)}>
        {words.mismatch}
      </Checkbox>
      {mayWork ? (
        <Button loading={take.busy} onClick={() => void take.run(undefined)}>
          {words.export}
        </Button>
      ) : null}
    </>
  );
  return (
    <div className={styles.list}>
      <ErrorNote error={take.error} />
      <DataTable<ConversionFile>
        // Another filter is another table: it starts at its top.
        key={JSON.stringify(filter)}
        name="conversion.files"
        columns={COLUMNS}
        rowId={(row) => String(row.id)}
        topics={['conversion']}
        load={async ({ offset, limit }) => client.conversion.files({ offset, limit, filter })}
        toolbar={toolbar}
        detail={(row) => <FileDetail file={row} mayWork={mayWork} />}
        detailTitle={(row) => row.name || row.key}
        empty={{ title: words.emptyTitle, hint: words.emptyHint }}
      />
    </div>
  );
}

/** What the list shows first: what wants a person. */
export const FIRST_STATUSES: readonly FileStatus[] = TO_LOOK_AT;
