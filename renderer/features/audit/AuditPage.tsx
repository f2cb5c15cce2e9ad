import { SafetyCertificateOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { AuditEntry } from '../../../shared/contract/audit.ts';
import { auditPageMessages } from '../../../shared/messages/auditPage.ts';
import { DataTable, type TableColumn, type TableQuery } from '../../components/DataTable.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Facts } from '../../components/Facts.tsx';
import { formatCount } from '../../components/format.ts';
import { Page } from '../../components/Page.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { Instant } from '../../components/Values.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';
import { detailFacts, targetText } from './detail.ts';

const words = auditPageMessages;

const columns: readonly TableColumn<AuditEntry>[] = [
  { field: 'id', title: words.columns.id, kind: 'number', width: 90 },
  { field: 'at', title: words.columns.at, kind: 'instant', width: 190 },
  { field: 'operatorName', title: words.columns.operator, width: 150 },
  {
    field: 'host',
    title: words.columns.host,
    width: 90,
    value: (entry) => words.hosts[entry.host] ?? entry.host,
  },
  {
    field: 'action',
    title: words.columns.action,
    width: 150,
    value: (entry) => words.actions[entry.action] ?? entry.action,
  },
  {
    field: 'target',
    title: words.columns.target,
    flex: 2,
    minWidth: 180,
    value: ({ target, detail }) => targetText(target, detail),
  },
  {
    field: 'detail',
    title: words.columns.detail,
    flex: 3,
    minWidth: 180,
    value: (entry) => detailText(entry),
  },
];

function detailText({ detail, action }: AuditEntry): string {
  return detailFacts(detail, action)
    .map(([name, value]) => `${name} ${value}`)
    .join('；');
}

const load = ({ offset, limit }: TableQuery) => client.audit.list({ offset, limit });

/** Who changed, sent or exported what; and whether the chain of entries is whole. */
export default function AuditPage() {
  const verify = useAct(() => client.audit.verify());
  return (
    <Page
      title={words.title}
      says={words.says}
      fill
      primary={
        <Button
          type="primary"
          icon={<SafetyCertificateOutlined />}
          loading={verify.busy}
          onClick={() => void verify.run(undefined)}
        >
          {verify.busy ? words.verifying : words.verify}
        </Button>
      }
    >
      <ErrorNote error={verify.error} />
      {verify.answer ? (
        verify.answer.brokenAt === null ? (
          <div>
            <StateTag state="ok" text={words.intact(formatCount(verify.answer.entries))} />
          </div>
        ) : (
          <ErrorNote
            error={{ code: 'AUDIT_BROKEN', message: words.broken(String(verify.answer.brokenAt)) }}
          />
        )
      ) : null}
      <DataTable<AuditEntry>
        name="audit"
        columns={columns}
        rowId={(entry) => String(entry.id)}
        load={load}
        topics={['audit']}
        exports={{ title: words.exportTitle, record: (what) => client.audit.recordExport(what) }}
        detailTitle={(entry) => words.actions[entry.action] ?? entry.action}
        detail={(entry) => (
          <Facts
            items={[
              [words.columns.id, String(entry.id)],
              [words.columns.at, <Instant key="at" value={entry.at} />],
              [words.columns.operator, entry.operatorName],
              [words.columns.host, words.hosts[entry.host] ?? entry.host],
              [words.columns.action, words.actions[entry.action] ?? entry.action],
              [words.columns.target, entry.target],
              ...detailFacts(entry.detail, entry.action),
            ]}
          />
        )}
        empty={{ title: words.none }}
      />
    </Page>
  );
}
