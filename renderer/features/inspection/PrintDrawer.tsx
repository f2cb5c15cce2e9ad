import { Drawer } from 'antd';
import { inspectionPageMessages } from '../../../shared/messages/inspectionPage.ts';
import { Loaded } from '../../components/Page.tsx';
import { PdfPreview } from '../../components/PdfPreview.tsx';
import { client } from '../../rpc/client.ts';
import { useRead } from '../../rpc/query.tsx';
import styles from './SheetsPage.module.css';

const words = inspectionPageMessages.print;

export interface PrintRange {
  from: string;
  to: string;
}

/** The typeset sheets as they will come out of the printer; the core records that they were made. */
export function PrintDrawer({ range, onClose }: { range: PrintRange | undefined; onClose: () => void }) {
  return (
    <Drawer open={range !== undefined} title={words.title} size={920} onClose={onClose} destroyOnHidden>
      {range ? <Preview range={range} /> : null}
    </Drawer>
  );
}

function Preview({ range }: { range: PrintRange }) {
  // Topic of its own: what is looked at does not change under the eyes when the sheet does.
  const printed = useRead(
    ['inspection-print', range.from, range.to],
    async ({ signal }) => {
      const { base64, fileName } = await client.inspection.print(range, { signal });
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
