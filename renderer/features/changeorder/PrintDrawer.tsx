import { Drawer } from 'antd';
import type { Changeorder } from '../../../shared/contract/changeorder.ts';
import { changeorderPageMessages } from '../../../shared/messages/changeorderPage.ts';
import { Loaded } from '../../components/Page.tsx';
import { PdfPreview } from '../../components/PdfPreview.tsx';
import { client } from '../../rpc/client.ts';
import { useRead } from '../../rpc/query.tsx';
import styles from './ChangeorderPage.module.css';

/** The order as it will come out of the printer; the core records that it was made. */
export function PrintDrawer({ order, onClose }: { order: Changeorder | undefined; onClose: () => void }) {
  return (
    <Drawer
      open={order !== undefined}
      title={changeorderPageMessages.printTitle(order?.number ?? '')}
      size={920}
      onClose={onClose}
      destroyOnHidden
    >
      {order ? <Preview order={order} /> : null}
    </Drawer>
  );
}

function Preview({ order }: { order: Changeorder }) {
  // Topic of its own: what is looked at does not change under the eyes when the order does.
  const printed = useRead(
    ['changeorder-print', order.id, order.changedAt],
    async ({ signal }) => {
      const { base64, fileName } = await client.changeorder.print({ id: order.id }, { signal });
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
