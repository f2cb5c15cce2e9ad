import { App, Button, Checkbox, Drawer } from 'antd';
import { useState } from 'react';
import type { ExpertRequest } from '../../../shared/contract/staff.ts';
import { staffPageMessages } from '../../../shared/messages/staffPage.ts';
import { bytesOf } from '../../components/bytes.ts';
import { download } from '../../components/download.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { formatBytes, formatCount } from '../../components/format.ts';
import { Loading } from '../../components/Page.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import styles from './StaffPage.module.css';

const words = staffPageMessages.requests;

/** Shows all that would be saved; only what was read to the end may leave. */
export function BundleDrawer({
  open,
  request,
  onClose,
}: {
  open: boolean;
  request: ExpertRequest;
  onClose: () => void;
}) {
  const { message } = App.useApp();
  const [read, setRead] = useState(false);
  const [turn, setTurn] = useState(0);
  // A topic of its own: what is looked at does not change under the eyes. Made anew each time it is opened.
  const preview = useRead(
    ['staff-bundle', request.id, turn],
    ({ signal }) => client.staff.previewBundle({ id: request.id }, { signal }),
    { enabled: open, keepPrevious: false },
  );
  const save = useAct(
    async (digest: string) => {
      const { fileName, base64 } = await client.staff.saveBundle({ id: request.id, digest });
      download(fileName, bytesOf(base64), 'text/plain;charset=utf-8');
    },
    { topics: ['staff'], onDone: () => void message.success(words.saved) },
  );
  const bundle = preview.data;
  return (
    <Drawer
      open={open}
      title={words.bundleTitle(request.number)}
      size={820}
      onClose={() => {
        setRead(false);
        setTurn(turn + 1);
        onClose();
      }}
      destroyOnHidden
      footer={
        <div className={styles.foot}>
          <Checkbox checked={read} disabled={!bundle} onChange={(event) => setRead(event.target.checked)}>
            {words.read}
          </Checkbox>
          <Button
            type="primary"
            disabled={!bundle || !read}
            loading={save.busy}
            onClick={() => bundle && void save.run(bundle.digest)}
          >
            {words.save}
          </Button>
        </div>
      }
    >
      <ErrorNote error={preview.error ?? save.error} />
      {bundle ? (
        <>
          <p className={styles.muted}>
            {words.bundleHint} {words.bundleFacts(formatBytes(bundle.bytes), formatCount(bundle.masked))}
          </p>
          {bundle.sections.map((section) => (
            <section key={section.title} className={styles.section}>
              <header>
                {section.title}
                <span className={styles.kind}>
                  {section.masked > 0 ? words.sectionMasked(formatCount(section.masked)) : ''}
                </span>
              </header>
              <pre className={styles.text}>{section.text}</pre>
            </section>
          ))}
        </>
      ) : (
        <Loading lines={8} />
      )}
    </Drawer>
  );
}
