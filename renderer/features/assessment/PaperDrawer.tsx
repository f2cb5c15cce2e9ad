import { App, Button, Drawer, Space } from 'antd';
import { assessmentPageMessages as words } from '../../../shared/messages/assessmentPage.ts';
import { download } from '../../components/download.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Loaded } from '../../components/Page.tsx';
import { PdfPreview } from '../../components/PdfPreview.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import type { Withdrawal } from './Alerts.tsx';
import styles from './AssessmentPage.module.css';
import { bytesOf } from './look.ts';

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
      {paper ? <Preview paper={paper} year={year} /> : null}
    </Drawer>
  );
}

function Preview({ paper, year }: { paper: Paper; year: { yearId?: string } }) {
  const key = paper.kind === 'notice' ? `${paper.withdrawal.person} ${paper.withdrawal.from}` : 'sheet';
  // Topic of its own: what is looked at does not change under the eyes.
  const printed = useRead(
    ['assessment-print', key, year.yearId, paper.at],
    async ({ signal }) => {
      const { base64, fileName } =
        paper.kind === 'sheet'
          ? await client.assessment.sheet(year, { signal })
          : await client.assessment.notice(
              {
                ...year,
                person: paper.withdrawal.person,
                from: paper.withdrawal.from,
                to: paper.withdrawal.to,
              },
              { signal },
            );
      return { fileName, data: bytesOf(base64) };
    },
    { keepPrevious: false },
  );
  return (
    <div className={styles.preview}>
      <Loaded read={printed} lines={10}>
        {({ data, fileName }) => <PdfPreview data={data} fileName={fileName} />}
      </Loaded>
    </div>
  );
}
