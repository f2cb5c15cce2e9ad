import { Link } from 'react-router';
import { assessmentPageMessages } from '../../../shared/messages/assessmentPage.ts';
import { StateShape } from '../../components/StateTag.tsx';
import { client } from '../../rpc/client.ts';
import { useRead } from '../../rpc/query.tsx';
import styles from './AssessmentPage.module.css';

const words = assessmentPageMessages.hint;

/** On the page of the day: the assessment's gravest warning, where there is one. */
export function AssessmentHint() {
  const { data } = useRead(['assessment', 'status', undefined], ({ signal }) =>
    client.assessment.status({}, { signal }),
  );
  if (!data) return null;
  const { standing, score, withdrawals, nearWithdrawal } = data;
  const named = (people: readonly { person: string }[]) => people.map(({ person }) => person).join('、');
  const open = withdrawals.filter(({ notice }) => notice === null);
  const lines: { grave: boolean; text: string }[] = [];
  if (standing !== 'good') lines.push({ grave: standing === 'failed', text: words[standing](String(score)) });
  if (open.length > 0) lines.push({ grave: true, text: words.withdraw(named(open)) });
  else if (nearWithdrawal.length > 0)
    lines.push({ grave: false, text: words.nearWithdraw(named(nearWithdrawal)) });
  if (lines.length === 0) return null;
  return (
    <ul className={styles.alerts}>
      {lines.map(({ grave, text }) => (
        <li key={text} className={styles.alert} data-grave={grave}>
          <StateShape state={grave ? 'fault' : 'warn'} />
          <span>{text}</span>
          <Link to="/assessment">{words.go}</Link>
        </li>
      ))}
    </ul>
  );
}
