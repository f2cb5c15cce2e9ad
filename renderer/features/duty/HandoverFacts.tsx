import type { Handover } from '../../../shared/contract/duty.ts';
import { dutyPageMessages } from '../../../shared/messages/dutyPage.ts';
import { Facts } from '../../components/Facts.tsx';
import { Instant, LongText } from '../../components/Values.tsx';
import styles from './DutyPage.module.css';

const words = dutyPageMessages.handover;

/** A hand-over as it was written: state, things, notices, risks, and the matters it carried; `wide` for a whole page's width. */
export function HandoverFacts({ handover, wide }: { handover: Handover; wide?: boolean }) {
  return (
    <div className={wide ? `${styles.handover} ${styles.wide}` : styles.handover}>
      <Facts
        columns={wide ? 2 : 1}
        items={[
          [words.from, handover.fromName],
          [words.to, handover.toName ?? words.notAccepted],
          [words.writtenAt, <Instant key="written" value={handover.writtenAt} />],
          [words.acceptedAt, <Instant key="accepted" value={handover.acceptedAt} />],
          [words.faceToFace, handover.faceToFace ? words.face : words.remote],
          [words.systemState, <LongText key="state" value={handover.systemState} lines={3} />],
          [words.items, <LongText key="items" value={handover.items} lines={3} />],
          [words.notices, <LongText key="notices" value={handover.notices} lines={3} />],
          [words.risks, <LongText key="risks" value={handover.risks} lines={3} />],
        ]}
      />
      <div className={styles.carryBox}>
        <strong>{words.matters}</strong>
        {handover.matters.length === 0 ? (
          words.noMatters
        ) : (
          <ol className={styles.carry}>
            {handover.matters.map((matter) => (
              <li key={matter.id}>{matter.title}</li>
            ))}
          </ol>
        )}
      </div>
    </div>
  );
}
