import { App, Button } from 'antd';
import { useState } from 'react';
import type { SavedConnection } from '../../../shared/contract/datacenter.ts';
import { exportFilesMessages } from '../../../shared/messages/exportFiles.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';
import { FilesReport } from './FilesReport.tsx';

const words = exportFilesMessages.page;
/** Reading the folder, and what became of its files. */
export function FilesActions({ connection, mayWork }: { connection: SavedConnection; mayWork: boolean }) {
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const { id, filesStand: stand } = connection;
  const read = useAct(() => client.datacenter.filesRead({ id, force: stand?.state === 'current' }), {
    topics: ['datacenter', 'jobs'],
    onDone: () => void message.info(words.started),
  });
  return (
    <>
      {read.error ? <ErrorNote error={read.error} /> : null}
      {mayWork ? (
        <Button size="small" loading={read.busy} onClick={() => void read.run(undefined)}>
          {stand?.readAt ? words.again : words.read}
        </Button>
      ) : null}
      <Button size="small" onClick={() => setOpen(true)}>
        {words.report}
      </Button>
      <FilesReport connection={connection} mayWork={mayWork} open={open} onClose={() => setOpen(false)} />
    </>
  );
}
