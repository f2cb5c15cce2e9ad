import { App, Button, Drawer, Space } from 'antd';
import { assessmentPageMessages as words } from '../../../shared/messages/assessmentPage.ts';
import { bytesOf } from '../../components/bytes.ts';
import { download } from '../../components/download.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { PrintPreview } from '../../components/PrintDrawer.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';
import type { Withdrawal } from './Alerts.tsx';

const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What is to be printed, asked for at `at` (ms): the score sheet, or a person's notice. */
export type Paper = { at: number } & ({ kind: 'sheet' } | { kind: 'notice'; withdrawal: Withdrawal });

/** The paper as it will come out of the printer; the score sheet also as a workbook. */
export function PaperDrawer({
  paper,
  yearId,
  onClose,
}: {
  paper: Paper | undefined;
  yearId: string | undefined;
  onClose: () => void;
}) {
  const { message } = App.useApp();
  const year = yearId ? { yearId } : {};
  const workbook = useAct(() => client.assessment.workbook(year), {
    onDone: ({ fileName, base64 }) => download(fileName, bytesOf(base64), EXCEL),
  });
  const evidence = useAct(() => client.assessment.evidence(year), {
    onDone: ({ fileName, base64, missing }) => {
      download(fileName, bytesOf(base64), 'application/zip');
      if (missing.length > 0) void message.warning(words.files.missing(missing.join('、')), 10);
    },
  });
  const title =
    paper?.kind === 'notice' ? words.noticeTitle(paper.withdrawal.person) : words.sheetDrawer.title;
  return (
    <Drawer
      open={paper !== undefined}
      title={title}
      size={1040}
      onClose={onClose}
      destroyOnHidden
      extra={
        paper?.kind === 'sheet' ? (
          <Space>
            <Button loading={evidence.busy} onClick={() => void evidence.run(undefined)}>
              {words.sheetDrawer.evidence}
            </Button>
            <Button loading={workbook.busy} onClick={() => void workbook.run(undefined)}>
              {words.sheetDrawer.excel}
            </Button>
          </Space>
        ) : null
      }
    >
      <ErrorNote error={workbook.error ?? evidence.error} />
      {paper ? <PrintPreview print={(signal) => ask(paper, year, signal)} /> : null}
    </Drawer>
  );
}

function ask(paper: Paper, year: { yearId?: string }, signal: AbortSignal) {
  if (paper.kind === 'sheet') return client.assessment.sheet(year, { signal });
  const { person, from, to } = paper.withdrawal;
  return client.assessment.notice({ ...year, person, from, to }, { signal });
}
