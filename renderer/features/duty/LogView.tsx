import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useMemo, useState } from 'react';
import type { LogEntry, LogKind } from '../../../shared/contract/dutyLog.ts';
import { addDays, beijingDay } from '../../../shared/domain/time.ts';
import { dutyLogMessages } from '../../../shared/messages/dutyLog.ts';
import { dutyPageMessages } from '../../../shared/messages/dutyPage.ts';
import { DataTable, type TableColumn, type TableQuery } from '../../components/DataTable.tsx';
import { Section } from '../../components/Page.tsx';
import { client } from '../../rpc/client.ts';
import { useNow } from '../../rpc/clock.ts';
import { useMayWork } from '../../rpc/roles.ts';
import styles from './DutyPage.module.css';
import { LogEntryForm } from './LogEntryForm.tsx';
import { LOG_KINDS } from './logKinds.ts';

const words = dutyPageMessages.log;
const SHOWN_DAYS = 30;

const columns: readonly TableColumn<LogEntry>[] = [
  { field: 'at', title: words.time, kind: 'instant', width: 180 },
  {
    field: 'kind',
    title: words.kind,
    width: 90,
    value: ({ kind }) => dutyLogMessages.kinds[kind],
    choices: LOG_KINDS.map((value) => ({ value, label: dutyLogMessages.kinds[value] })),
  },
  { field: 'who', title: words.who, width: 170 },
  { field: 'phone', title: words.phone, width: 120 },
  {
    field: 'content',
    title: words.content,
    flex: 1,
    minWidth: 220,
    value: ({ content, outcome, voidedBy, voidReason }) =>
      [voidedBy ? words.struck(voidedBy, voidReason) : '', content, outcome].filter(Boolean).join('；'),
  },
  { field: 'writtenBy', title: words.writer, width: 110 },
];

/** The duty log over days, with the quick entry above it. */
export function LogView() {
  const mayWork = useMayWork();
  const today = beijingDay(useNow());
  const [range, setRange] = useState<[string, string]>([addDays(today, -SHOWN_DAYS), today]);
  const [from, to] = range;
  const load = useMemo(
    () =>
      ({ offset, limit, filter }: TableQuery) => {
        const kinds = filter.kind?.kind === 'choice' ? (filter.kind.values as LogKind[]) : undefined;
        return client.duty.log.list({ from, to, offset, limit, ...(kinds ? { kinds } : {}) });
      },
    [from, to],
  );
  return (
    <>
      {mayWork ? (
        <Section title={words.title} note={words.note} flush>
          <LogEntryForm />
        </Section>
      ) : null}
      <div className={styles.history}>
        <DataTable<LogEntry>
          key={`${from} ${to}`}
          name="duty.log"
          columns={columns}
          rowId={({ id }) => id}
          load={load}
          topics={['duty']}
          toolbar={
            <DatePicker.RangePicker
              aria-label={words.range}
              allowClear={false}
              value={[dayjs(from), dayjs(to)]}
              onChange={(_, [first, last]) => {
                if (first && last) setRange([first, last]);
              }}
            />
          }
          exports={{ title: words.exportTitle, record: (what) => client.audit.recordExport(what) }}
          empty={{ title: words.noneRange, hint: words.noneRangeHint }}
        />
      </div>
    </>
  );
}
