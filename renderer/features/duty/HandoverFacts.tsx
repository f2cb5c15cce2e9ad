import { Button } from 'antd';
import { useState } from 'react';
import type { Handover } from '../../../shared/contract/duty.ts';
import { showTime } from '../../../shared/domain/time.ts';
import { dutyLogMessages } from '../../../shared/messages/dutyLog.ts';
import { dutyPageMessages } from '../../../shared/messages/dutyPage.ts';
import { Facts } from '../../components/Facts.tsx';
import { PrintDrawer } from '../../components/PrintDrawer.tsx';
import { Instant, LongText } from '../../components/Values.tsx';
import { client } from '../../rpc/client.ts';
import styles from './DutyPage.module.css';

const words = dutyPageMessages.handover;

/** A hand-over as it was written: state, things, notices, risks, and the matters it carried; `wide` for a whole page's width. */
export function HandoverFacts({ handover, wide }: { handover: Handover; wide?: boolean }) {
  const [printing, setPrinting] = useState(false);
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
        <Button size="small" className={styles.printHandover} onClick={() => setPrinting(true)}>
          {words.print}
        </Button>
        <strong>{words.log}</strong>
        {handover.log.length === 0 ? (
          words.noLog
        ) : (
          <ul className={styles.carry}>
            {handover.log.map((entry) => (
              <li key={entry.id} className={entry.voidedBy ? styles.struck : undefined}>
                {showTime(entry.at)} {dutyLogMessages.kinds[entry.kind]} {entry.who} {entry.content}
              </li>
            ))}
          </ul>
        )}
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
      <PrintDrawer
        title={words.printTitle}
        print={printing ? (signal) => client.duty.printHandover({ id: handover.id }, { signal }) : undefined}
        onClose={() => setPrinting(false)}
      />
    </div>
  );
}
