import type { Changeorder } from '../../../shared/contract/changeorder.ts';
import { showInstant } from '../../../shared/domain/time.ts';
import { changeorderPageMessages } from '../../../shared/messages/changeorderPage.ts';
import { StepLine } from '../../components/StepLine.tsx';

/** Who did which step, from draft to review; the one that failed stands out. */
export function Steps({ order }: { order: Changeorder }) {
  const ran = order.actualRows !== null;
  const steps: { name: string | null; at: string | null; done: boolean | 'failed' }[] = [
    { name: order.author, at: order.createdAt, done: true },
    { name: null, at: order.submittedAt, done: order.submittedAt !== null },
    {
      name: order.approver,
      at: order.approvedAt,
      done: order.state === 'rejected' ? 'failed' : order.approver !== null,
    },
    {
      name: order.executor,
      at: ran || order.state === 'failed' ? order.executedAt : null,
      done: order.state === 'failed' ? 'failed' : ran,
    },
    { name: order.reviewer, at: order.reviewedAt, done: order.reviewer !== null },
  ];
  return (
    <StepLine
      steps={steps.map(({ name, at, done }, index) => ({
        name: changeorderPageMessages.steps[index] ?? '',
        detail: name ?? (at ? showInstant(at).slice(5, 10) : ''),
        hint: at ? showInstant(at) : '',
        done,
      }))}
    />
  );
}
