import { App, Button, Drawer, Modal } from 'antd';
import { useRef, useState } from 'react';
import type { ReportTemplate } from '../../../shared/contract/deliverables.ts';
import { showInstant } from '../../../shared/domain/time.ts';
import { deliverablesPageMessages } from '../../../shared/messages/deliverablesPage.ts';
import { base64Of, bytesOf } from '../../components/bytes.ts';
import { download } from '../../components/download.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Loaded, Section } from '../../components/Page.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import { useMayWork } from '../../rpc/roles.ts';
import styles from './DeliverablesPage.module.css';
import { Placeholders } from './Placeholders.tsx';

const words = deliverablesPageMessages.templateDrawer;
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Word templates by kind: download, change in Word, upload with check, back to the one shipped. */
export function TemplatesDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const templates = useRead(
    ['deliverables', 'templates'],
    ({ signal }) => client.deliverables.templates(undefined, { signal }),
    { enabled: open },
  );
  return (
    <Drawer open={open} title={words.title} size={680} onClose={onClose} destroyOnHidden>
      <p className={styles.muted}>{words.says}</p>
      <Loaded read={templates} lines={8}>
        {(list) => (
          <div className={styles.stack}>
            {list.map((template) => (
              <TemplateRow key={template.kind} template={template} />
            ))}
          </div>
        )}
      </Loaded>
    </Drawer>
  );
}

function TemplateRow({ template }: { template: ReportTemplate }) {
  const { modal, message } = App.useApp();
  const mayWork = useMayWork();
  const input = useRef<HTMLInputElement>(null);
  const [listing, setListing] = useState(false);
  const { kind, kindName } = template;
  const get = useAct(() => client.deliverables.template({ kind }), {
    onDone: ({ fileName, base64 }) => download(fileName, bytesOf(base64), DOCX),
  });
  const put = useAct(
    async (file: File) =>
      client.deliverables.uploadTemplate({ kind, fileName: file.name, base64: await base64Of(file) }),
    { topics: ['deliverables'], onDone: () => void message.success(words.uploaded(kindName)) },
  );
  const reset = useAct(() => client.deliverables.resetTemplate({ kind }), { topics: ['deliverables'] });
  const state = template.fault ? 'fault' : template.changed ? 'changed' : 'shipped';
  const look = { fault: 'fault', changed: 'ok', shipped: 'off' } as const;
  return (
    <Section
      title={kindName}
      note={
        template.changed && template.changedAt ? words.changedAt(showInstant(template.changedAt)) : undefined
      }
      extra={
        <>
          {template.open ? <StateTag state="paused" text={words.open} plain /> : null}
          <StateTag state={look[state]} text={words.state[state]} plain />
        </>
      }
    >
      <div className={styles.acts}>
        <Button size="small" loading={get.busy} onClick={() => void get.run(undefined)}>
          {words.download}
        </Button>
        <Button size="small" onClick={() => setListing(true)}>
          {words.placeholders}
        </Button>
        {mayWork ? (
          <>
            <input
              ref={input}
              type="file"
              accept=".docx"
              hidden
              aria-label={`${words.upload} ${kindName}`}
              onChange={(event) => {
                const file = event.target.files?.[0];
                event.target.value = '';
                if (file) void put.run(file);
              }}
            />
            <Button size="small" loading={put.busy} onClick={() => input.current?.click()}>
              {words.upload}
            </Button>
            {template.changed || template.fault ? (
              <Button
                size="small"
                danger
                onClick={() =>
                  modal.confirm({
                    title: words.resetTitle(kindName),
                    content: words.resetText,
                    okText: words.reset,
                    onOk: () => reset.run(undefined),
                  })
                }
              >
                {words.reset}
              </Button>
            ) : null}
          </>
        ) : null}
      </div>
      {template.fault ? <ErrorNote error={{ code: '', message: template.fault }} /> : null}
      <ErrorNote error={put.error ?? reset.error ?? get.error} />
      <Modal
        open={listing}
        title={words.placeholdersTitle(kindName)}
        width={760}
        footer={null}
        onCancel={() => setListing(false)}
        destroyOnHidden
      >
        <Placeholders kind={kind} />
      </Modal>
    </Section>
  );
}
