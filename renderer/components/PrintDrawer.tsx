import { Drawer } from 'antd';
import { useState } from 'react';
import { useRead } from '../rpc/query.tsx';
import { bytesOf } from './bytes.ts';
import { Loaded } from './Page.tsx';
import { PdfPreview } from './PdfPreview.tsx';
import styles from './PrintDrawer.module.css';

/** Asks the core for the form as PDF; the core records that it was made. */
export type Print = (signal: AbortSignal) => Promise<{ fileName: string; base64: string }>;

/** A form as it will come out of the printer. */
export function PrintDrawer({
  title,
  print,
  onClose,
}: {
  title: string;
  /** Undefined closes. */
  print: Print | undefined;
  onClose: () => void;
}) {
  return (
    <Drawer open={print !== undefined} title={title} size={920} onClose={onClose} destroyOnHidden>
      {print ? <PrintPreview print={print} /> : null}
    </Drawer>
  );
}

/** The same in a drawer that has more. Each opening prints anew; what is looked at does not change under the eyes. */
export function PrintPreview({ print }: { print: Print }) {
  const [opened] = useState(() => Date.now());
  const printed = useRead(
    ['print', opened],
    async ({ signal }) => {
      const { base64, fileName } = await print(signal);
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
