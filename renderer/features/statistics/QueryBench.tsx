import { App, Button, Input, InputNumber, Select } from 'antd';
import { useEffect, useState } from 'react';
import type { SavedConnection } from '../../../shared/contract/datacenter.ts';
import type {
  RunInput,
  SavedQuery,
  StatisticsParameter,
  StatisticsRun,
} from '../../../shared/contract/statistics.ts';
import { statisticsPageMessages } from '../../../shared/messages/statisticsPage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { SqlEditor } from '../../components/SqlEditor.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import { useIsOne, useMayWork } from '../../rpc/roles.ts';
import { ApprovalBar } from './ApprovalBar.tsx';
import { ParameterFields } from './ParameterFields.tsx';
import { ResultPane } from './ResultPane.tsx';
import { SaveDrawer } from './SaveDrawer.tsx';
import { ScheduleDrawer } from './ScheduleDrawer.tsx';
import styles from './StatisticsPage.module.css';

const words = statisticsPageMessages.bench;
const MANAGER = ['manager'] as const;
const SETTLE_MS = 400;

/** One query: its text, its parameters, what may be done with it, and below its result. */
export function QueryBench({
  query,
  connections,
  onSaved,
  onRemoved,
}: {
  query: SavedQuery | undefined;
  connections: readonly SavedConnection[];
  onSaved: (id: string) => void;
  onRemoved: () => void;
}) {
  const { modal, message } = App.useApp();
  const mayWork = useMayWork();
  const isManager = useIsOne(MANAGER);
  const [sql, setSql] = useState(query?.sql ?? '');
  const [connectionId, setConnectionId] = useState(
    query?.connectionId ?? connections.find(({ isDefault }) => isDefault)?.id ?? connections[0]?.id ?? '',
  );
  const [parameters, setParameters] = useState<readonly StatisticsParameter[]>(query?.parameters ?? []);
  const [values, setValues] = useState<Record<string, string>>({});
  const [limit, setLimit] = useState(1_000_000);
  const [runId, setRunId] = useState<string>();
  const [saving, setSaving] = useState(false);
  const [scheduling, setScheduling] = useState(false);
  const connection = connections.find(({ id }) => id === connectionId);
  const changed = query !== undefined && (sql !== query.sql || connectionId !== query.connectionId);

  const schema = useRead(
    ['statistics-schema', connectionId],
    ({ signal }) => client.statistics.schema({ connectionId }, { signal }),
    { enabled: mayWork && connectionId !== '' },
  );
  // What stands in the text decides which fields there are; asked for when typing pauses.
  useEffect(() => {
    if (!mayWork || connectionId === '') return undefined;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      client.statistics
        .parameters({ sql, connectionId, known: [...parameters] }, { signal: abort.signal })
        .then((found) => {
          if (JSON.stringify(found) !== JSON.stringify(parameters)) setParameters(found);
        })
        // An unclosed quote while typing: the fields stay as they are.
        .catch(() => undefined);
    }, SETTLE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [sql, connectionId, parameters, mayWork]);

  const input = (): RunInput => ({
    ...(query ? { queryId: query.id } : {}),
    sql,
    connectionId,
    parameters: [...parameters],
    values,
    rowLimit: limit,
  });
  const start = useAct((what: RunInput) => client.statistics.run(what), {
    topics: ['statistics'],
    onDone: (run: StatisticsRun) => setRunId(run.id),
  });
  const explain = useAct((what: RunInput) => client.statistics.explain(what));
  const remove = useAct((id: string) => client.statistics.remove({ id }), {
    topics: ['statistics'],
    onDone: onRemoved,
  });
  const run = () => {
    explain.clear();
    if (mayWork && !start.busy) void start.run(input());
  };
  const askUnmasked = () => {
    let reason = '';
    modal.confirm({
      title: words.unmaskedTitle,
      content: (
        <Input
          autoFocus
          aria-label={words.unmaskedReason}
          placeholder={words.unmaskedReason}
          maxLength={300}
          onChange={(event) => {
            reason = event.target.value;
          }}
        />
      ),
      onOk: () => void start.run({ ...input(), unmasked: true, reason }),
    });
  };
  const askRemove = (subject: SavedQuery) =>
    modal.confirm({
      title: words.removeTitle(subject.name),
      content: words.removeText,
      okText: words.remove,
      okButtonProps: { danger: true },
      onOk: () => remove.run(subject.id),
    });

  return (
    <div className={styles.bench}>
      <div className={styles.benchHead}>
        <h2 className={styles.benchTitle}>{query?.name ?? words.newTitle}</h2>
        <Select
          aria-label={words.connection}
          value={connectionId}
          disabled={!mayWork}
          options={connections.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={setConnectionId}
          style={{ minWidth: 150 }}
        />
        <span className={styles.hint}>{changed ? words.changed : ''}</span>
        <span className={styles.grow} />
        {mayWork ? (
          <>
            {query ? (
              <>
                <Button danger type="text" onClick={() => askRemove(query)}>
                  {words.remove}
                </Button>
                <Button onClick={() => setScheduling(true)}>{words.schedule}</Button>
              </>
            ) : null}
            <Button disabled={sql.trim() === ''} onClick={() => setSaving(true)}>
              {query ? (changed ? words.saveChanges : words.edit) : words.save}
            </Button>
            <Button
              disabled={sql.trim() === ''}
              loading={explain.busy}
              onClick={() => void explain.run(input())}
            >
              {words.explain}
            </Button>
            {isManager ? (
              <Button disabled={sql.trim() === ''} onClick={askUnmasked}>
                {words.unmasked}
              </Button>
            ) : null}
            <Button type="primary" disabled={sql.trim() === ''} loading={start.busy} onClick={run}>
              {words.run}
            </Button>
          </>
        ) : null}
      </div>
      {query ? <ApprovalBar query={query} /> : null}
      <SqlEditor
        value={sql}
        onChange={setSql}
        engine={connection?.engine ?? 'sqlite'}
        tables={schema.data}
        onRun={run}
        readOnly={!mayWork}
        height={132}
        label={words.editor}
      />
      {mayWork ? (
        <div className={styles.parameters}>
          <ParameterFields parameters={parameters} values={values} onChange={setValues} />
          <span className={styles.parameter}>
            {words.limit}
            <InputNumber
              aria-label={words.limit}
              min={1}
              max={5_000_000}
              precision={0}
              value={limit}
              onChange={(value) => setLimit(value ?? 1_000_000)}
              style={{ width: 110 }}
            />
          </span>
          <span className={styles.hint}>{words.hint}</span>
        </div>
      ) : (
        <span className={styles.hint}>{words.notStaff}</span>
      )}
      <ErrorNote error={start.error ?? explain.error ?? remove.error} />
      <ResultPane runId={runId} queryId={query?.id} plan={explain.answer?.lines} onOpen={setRunId} />
      <SaveDrawer
        open={saving}
        query={query}
        sql={sql}
        connectionId={connectionId}
        parameters={parameters}
        onClose={() => setSaving(false)}
        onSaved={(saved) => {
          setParameters(saved.parameters);
          void message.success(words.saved(saved.name));
          onSaved(saved.id);
        }}
      />
      {query ? <ScheduleDrawer open={scheduling} query={query} onClose={() => setScheduling(false)} /> : null}
    </div>
  );
}
