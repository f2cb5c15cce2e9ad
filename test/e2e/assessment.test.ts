import { expect, test } from 'vitest';
import { assessmentMessages } from '../../shared/messages/assessment.ts';
import { assessmentPageMessages as words } from '../../shared/messages/assessmentPage.ts';
import { describeConsole } from '../support/console.ts';
import { handsOf } from '../support/hands.ts';

/** The smallest PDF a viewer draws. */
function onePage(): Buffer {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>',
  ];
  const body = objects.map((object, index) => `${index + 1} 0 obj${object}endobj\n`).join('');
  return Buffer.from(`%PDF-1.4\n${body}trailer<</Root 1 0 R/Size 4>>\n%%EOF`);
}

describeConsole('assessment', (running) => {
  const { openPage, shot } = handsOf(running);
  const act = (name: string) => running().page.getByRole('button', { name, exact: true });
  const row = (text: string) => running().page.getByRole('gridcell', { name: text }).first();
  const score = (points: number) =>
    running()
      .page.locator('[data-score]')
      .getByText(String(Math.round(points * 10) / 10), { exact: true })
      .waitFor();
  const panel = () => running().page.getByRole('complementary');

  test('a deduction goes from candidate to a granted appeal, a bonus is the customer’s', async () => {
    let page = await openPage('manager', words.title);
    await page.getByText(words.summary.title, { exact: true }).waitFor();
    await shot('assessment-start');
    // The demo's past has cost and brought some points already.
    const before = Number(await page.locator('[data-score]').textContent());
    expect(before).toBeGreaterThan(90);
    await act(words.add).click();
    const form = page.getByRole('dialog', { name: words.form.addTitle });
    await form.getByLabel(words.form.person).fill('李工程');
    await form.getByLabel(words.form.text).fill('上午迟到三十分钟');
    await form.getByRole('button', { name: words.form.submit, exact: true }).click();
    await form.waitFor({ state: 'detached' });
    await act(words.bonus).click();
    const bonus = page.getByRole('dialog', { name: words.form.bonusTitle });
    await bonus.getByLabel(words.form.points).fill('3');
    await bonus.getByLabel(words.form.bonusText).fill('协助迎检');
    await bonus.getByRole('button', { name: words.form.submitBonus, exact: true }).click();
    await bonus.getByText(words.form.applicationNeeded, { exact: true }).waitFor();
    await bonus
      .locator('input[type=file]')
      .setInputFiles([{ name: '假的.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ') }]);
    await bonus.getByRole('button', { name: words.form.submitBonus, exact: true }).click();
    await bonus
      .getByText(/假的\.pdf”的内容与扩展名不符/)
      .first()
      .waitFor();
    await shot('assessment-file-refused');
    await bonus.getByRole('button', { name: words.files.unchoose }).click();
    await bonus
      .locator('input[type=file]')
      .setInputFiles([{ name: '加分申请.pdf', mimeType: 'application/pdf', buffer: onePage() }]);
    await bonus.getByRole('button', { name: words.form.submitBonus, exact: true }).click();
    await bonus.waitFor({ state: 'detached' });
    await row('协助迎检').click();
    await panel().getByText(words.customerHint).waitFor();
    await panel().getByRole('button', { name: '加分申请.pdf' }).click();
    const opened = page.getByRole('dialog', { name: '加分申请.pdf' });
    await opened.locator('canvas').first().waitFor();
    await shot('assessment-file');
    await page.keyboard.press('Escape');
    await opened.waitFor({ state: 'detached' });

    page = await openPage('supervisor', words.title);
    await row('上午迟到三十分钟').click();
    await act(words.acts.confirm).click();
    const confirm = page.getByRole('dialog');
    await shot('assessment-confirm');
    await confirm.getByRole('button', { name: words.confirm.submit, exact: true }).click();
    await confirm.waitFor({ state: 'detached' });
    await panel().getByText(assessmentMessages.states.confirmed).first().waitFor();
    await score(before - 0.2);
    await row('协助迎检').click();
    await act(words.acts.approve).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: words.confirm.submitBonus, exact: true })
      .click();
    await score(before + 2.8);
    await shot('assessment');

    page = await openPage('engineer', words.title);
    await row('上午迟到三十分钟').click();
    await act(words.acts.appeal).click();
    await page.getByRole('dialog').getByLabel(words.ask.appeal).fill('当日陪同专家进场');
    await page
      .getByRole('dialog')
      .locator('input[type=file]')
      .setInputFiles([{ name: '进场登记.txt', mimeType: 'text/plain', buffer: Buffer.from('08:40 进场') }]);
    await shot('assessment-appeal');
    await page.getByRole('dialog').getByRole('button', { name: words.acts.appeal, exact: true }).click();
    await panel().getByText(assessmentMessages.states.appealed).first().waitFor();
    await panel().getByRole('button', { name: '进场登记.txt' }).waitFor();
    await shot('assessment-detail');

    page = await openPage('supervisor', words.title);
    await row('上午迟到三十分钟').click();
    await act(words.acts.grant).click();
    await page.getByRole('dialog').getByLabel(words.ask.grant).fill('门禁记录属实');
    await page.getByRole('dialog').getByRole('button', { name: words.acts.grant, exact: true }).click();
    await panel().getByText(assessmentMessages.states.voided).first().waitFor();
    await score(before + 3);
  });

  test('the contract year is entered, what-if answers, the sheet is shown', async () => {
    const page = await openPage('manager', words.title);
    await act(words.settings).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByLabel(words.yearDrawer.name, { exact: true }).fill('本合同年度');
    await drawer.getByRole('button', { name: words.yearDrawer.saveYear }).click();
    await drawer.getByText(words.yearDrawer.scheme(1)).waitFor();
    await shot('assessment-year');
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
    await act(words.whatIf).click();
    const trial = page.getByRole('dialog', { name: words.whatIfDrawer.title });
    await trial.getByRole('button', { name: words.whatIfDrawer.compute, exact: true }).click();
    await trial
      .getByText(/^\d+(\.\d)? 分（合格）$/)
      .last()
      .waitFor();
    await shot('assessment-whatif');
    await page.keyboard.press('Escape');
    await trial.waitFor({ state: 'hidden' });
    await act(words.sheet).click();
    const sheet = page.getByRole('dialog', { name: words.sheetDrawer.title });
    await sheet.locator('canvas').first().waitFor();
    await shot('assessment-sheet');
    expect(await sheet.getByRole('button', { name: words.sheetDrawer.excel }).isEnabled()).toBe(true);
  });
});
