import { App, Button, Checkbox, Form, Input } from 'antd';
import { useState } from 'react';
import type { BlockingSession } from '../../../shared/contract/datacenterHealth.ts';
import { datacenterHealthMessages } from '../../../shared/messages/datacenterHealth.ts';
import { datacenterHealthPageMessages } from '../../../shared/messages/datacenterHealthPage.ts';
import { FormDrawer } from '../../components/FormDrawer.tsx';
import { Loaded, Section } from '../../components/Page.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import { type BlockingLine, blockingLines } from './blockingLines.ts';
import styles from './Health.module.css';

const words = datacenterHealthPageMessages.blocking;
const LOOK_EVERY_MS = 30_000;

/** Who holds a lock, and who waits for whom below; the one at fault can be ended with a reason. */
export function BlockingTree({ connectionId, mayWork }: { connectionId: string; mayWork: boolean }) {
  const [ending, setEnding] = useState<BlockingSession>();
  const [open, setOpen] = useState(false);
  const blocking = useRead(
    ['health', 'blocking', connectionId],
    ({ signal }) => client.datacenter.healthBlocking({ id: connectionId }, { signal }),
    { everyMs: LOOK_EVERY_MS },
  );
  const lines = blocking.data ? blockingLines(blocking.data.sessions) : [];
  return (
    <Section
      title={words.title}
      note={lines.length > 0 ? words.note(blocking.data?.sessions.length ?? 0) : undefined}
      extra={
        <Button size="small" loading={blocking.refreshing} onClick={blocking.again}>
          {words.refresh}
        </Button>
      }
    >
      <Loaded read={blocking} lines={2}>
        {({ canEnd }) =>
          lines.length === 0 ? (
            <p className={styles.quiet}>{words.none}</p>
          ) : (
            <ul className={styles.tree}>
              {lines.map((line) => (
                <SessionLine
                  key={line.key}
                  line={line}
                  onEnd={
                    canEnd && mayWork
                      ? () => {
                          setEnding(line.session);
                          setOpen(true);
                        }
                      : undefined
                  }
                />
              ))}
            </ul>
          )
        }
      </Loaded>
      <EndSession connectionId={connectionId} session={ending} open={open} onClose={() => setOpen(false)} />
    </Section>
  );
}

function SessionLine({ line, onEnd }: { line: BlockingLine; onEnd: (() => void) | undefined }) {
  const { session, depth, cycle } = line;
  const duration = datacenterHealthMessages.duration(session.seconds);
  return (
    <li style={{ paddingInlineStart: depth * 24 }}>
      <div className={styles.session}>
        <strong>
          {words.session} {session.id}
          {cycle ? words.cycle : ''}
        </strong>
        <span>
          {session.user || words.unknown}
          {session.client ? ` · ${session.client}` : ''}
          {session.program ? ` · ${session.program}` : ''}
        </span>
        <span className={styles.quiet}>
          {session.waitsFor.length > 0 ? words.waits(duration) : `${words.head}，${words.holds(duration)}`}
        </span>
        {onEnd ? (
          <Button size="small" danger onClick={onEnd}>
            {words.end}
          </Button>
        ) : null}
      </div>
      {session.statement ? <code className={styles.statement}>{session.statement}</code> : null}
    </li>
  );
}

interface EndValues {
  reason: string;
  confirmed: boolean;
}

function EndSession(props: {
  connectionId: string;
  session: BlockingSession | undefined;
  open: boolean;
  onClose: () => void;
}) {
  const { connectionId, session, open, onClose } = props;
  const { message } = App.useApp();
  const end = useAct(
    (values: EndValues) =>
      client.datacenter.healthEndSession({
        id: connectionId,
        session: session?.id ?? '',
        mark: session?.mark ?? '',
        reason: values.reason,
        confirmed: true,
      }),
    { topics: ['health'] },
  );
  return (
    <FormDrawer<EndValues>
      open={open}
      title={words.endTitle(session?.id ?? '')}
      initial={{ reason: '', confirmed: false }}
      submit={words.submit}
      busy={end.busy}
      error={end.error}
      onSubmit={async (values) => {
        const done = await end.run(values);
        if (!done) return false;
        const id = session?.id ?? '';
        void (done.ended ? message.success(words.ended(id)) : message.warning(words.stillThere(id)));
        return true;
      }}
      onClose={() => {
        end.clear();
        onClose();
      }}
    >
      <p>{words.endText}</p>
      {session ? (
        <p>
          {session.user} {session.client} {session.program}
          <code className={styles.statement}>{session.statement}</code>
        </p>
      ) : null}
      <Form.Item
        name="reason"
        label={words.reason}
        rules={[{ required: true, whitespace: true, min: 4, message: words.reasonNeeded }]}
      >
        <Input.TextArea rows={3} maxLength={300} placeholder={words.reasonPlaceholder} />
      </Form.Item>
      <Form.Item
        name="confirmed"
        valuePropName="checked"
        rules={[
          {
            validator: async (_rule, value) => {
              if (value !== true) throw new Error(words.confirmNeeded);
            },
          },
        ]}
      >
        <Checkbox>{words.confirm}</Checkbox>
      </Form.Item>
    </FormDrawer>
  );
}
