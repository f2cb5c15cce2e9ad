import type { Role } from '../../../shared/domain/roles.ts';
import { shellMessages } from '../../../shared/messages/shell.ts';
import styles from './SignInPage.module.css';

export interface DemoAccount {
  loginName: string;
  password: string;
  name: string;
  role: Role;
}

/** The demo's accounts, one per role, in plain sight; a click fills the form. */
export function DemoAccounts({
  accounts,
  onChoose,
}: {
  accounts: readonly DemoAccount[];
  onChoose: (account: { loginName: string; password: string }) => void;
}) {
  const words = shellMessages.signIn;
  return (
    <aside className={styles.demo} aria-label={words.demoTitle}>
      <h2>{words.demoTitle}</h2>
      <p className={styles.hint}>{words.demoHint}</p>
      <ul>
        {accounts.map(({ loginName, password, name, role }) => (
          <li key={loginName}>
            <button type="button" onClick={() => onChoose({ loginName, password })}>
              <span className={styles.who}>
                <strong>{shellMessages.roles[role]}</strong>
                <span>{name}</span>
              </span>
              <span className={styles.secret}>
                <code>{loginName}</code>
                <code>{password}</code>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </aside>
  );
}
