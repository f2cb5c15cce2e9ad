import { Button } from 'antd';
import type { AssessmentStatus } from '../../../shared/contract/assessment.ts';
import { assessmentPageMessages } from '../../../shared/messages/assessmentPage.ts';
import { StateShape } from '../../components/StateTag.tsx';
import { useIsOne } from '../../rpc/roles.ts';
import styles from './AssessmentPage.module.css';

const words = assessmentPageMessages.alerts;

export type Withdrawal = AssessmentStatus['withdrawals'][number];

/** What needs attention: a score near the mark, persons to be withdrawn, persons one deduction short of it. */
export function Alerts({
  status,
  onNotice,
}: {
  status: AssessmentStatus;
  onNotice: (withdrawal: Withdrawal) => void;
}) {
  const mayIssue = useIsOne(['manager', 'supervisor']);
  const { score, standing, outlook, forecast, scheme, withdrawals, nearWithdrawal } = status;
  const lines: { id: string; grave: boolean; text: string; withdrawal?: Withdrawal }[] = [];
  if (standing !== 'good')
    lines.push({
      id: 'score',
      grave: standing === 'failed',
      text: words[standing](String(score), scheme.passing),
    });
  else if (outlook !== 'good' && forecast !== null)
    lines.push({ id: 'outlook', grave: false, text: words.outlook(String(forecast), scheme.passing) });
  for (const withdrawal of withdrawals) {
    const { person, from, to, facts } = withdrawal;
    lines.push({
      id: `${person} ${from}`,
      grave: true,
      text: words.withdraw(person, from, to, facts.length),
      withdrawal,
    });
  }
  for (const { person, count } of nearWithdrawal)
    lines.push({ id: `near ${person}`, grave: false, text: words.nearWithdraw(person, count) });
  if (lines.length === 0) return null;
  return (
    <ul className={styles.alerts}>
      {lines.map(({ id, grave, text, withdrawal }) => (
        <li key={id} className={styles.alert} data-grave={grave}>
          <StateShape state={grave ? 'fault' : 'warn'} />
          <span>{text}</span>
          {withdrawal && mayIssue ? (
            <Button size="small" onClick={() => onNotice(withdrawal)}>
              {withdrawal.notice ? words.again(withdrawal.notice.number) : words.issue}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
