import { App, Button, Input } from 'antd';
import type { SavedQuery } from '../../../shared/contract/statistics.ts';
import { statisticsPageMessages } from '../../../shared/messages/statisticsPage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';
import { useIsOne } from '../../rpc/roles.ts';
import { approvalLook } from './QueryList.tsx';
import styles from './StatisticsPage.module.css';

const words = statisticsPageMessages.bench;
const APPROVERS = ['manager', 'supervisor'] as const;

/** How the approval of a query on personal data stands, and for those who may: deciding it. */
export function ApprovalBar({ query }: { query: SavedQuery }) {
  const { modal } = App.useApp();
  const mayApprove = useIsOne(APPROVERS);
  const approve = useAct(
    (decision: { approved: boolean; note: string }) =>
      client.statistics.approve({ id: query.id, ...decision }),
    { topics: ['statistics'] },
  );
  if (query.approval === 'unneeded') return null;
  const by = query.approvedBy ?? '';
  const says = {
    waiting: words.waiting,
    approved: words.approvedBy(by, query.approvalNote),
    rejected: words.rejectedBy(by, query.approvalNote),
  }[query.approval];
  const reject = () => {
    let note = '';
    modal.confirm({
      title: words.rejectTitle,
      content: (
        <Input.TextArea
          autoFocus
          aria-label={words.rejectTitle}
          rows={3}
          maxLength={300}
          onChange={(event) => {
            note = event.target.value;
          }}
        />
      ),
      okText: words.reject,
      onOk: () => approve.run({ approved: false, note }),
    });
  };
  return (
    <>
      <div className={styles.approval} data-approved={query.approval === 'approved'}>
        <StateTag
          state={approvalLook[query.approval]}
          text={statisticsPageMessages.approvals[query.approval]}
        />
        <span>
          {query.sensitiveTables.length > 0 ? `${words.sensitive(query.sensitiveTables)}。` : ''}
          {says}
        </span>
        <span className={styles.grow} />
        {mayApprove && query.approval === 'waiting' ? (
          <>
            <Button size="small" onClick={reject}>
              {words.reject}
            </Button>
            <Button
              size="small"
              type="primary"
              loading={approve.busy}
              onClick={() => void approve.run({ approved: true, note: '' })}
            >
              {words.approve}
            </Button>
          </>
        ) : null}
      </div>
      <ErrorNote error={approve.error} />
    </>
  );
}
