import { Button, Form, Input, type InputRef } from 'antd';
import { useRef, useState } from 'react';
import { shellMessages } from '../../../shared/messages/shell.ts';
import { BrandMark } from '../../app/BrandMark.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { StateTag, type ViewState } from '../../components/StateTag.tsx';
import { client } from '../../rpc/client.ts';
import type { Connection } from '../../rpc/connection.ts';
import { useAct, useConnection, useRead } from '../../rpc/query.tsx';
import { sessionEnd, setSession } from '../../rpc/session.ts';
import { DemoAccounts } from './DemoAccounts.tsx';
import styles from './SignInPage.module.css';

const words = shellMessages.signIn;

interface Credentials {
  loginName: string;
  password: string;
}

/** Local sign-in, no network. In a demo its accounts stand beside the form and fill it on a click. */
export function SignInPage() {
  const [form] = Form.useForm<Credentials>();
  const [capsLock, setCapsLock] = useState(false);
  const password = useRef<InputRef>(null);
  const connection = useConnection();
  const welcome = useRead(['operators', 'welcome'], ({ signal }) =>
    client.operators.welcome(undefined, { signal }),
  );
  const signIn = useAct((input: Credentials) => client.operators.signIn(input));

  const submit = async (input: Credentials) => {
    const session = await signIn.run(input);
    if (session) setSession(session);
    else password.current?.focus({ cursor: 'all' });
  };
  const reachable = connection.state !== 'lost' && connection.state !== 'refused';
  const accounts = welcome.data?.demoAccounts ?? [];

  return (
    <main className={styles.page}>
      <div className={accounts.length > 0 ? styles.card : `${styles.card} ${styles.narrow}`}>
        <section className={styles.main}>
          <header className={styles.brand}>
            <BrandMark />
            <div>
              <h1>{shellMessages.product}</h1>
              <p>{welcome.data?.workspaceName ?? words.tagline}</p>
            </div>
          </header>
          <Notices connection={connection.state} hasOperators={welcome.data?.hasOperators ?? true} />
          <ErrorNote error={reachable ? signIn.error : undefined} />
          <Form<Credentials>
            form={form}
            layout="vertical"
            requiredMark={false}
            onFinish={(input) => void submit(input)}
            onValuesChange={() => signIn.error && signIn.clear()}
          >
            <Form.Item
              name="loginName"
              label={words.loginName}
              rules={[{ required: true, message: words.fillName }]}
            >
              <Input size="large" autoFocus autoComplete="username" spellCheck={false} />
            </Form.Item>
            <Form.Item
              name="password"
              label={words.password}
              rules={[{ required: true, message: words.fillPassword }]}
              extra={capsLock ? <StateTag state="warn" text={words.capsLock} plain /> : undefined}
            >
              <Input.Password
                ref={password}
                size="large"
                autoComplete="current-password"
                onKeyUp={(event) => setCapsLock(event.getModifierState('CapsLock'))}
              />
            </Form.Item>
            <Button type="primary" size="large" block htmlType="submit" loading={signIn.busy}>
              {signIn.busy ? words.submitting : words.submit}
            </Button>
          </Form>
          <p className={styles.foot}>{words.offlineNote}</p>
        </section>
        {accounts.length > 0 ? (
          <DemoAccounts
            accounts={accounts}
            onChoose={(account) => {
              form.setFieldsValue(account);
              signIn.clear();
              password.current?.focus();
            }}
          />
        ) : null}
      </div>
    </main>
  );
}

/** Why one stands here: session over, signed out, nobody to sign in as, or the core away. */
function Notices({ connection, hasOperators }: { connection: Connection['state']; hasOperators: boolean }) {
  const end = sessionEnd();
  const notice: [ViewState, string] | undefined =
    connection === 'refused'
      ? ['fault', words.windowExpired]
      : connection === 'lost'
        ? ['fault', words.lost]
        : !hasOperators
          ? ['warn', words.noOperators]
          : end === 'expired'
            ? ['warn', words.expired]
            : end === 'signed-out'
              ? ['ok', words.signedOut]
              : undefined;
  return notice ? (
    <div className={styles.notice} role="status">
      <StateTag state={notice[0]} text={notice[1]} />
    </div>
  ) : null;
}
