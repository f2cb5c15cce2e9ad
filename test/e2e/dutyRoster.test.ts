import { expect, test } from 'vitest';
import { dutyPageMessages as page } from '../../shared/messages/dutyPage.ts';
import {
  dutyAttendancePageMessages as attendance,
  dutyRosterPageMessages as words,
} from '../../shared/messages/dutyRosterPage.ts';
import { describeConsole, navigation } from '../support/console.ts';
import { handsOf } from '../support/hands.ts';

describeConsole('duty: roster, requests, log, attendance', (running) => {
  const { shot } = handsOf(running);
  const open = async (role: 'manager' | 'engineer', view: keyof typeof page.views) => {
    const { page: window, signIn } = running();
    await signIn(role);
    await navigation(window).getByText('值班').click();
    await window.getByText(page.views[view], { exact: true }).click();
    return window;
  };

  test('a roster is generated, changed by dragging and by keyboard, refused where it overlaps, published and printed', async () => {
    const window = await open('manager', 'roster');
    await window.getByText(words.states.published, { exact: true }).waitFor();
    await shot('roster-published');
    await window.getByRole('button', { name: words.next }).click();
    await window.getByText(words.states.draft, { exact: true }).waitFor();
    await window.getByRole('button', { name: words.generate }).click();
    const plan = window.getByRole('dialog');
    await plan.getByText('没有空班和冲突').waitFor();
    await shot('roster-plan');
    await plan.getByRole('button', { name: words.plan.write }).click();
    await window.getByText(words.plan.written).waitFor();
    await plan.waitFor({ state: 'detached' });

    const places = window.getByRole('region', { name: words.boardLabel }).getByRole('button');
    const primary = places.filter({ hasText: 'A角' });
    const backup = places.filter({ hasText: 'B角' });
    // A day on which the third of the three has no duty: dragged onto its A角, they take it.
    const [holder = '', standby = ''] = [await primary.nth(9).innerText(), await backup.nth(9).innerText()];
    const third =
      ['陈服务', '李工程', '刘工程'].find((name) => !holder.includes(name) && !standby.includes(name)) ?? '';
    const people = window.getByRole('table').first();
    await people.getByText(third).dragTo(primary.nth(9));
    await expect.poll(() => primary.nth(9).innerText()).toContain(third);
    // Whoever is B角 that day cannot be A角 too.
    const other = standby.replace(/B角\s*/, '').trim();
    await people.getByText(other).dragTo(primary.nth(9));
    await window.getByRole('alert').getByText('时间重叠').waitFor();
    await shot('roster-overlap');

    await primary.nth(10).focus();
    await window.keyboard.press('ArrowLeft');
    await expect.poll(() => primary.nth(9).evaluate((each) => each === document.activeElement)).toBe(true);
    await window.keyboard.press('Enter');
    const slot = window.getByRole('dialog');
    await slot.getByRole('combobox').click();
    await window.getByTitle(words.slot.clear).click();
    await slot.getByRole('button', { name: words.slot.save }).click();
    await slot.waitFor({ state: 'detached' });
    await expect.poll(() => primary.nth(9).innerText()).toContain(words.gap);
    await window.getByRole('button', { name: words.publish, exact: true }).click();
    await window.getByRole('alert').getByText('1 处').waitFor();
    await shot('roster-gap');
    await window.getByRole('button', { name: words.publishAnyway }).click();
    await window.getByText(words.states.published, { exact: true }).waitFor();

    await people.getByText(third).dragTo(primary.nth(9));
    const reason = window.getByRole('dialog');
    await reason.getByRole('button', { name: words.slot.save }).click();
    await reason.getByText(words.slot.needReason).first().waitFor();
    await reason.getByLabel(words.slot.reason).fill('补排');
    await reason.getByRole('button', { name: words.slot.save }).click();
    await reason.waitFor({ state: 'detached' });
    await window.getByText(words.changes.title).waitFor();

    await window.getByRole('button', { name: words.more }).click();
    await window.getByRole('menuitem', { name: words.print, exact: true }).click();
    await window.getByRole('dialog').locator('canvas').first().waitFor();
    await shot('roster-print');
  });

  test('a swap is agreed to by the other one, then approved; leave over a duty is refused until somebody stands in', async () => {
    let window = await open('engineer', 'now');
    const reminders = window.getByRole('list', { name: page.reminders.title });
    await reminders.getByText('等您答复').waitFor();
    await reminders.getByText('等您答复').click();
    const asked = window.locator('section').filter({ hasText: words.requests.title }).last();
    await asked.getByText(words.requests.answers.open('李工程')).waitFor();
    await shot('roster-asked');
    await asked.getByRole('button', { name: words.requests.agree, exact: true }).click();
    await window.getByText(words.requests.decided.agreed).waitFor();
    await asked.getByText(words.requests.answers.agreed('李工程')).waitFor();

    window = await open('manager', 'roster');
    const requests = window.locator('section').filter({ hasText: words.requests.title }).last();
    await requests.getByRole('button', { name: words.requests.approve, exact: true }).first().click();
    await window.getByText(words.requests.decided.approved).waitFor();
    await requests.getByText(words.requests.none).waitFor();

    window = await open('engineer', 'roster');
    await window.getByRole('button', { name: words.next }).click();
    await window.getByRole('button', { name: words.ask }).click();
    const form = window.getByRole('dialog');
    await form.getByText('请假', { exact: true }).click();
    const nextMonth = await window.evaluate(() => {
      const [year = 0, month = 0] = new Date()
        .toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })
        .split('-')
        .map(Number);
      return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 7);
    });
    for (const [label, day] of [
      [words.request.from, `${nextMonth}-10`],
      [words.request.to, `${nextMonth}-20`],
    ] as const) {
      const field = form.getByLabel(label, { exact: true });
      await field.fill(day);
      await field.press('Tab');
    }
    await shot('roster-leave-form');
    await form.getByLabel(words.request.reason).fill('探亲');
    await form
      .getByText(/A角|B角/)
      .first()
      .waitFor();
    await form.getByRole('button', { name: words.request.submit }).click();
    await form.getByText('请逐班指定替班人').first().waitFor();
    await shot('roster-leave');
  });

  test('the log is written by keyboard, attendance is signed and a doubtful day opens with its trace', async () => {
    let window = await open('engineer', 'now');
    const content = window.getByRole('textbox', { name: page.log.content });
    await content.focus();
    await window.keyboard.press('Alt+3');
    await window.keyboard.press('Enter');
    await window.getByText(page.log.needContent).waitFor();
    await content.fill('机房巡视正常 e2e');
    await window.keyboard.press('Enter');
    await window.getByText('机房巡视正常 e2e').waitFor();
    await window.getByRole('button', { name: attendance.in }).click();
    await window.getByText(attendance.signedIn).waitFor();
    await shot('duty-now');

    window = await open('manager', 'attendance');
    await window.getByRole('table', { name: attendance.tableLabel }).waitFor();
    await shot('attendance');
    await window
      .getByRole('button', { name: /^李工程 .* / })
      .first()
      .click();
    const day = window.getByRole('dialog').first();
    await day.getByText(attendance.trace).waitFor();
    await day.getByRole('button', { name: attendance.correct }).click();
    const form = window.getByRole('dialog').filter({ hasText: attendance.reason });
    await form.getByRole('button', { name: attendance.correct }).click();
    await form.getByText(attendance.needTime).first().waitFor();
    await shot('attendance-correct');
  });
});
