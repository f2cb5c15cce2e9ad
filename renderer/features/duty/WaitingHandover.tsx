import { App, Button } from 'antd';
import type { Handover } from '../../../shared/contract/duty.ts';
import { dutyPageMessages } from '../../../shared/messages/dutyPage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Section } from '../../components/Page.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useSession } from '../../rpc/query.tsx';
import styles from './DutyPage.module.css';
import { HandoverFacts } from './HandoverFacts.tsx';

const words = dutyPageMessages.waiting;

/** The hand-over nobody has taken over yet; whoever comes on duty reads and accepts it. */
export function WaitingHandover({ handover, mayWork }: { handover: Handover | null; mayWork: boolean }) {
  const { message } = App.useApp();
  const me = useSession()?.operator.name;
  const accept = useAct((id: string) => client.duty.acceptHandover({ id }), {
    topics: ['duty'],
    onDone: () => void message.success(words.accepted),
  });
  if (!handover) return null;
  const own = handover.fromName === me;
  const take = (
    <Button loading={accept.busy} onClick={() => void accept.run(handover.id)}>
      {words.accept}
    </Button>
  );
  return (
    <Section
      title={words.title}
      note={own ? words.own : words.from(handover.fromName)}
      extra={mayWork && !own ? take : null}
      className={styles.waiting}
    >
      <div className={styles.handover}>
        <ErrorNote error={accept.error} />
        <HandoverFacts handover={handover} wide />
      </div>
    </Section>
  );
}
