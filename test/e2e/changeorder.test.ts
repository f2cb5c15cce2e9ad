import { test } from 'vitest';
import { changeorderMessages } from '../../shared/messages/changeorder.ts';
import { changeorderPageMessages as words } from '../../shared/messages/changeorderPage.ts';
import { describeConsole } from '../support/console.ts';
import { handsOf } from '../support/hands.ts';

describeConsole('changeorder', (running) => {
  const { openPage, shot } = handsOf(running);
  const act = (name: string) => running().page.getByRole('button', { name, exact: true });
  const state = (name: keyof typeof changeorderMessages.states) =>
    running().page.getByRole('complementary').getByText(changeorderMessages.states[name]).first();

  test('an order goes from draft to undone, by two people', async () => {
    let page = await openPage('engineer', words.title);
    await act(words.add).click();
    const form = page.getByRole('dialog', { name: words.form.addTitle });
    await form.getByLabel(words.form.title).fill('更正法院名称');
    await form.getByLabel(words.form.applicant).fill('审管办');
    await form.getByLabel(words.form.reason).fill('录入错误');
    const editor = form.getByRole('textbox', { name: words.form.sql });
    await editor.fill("UPDATE court SET name = '测试'");
    await form.getByRole('button', { name: words.form.predict }).click();
    await form.getByText('必须带 WHERE').first().waitFor();
    await editor.fill("UPDATE court SET name = '更正后的名称' WHERE code = 3000");
    await form.getByRole('button', { name: words.form.predict }).click();
    await form.getByText(words.prediction.says('修改', 'court', '1')).waitFor();
    await shot('changeorder-form');
    await form.getByRole('button', { name: words.form.save, exact: true }).click();
    await form.waitFor({ state: 'detached' });
    await page.getByRole('gridcell', { name: '更正法院名称' }).click();
    await act(words.acts.submit).click();
    await state('submitted').waitFor();
    page = await openPage('supervisor', words.title);
    await page.getByRole('gridcell', { name: '更正法院名称' }).click();
    await act(words.acts.approve).click();
    await state('approved').waitFor();
    page = await openPage('engineer', words.title);
    await page.getByRole('gridcell', { name: '更正法院名称' }).click();
    await act(words.acts.execute).click();
    await page.getByRole('dialog').getByRole('button', { name: words.acts.execute, exact: true }).click();
    await state('executed').waitFor();
    await shot('changeorder-executed');
    await act(words.acts.undo).click();
    await page.getByRole('dialog').getByLabel(words.ask.undoReason).fill('改错了');
    await page.getByRole('dialog').getByRole('button', { name: words.acts.undo, exact: true }).click();
    await state('undone').waitFor();
    await act(words.acts.print).click();
    await page.getByRole('dialog').locator('canvas').first().waitFor();
    await shot('changeorder-print');
  });
});
