import { Drawer } from 'antd';
import { Loaded } from '../../components/Page.tsx';
import { PdfPreview } from '../../components/PdfPreview.tsx';
import { useRead } from '../../rpc/query.tsx';
import styles from './DutyPage.module.css';

interface PrintDrawerProps {
  title: string;
  /** What is printed: a month, a hand-over's id; undefined closes. */
  subject: string | undefined;
  print: (subject: string, signal: AbortSignal) => Promise<{ fileName: string; base64: string }>;
  onClose: () => void;
}

/** A form of duty as it will come out of the printer; the core records that it was made. */
export function PrintDrawer({ title, subject, print, onClose }: PrintDrawerProps) {
  return (
    <Drawer open={subject !== undefined} title={title} size={980} onClose={onClose} destroyOnHidden>
      {subject === undefined ? null : <Preview subject={subject} print={print} />}
    </Drawer>
  );
}

function Preview({ subject, print }: { subject: string; print: PrintDrawerProps['print'] }) {
  // Topic of its own: what is looked at does not change under the eyes when the roster does.
  const printed = useRead(
    ['duty-print', subject],
    async ({ signal }) => {
      const { base64, fileName } = await print(subject, signal);
      return { fileName, data: Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)) };
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
