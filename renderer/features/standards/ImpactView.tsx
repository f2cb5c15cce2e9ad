import { Button } from 'antd';
import type { StandardImpact } from '../../../shared/contract/standards.ts';
import { standardsPageMessages } from '../../../shared/messages/standardsPage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { formatCount } from '../../components/format.ts';
import { JobLine } from '../../components/JobLine.tsx';
import { Empty, Loaded } from '../../components/Page.tsx';
import { Instant } from '../../components/Values.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import styles from './StandardsPage.module.css';

const words = standardsPageMessages.impact;
const SHOWN_VALUES = 4;

/** What a version touches in the centre, among the rules and in the console itself; counted by a job when asked. */
export function ImpactView({ versionId, mayWork }: { versionId: string; mayWork: boolean }) {
  const read = useRead(['standards', 'impact', versionId], ({ signal }) =>
    client.standards.impact({ id: versionId }, { signal }),
  );
  const count = useAct(() => client.standards.countImpact({ id: versionId }), { topics: ['jobs'] });
  const button = (text: string) =>
    mayWork ? (
      <Button size="small" loading={count.busy} onClick={() => void count.run(undefined)}>
        {text}
      </Button>
    ) : null;
  return (
    <>
      <ErrorNote error={count.error} />
      {count.answer ? <JobLine jobId={count.answer.id} mayWork={mayWork} /> : null}
      <Loaded read={read}>
        {(impact) =>
          impact === null ? (
            <Empty title={words.never} hint={words.neverHint} action={button(words.count)} />
          ) : (
            <>
              <p className={styles.counts}>
                <span>
                  {words.at} <Instant value={impact.countedAt} form="recent" />
                </span>
                <span className={styles.muted}>{words.against(impact.baseName, impact.connectionName)}</span>
                {button(words.again)}
              </p>
              <Answer impact={impact} />
            </>
          )
        }
      </Loaded>
    </>
  );
}

function Answer({ impact }: { impact: StandardImpact }) {
  const { columns, samples, rules, mappings, notes } = impact;
  return (
    <>
      {columns.length > 0 ? <Columns columns={columns} /> : null}
      <ul className={styles.notes}>
        {notes.map((note) => (
          <li key={note} className={styles.muted}>
            {note}
          </li>
        ))}
      </ul>
      <h3 className={styles.block}>{words.samplesTitle}</h3>
      {samples.length === 0 ? (
        <p className={styles.muted}>{words.noSamples}</p>
      ) : (
        <Samples samples={samples} />
      )}
      <div className={styles.two}>
        <div>
          <h3 className={styles.block}>{words.rulesTitle(rules.length)}</h3>
          {rules.length === 0 ? <p className={styles.muted}>{words.noRules}</p> : null}
          <ul className={styles.lines}>
            {rules.map(({ code, field, why }) => (
              <li key={code}>
                <code>{code}</code>
                <span>{field}</span>
                <span className={styles.muted}>{why}</span>
              </li>
            ))}
          </ul>
        </div>
        <div>
          <h3 className={styles.block}>{words.mappingsTitle(mappings.length)}</h3>
          {mappings.length === 0 ? <p className={styles.muted}>{words.noMappings}</p> : null}
          <ul className={styles.lines}>
            {mappings.map(({ where, what, why }) => (
              <li key={`${where} ${what}`}>
                <span>{where}</span>
                <strong>{what}</strong>
                <span className={styles.muted}>{why}</span>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </>
  );
}

function Columns({ columns }: Pick<StandardImpact, 'columns'>) {
  const text = words.columns;
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label={words.columnsTitle}>
        <thead>
          <tr>
            <th>{text.column}</th>
            <th className={styles.number}>{text.lost}</th>
            <th className={styles.number}>{text.altered}</th>
            <th className={styles.number}>{text.gained}</th>
            <th>{text.values}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => (
            <tr key={`${column.table}.${column.column}`}>
              <td>
                {column.tableChinese} · {column.chinese}
                <div className={styles.muted}>
                  {column.table}.{column.column}
                </div>
              </td>
              <td className={styles.number}>{formatCount(column.lost)}</td>
              <td className={styles.number}>{formatCount(column.altered)}</td>
              <td className={styles.number}>{formatCount(column.gained)}</td>
              <td>
                {column.note}
                {column.values.slice(0, SHOWN_VALUES).map(({ value, rows, text: becomes }) => (
                  <div key={value}>
                    {value} × {formatCount(rows)} <span className={styles.muted}>{becomes}</span>
                  </div>
                ))}
                {column.values.length > SHOWN_VALUES ? (
                  <span className={styles.muted}>{words.more(column.values.length)}</span>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Samples({ samples }: Pick<StandardImpact, 'samples'>) {
  const text = words.samples;
  return (
    <div className={styles.sample}>
      <table className={styles.table} aria-label={words.samplesTitle}>
        <thead>
          <tr>
            <th>{text.caseNumber}</th>
            <th>{text.court}</th>
            <th>{text.caseId}</th>
            <th>{text.where}</th>
            <th>{text.value}</th>
          </tr>
        </thead>
        <tbody>
          {samples.map((row) => (
            <tr key={`${row.table}.${row.column} ${row.caseId} ${row.value}`}>
              <td className={styles.tight}>{row.caseNumber || '—'}</td>
              <td>{row.courtCode || '—'}</td>
              <td className={styles.tight}>{row.caseId}</td>
              <td>
                {row.table}.{row.column}
              </td>
              <td>{row.value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
