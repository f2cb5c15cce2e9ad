import type { ClockCheck } from '../../../shared/contract/duty.ts';
import { dutyPageMessages } from '../../../shared/messages/dutyPage.ts';
import { formatDuration } from '../../components/format.ts';
import { StateTag } from '../../components/StateTag.tsx';

const words = dutyPageMessages.clock;
/** As the core's tolerance: below it nothing is worth a word. */
const WORTH_SAYING_SECONDS = 120;

/** What was found about the clock somebody signed with, as a sentence. */
export function clockText(clock: ClockCheck): string {
  const span = (seconds: number) => formatDuration(Math.abs(seconds) * 1000);
  const found = [
    clock.jumpSeconds !== null && Math.abs(clock.jumpSeconds) > WORTH_SAYING_SECONDS
      ? words.jump(span(clock.jumpSeconds), clock.jumpSeconds > 0)
      : '',
    clock.behindSeconds > WORTH_SAYING_SECONDS ? words.behind(span(clock.behindSeconds)) : '',
    clock.centreSeconds !== null && Math.abs(clock.centreSeconds) > WORTH_SAYING_SECONDS
      ? words.centre(span(clock.centreSeconds), clock.centreSeconds > 0)
      : words.centreStates[clock.centreState],
  ].filter(Boolean);
  return `${clock.suspect ? words.suspect : words.fine}：${found.join('；')}`;
}

/** A mark beside a sign-in whose clock is in doubt; nothing otherwise. */
export function ClockNote({ clock }: { clock: ClockCheck | null }) {
  if (!clock?.suspect) return null;
  return (
    <span title={clockText(clock)}>
      <StateTag state="warn" text={words.suspect} plain />
    </span>
  );
}
