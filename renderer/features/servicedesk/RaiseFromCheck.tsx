import { App, Button } from 'antd';
import { Link } from 'react-router';
import type { SheetItem } from '../../../shared/contract/inspection.ts';
import { servicedeskPageMessages } from '../../../shared/messages/servicedeskPage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';
import { useMayWork } from '../../rpc/roles.ts';

const words = servicedeskPageMessages.fromCheck;
const NUMBER = /^SJ-\d{8}-\d+$/;

/** The number of the incident an item of a sheet was turned into, leading there; as written where it is none of ours. */
export function IncidentLink({ number }: { number: string }) {
  return NUMBER.test(number) ? (
    <Link to={`/servicedesk/${number}`} onClick={(event) => event.stopPropagation()}>
      {number}
    </Link>
  ) : (
    number
  );
}

/** One click: an incident out of a failed item, or a further occurrence of the one still open. */
export function RaiseFromCheck({ item, day }: { item: SheetItem; day: string }) {
  const { message } = App.useApp();
  const mayWork = useMayWork();
  const raise = useAct(() => client.servicedesk.incidents.raiseFromCheck({ day, itemId: item.id }), {
    topics: ['servicedesk', 'inspection'],
    onDone: ({ incident: { number, occurrences }, merged }) =>
      void message.success(merged ? words.merged(number, occurrences) : words.raised(number)),
  });
  const bad = item.result === 'fault' || item.result === 'warning';
  return (
    <>
      {mayWork && bad && !item.incident ? (
        <Button size="small" loading={raise.busy} onClick={() => void raise.run(undefined)}>
          {words.raise}
        </Button>
      ) : null}
      <ErrorNote error={raise.error} />
    </>
  );
}
