import { App, Button } from 'antd';
import type { Standard, StandardWritePlan } from '../../../shared/contract/standards.ts';
import { standardsWritePageMessages as words } from '../../../shared/messages/standardsWritePage.ts';
import { download } from '../../components/download.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';

/** All statements of a plan, not only those shown, for a database administrator: copied, or saved as a file. */
export function PlanStatements({ kind, plan }: { kind: Standard['kind']; plan: StandardWritePlan }) {
  const { message } = App.useApp();
  const { versionName, connectionName } = plan;
  /** Read anew: what is handed over is what would be written now. Recorded before it leaves. */
  const all = async (): Promise<string[]> => {
    const { statements } = await client.standards.writePlan({ kind, most: 10_000 });
    await client.audit.recordExport({
      title: words.exportTitle(versionName, connectionName),
      rows: statements.length,
      filter: '',
    });
    return statements;
  };
  const save = useAct(async () => {
    const statements = await all();
    download(
      words.fileName(versionName, connectionName),
      `${statements.map((sql) => `${sql};`).join('\n')}\n`,
      'application/sql;charset=utf-8',
    );
    return statements.length;
  });
  const copy = useAct(async () => {
    const statements = await all();
    await navigator.clipboard.writeText(statements.map((sql) => `${sql};`).join('\n')).then(
      () => void message.success(words.copied(statements.length)),
      () => void message.warning(words.copyRefused),
    );
    return statements.length;
  });
  return (
    <>
      <Button
        size="small"
        title={words.saveHint}
        loading={save.busy}
        onClick={() => void save.run(undefined)}
      >
        {words.save}
      </Button>
      <Button size="small" loading={copy.busy} onClick={() => void copy.run(undefined)}>
        {words.copy}
      </Button>
      <ErrorNote error={save.error ?? copy.error} />
    </>
  );
}
