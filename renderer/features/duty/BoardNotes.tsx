import { Button } from 'antd';
import type { RosterMonth } from '../../../shared/contract/dutyRoster.ts';
import { slotKey } from '../../../shared/domain/roster.ts';
import { dutyRosterMessages } from '../../../shared/messages/dutyRoster.ts';
import { dutyRosterPageMessages } from '../../../shared/messages/dutyRosterPage.ts';
import { Section } from '../../components/Page.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { Instant } from '../../components/Values.tsx';
import styles from './Roster.module.css';
import { slotText } from './SlotDrawer.tsx';

const MOST_SHOWN = 8;

/** Gaps and conflicts as they stand; each leads to its place on the board. */
export function FindingsPanel({ month }: { month: RosterMonth }) {
  const words = dutyRosterPageMessages.findings;
  const { findings } = month;
  if (month.state === 'empty') return null;
  const names = new Map(month.people.map(({ id, name }) => [id, name]));
  const focus = (key: string) =>
    document.querySelector<HTMLElement>(`[data-slot="${CSS.escape(key)}"]`)?.focus();
  return (
    <Section
      title={words.title}
      extra={
        findings.length === 0 ? (
          <StateTag state="ok" text={words.none} plain />
        ) : (
          <StateTag state="fault" text={words.count(findings.length)} plain />
        )
      }
      flush
    >
      {findings.length > 0 ? (
        <ul className={styles.lines}>
          {findings.slice(0, MOST_SHOWN).map((finding) => (
            <li key={`${slotKey(finding)} ${finding.kind}`}>
              <Button type="link" size="small" onClick={() => focus(slotKey(finding))}>
                {slotText(finding)}
              </Button>
              <span className={styles.faultText}>
                {dutyRosterMessages.findings[finding.kind]} {names.get(finding.personId ?? '') ?? ''}
              </span>
            </li>
          ))}
          {findings.length > MOST_SHOWN ? <li>{words.more(findings.length - MOST_SHOWN)}</li> : null}
        </ul>
      ) : null}
    </Section>
  );
}

/** What was changed after publishing, with why and by whom. */
export function ChangesPanel({ month }: { month: RosterMonth }) {
  const words = dutyRosterPageMessages.changes;
  if (month.changes.length === 0) return null;
  return (
    <Section title={words.title} flush>
      <ul className={styles.lines}>
        {month.changes.map((change) => (
          <li key={change.id} className={styles.change}>
            <span>
              {slotText(change)}：{words.row(change.fromName ?? words.nobody, change.toName ?? words.nobody)}
            </span>
            <span className={styles.muted}>
              {change.reason} · {change.changedBy} <Instant value={change.changedAt} form="recent" />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
