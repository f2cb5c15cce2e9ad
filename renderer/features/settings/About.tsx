import { settingsPageMessages } from '../../../shared/messages/settingsPage.ts';
import { shellMessages } from '../../../shared/messages/shell.ts';
import { Facts } from '../../components/Facts.tsx';
import { Loaded, Section } from '../../components/Page.tsx';
import { Instant } from '../../components/Values.tsx';
import { useWorkspace } from '../../rpc/clock.ts';
import { useSession } from '../../rpc/query.tsx';
import styles from './SettingsPage.module.css';

const words = settingsPageMessages.about;

/** Which program, which workspace, who is signed in until when. */
export function About() {
  const workspace = useWorkspace();
  const session = useSession();
  return (
    <Section title={shellMessages.product}>
      <Loaded read={workspace}>
        {({ name, version, demo }) => (
          <div className={styles.form}>
            <Facts
              items={[
                [words.version, version],
                [words.workspace, demo ? `${name}（${words.demo}）` : name],
                [
                  words.operator,
                  session
                    ? `${session.operator.name}（${shellMessages.roles[session.operator.role]}）`
                    : null,
                ],
                [words.expires, <Instant key="expires" value={session?.expiresAt} />],
              ]}
            />
          </div>
        )}
      </Loaded>
    </Section>
  );
}
