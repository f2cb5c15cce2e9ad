import { App, Button } from 'antd';
import type { BoardItem } from '../../../shared/contract/datacenterHealth.ts';
import { servicedeskPageMessages } from '../../../shared/messages/servicedeskPage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import { IncidentLink } from '../servicedesk/RaiseFromCheck.tsx';

const words = servicedeskPageMessages.fromCheck;

/** One click makes an incident of an item that is 警告 or 故障; where one is live already it leads there. */
export function RaiseFromHealth({
  connectionId,
  item,
  mayWork,
}: {
  connectionId: string;
  item: BoardItem;
  mayWork: boolean;
}) {
  const { message } = App.useApp();
  const live = useRead(['servicedesk', 'ofHealth', connectionId], ({ signal }) =>
    client.servicedesk.incidents.ofHealth({ connectionId }, { signal }),
  );
  const raise = useAct(() => client.servicedesk.incidents.raiseFromHealth({ connectionId, item: item.id }), {
    topics: ['servicedesk'],
    onDone: ({ incident: { number, occurrences }, merged }) =>
      void message.success(merged ? words.merged(number, occurrences) : words.raised(number)),
  });
  const number = live.data?.find((one) => one.item === item.id)?.number;
  const bad = item.level === 'warning' || item.level === 'fault';
  if (number) return <IncidentLink number={number} />;
  return (
    <>
      <ErrorNote error={raise.error} />
      {mayWork && bad ? (
        <Button size="small" loading={raise.busy} onClick={() => void raise.run(undefined)}>
          {words.raise}
        </Button>
      ) : null}
    </>
  );
}
