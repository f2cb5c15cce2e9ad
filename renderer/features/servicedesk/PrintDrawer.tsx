import { Drawer } from 'antd';
import { useState } from 'react';
import { servicedeskPageMessages } from '../../../shared/messages/servicedeskPage.ts';
import { Loaded } from '../../components/Page.tsx';
import { PdfPreview } from '../../components/PdfPreview.tsx';
import { useRead } from '../../rpc/query.tsx';
import { bytesOf } from './bytes.ts';
import styles from './Servicedesk.module.css';

interface PrintDrawerProps {
  number: string;
  open: boolean;
  print: () => Promise<{ fileName: string; base64: string }>;
  onClose: () => void;
}

/** The form as it will come out of the printer; the core records that it was made. */
export function PrintDrawer({ number, open, print, onClose }: PrintDrawerProps) {
  return (
    <Drawer
      open={open}
      title={servicedeskPageMessages.printTitle(number)}
      size={920}
      onClose={onClose}
      destroyOnHidden
    >
      {open ? <Preview number={number} print={print} /> : null}
    </Drawer>
  );
}

function Preview({ number, print }: Pick<PrintDrawerProps, 'number' | 'print'>) {
  // Each opening prints anew.
  const [opened] = useState(() => Date.now());
  // Topic of its own: what is looked at does not change under the eyes when the record does.
  const printed = useRead(
    ['servicedesk-print', number, opened],
    async () => {
      const { base64, fileName } = await print();
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
