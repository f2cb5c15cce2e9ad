import { type Fact, factInputSchema } from '../../../shared/contract/assessment.ts';
import { contractYear } from '../../../shared/domain/assessment.ts';
import { addDays, beijingDay, beijingInstant, type Day } from '../../../shared/domain/time.ts';
import { demoHistoryMessages as words } from '../../../shared/messages/demoHistory.ts';
import {
  acknowledgeFact,
  addFact,
  appealFact,
  collectFacts,
  confirmFact,
  listFacts,
  rejectFact,
  saveYear,
  voidFact,
} from '../assessment/assessment.ts';
import type { Actor, Core } from '../core.ts';
import { listOperators } from '../operators/operators.ts';

/** The contract was signed about so many days ago. */
const SIGNED_DAYS_AGO = 200;
const MOST_FACTS = 500;
/** Facts of the last days still wait for the customer. */
const DECIDED_DAYS_AGO = 8;

/**
 * The assessment as two months of work would leave it: a contract year, candidates found in the records, of which the older
 * ones are confirmed, rejected, appealed against or voided, one bonus approved and one applied for.
 */
export async function fillAssessment(core: Core, now: Date): Promise<void> {
  const operators = await listOperators(core);
  const actor = (role: 'manager' | 'engineer' | 'supervisor'): Actor => {
    const found = operators.find(({ loginName }) => loginName === role);
    return { operatorId: found?.id ?? '', name: found?.name ?? '', role, host: 'window' };
  };
  const [manager, engineer, supervisor] = [actor('manager'), actor('engineer'), actor('supervisor')];
  const today = beijingDay(now);
  const at = (day: Day, time: string): Core => {
    const moment = beijingInstant(day, time);
    return { ...core, now: () => (moment < now ? moment : now) };
  };
  const from = `${addDays(today, -SIGNED_DAYS_AGO).slice(0, 7)}-01`;
  await saveYear(at(from, '09:00'), manager, { name: words.year(from.slice(0, 4)), ...contractYear(from) });

  for (const { daysAgo, points, text, evidence } of words.bonuses) {
    const day = addDays(today, -daysAgo);
    const file = {
      name: words.applicationFile,
      base64: Buffer.from(words.application(points, text), 'utf8').toString('base64'),
    };
    const input = factInputSchema.parse({ type: 'bonus', date: day, points, text, evidence, files: [file] });
    const fact = await addFact(at(day, '10:00'), manager, input);
    if (daysAgo > DECIDED_DAYS_AGO)
      await confirmFact(at(addDays(day, 2), '15:00'), supervisor, { id: fact.id, note: words.bonusNote });
  }

  await collectFacts({ ...core, now: () => now }, manager);
  const { rows } = await listFacts(core, { offset: 0, limit: MOST_FACTS, states: ['proposed'] });
  const old = rows
    .filter(({ date, type }) => type !== 'bonus' && date < addDays(today, -DECIDED_DAYS_AGO))
    .toSorted((a, b) => (a.date < b.date ? -1 : 1));
  const confirm = (fact: Fact, note: string) =>
    confirmFact(at(addDays(fact.date, 3), '16:00'), supervisor, { id: fact.id, note });
  const attendance = old.filter(({ type }) => type === 'attendance');
  for (const [place, fact] of attendance.entries()) {
    await confirm(fact, words.lateNote);
    const next = at(addDays(fact.date, 4), '10:00');
    if (place === 0) await acknowledgeFact(next, manager, fact.id);
    if (place === 1) await voidFact(next, supervisor, { id: fact.id, reason: words.voided });
    if (place === 2) await appealFact(next, engineer, { id: fact.id, reason: words.appeal });
  }
  for (const fact of old.filter(({ source }) => source === 'servicedesk'))
    await rejectFact(at(addDays(fact.date, 5), '11:20'), supervisor, { id: fact.id, reason: words.harmless });
  const [first, second] = old.filter(({ source }) => source === 'inspection');
  if (first)
    await rejectFact(at(addDays(first.date, 2), '11:00'), supervisor, {
      id: first.id,
      reason: words.powerCut,
    });
  if (second) {
    await confirm(second, words.missedNote);
    await acknowledgeFact(at(addDays(second.date, 4), '10:30'), manager, second.id);
  }
}
