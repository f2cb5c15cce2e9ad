import { test } from 'vitest';
import { assignmentsMessages } from '../../shared/messages/assignments.ts';
import { assignmentsPageMessages as words } from '../../shared/messages/assignmentsPage.ts';
import { boardMessages } from '../../shared/messages/board.ts';
import { describeConsole, navigation } from '../support/console.ts';
import { handsOf } from '../support/hands.ts';

describeConsole('assignments', (running) => {
  const { shot, button, aside, chooseTab } = handsOf(running);
  const choose = (name: keyof typeof words.tabs) => chooseTab(words.tabs[name]);

  test('an assignment goes from one typed line to done, overdue ones stay on top', async () => {
    const { page, signIn } = running();
    await signIn('engineer');
    await navigation(page).getByText(words.title, { exact: true }).click();
    await page.getByRole('heading', { name: words.title, exact: true }).waitFor();
    await page.getByText(assignmentsMessages.overdue).first().waitFor();
    await shot('assignments-todo');
    await page.keyboard.press('n');
    const quick = page.getByLabel(words.quick.label);
    await quick.fill('核对上报差异');
    await quick.press('Enter');
    await page.getByText(words.quick.requester).waitFor();
    await quick.fill('张庭长：核对三类数据差异 !+3');
    await quick.press('Enter');
    await page.getByRole('gridcell', { name: '核对三类数据差异' }).click();
    await button(words.detail.progress).click();
    const progress = page.getByRole('dialog');
    await progress.getByLabel(words.detail.percent).fill('120');
    await progress.getByLabel(words.detail.text).fill('已取数');
    await progress.getByLabel(words.detail.text).press('Control+Enter');
    await progress.getByText(words.detail.percentRange).first().waitFor();
    await progress.getByLabel(words.detail.percent).fill('40');
    await progress.getByLabel(words.detail.text).press('Control+Enter');
    await progress.waitFor({ state: 'detached' });
    await aside().getByText('已取数').waitFor();
    await shot('assignments-detail');
    await button(words.detail.close).click();
    const closing = page.getByRole('dialog');
    await closing.getByLabel(assignmentsMessages.resultOf('assignment')).fill('差异 3 件，已说明');
    await closing.getByRole('button', { name: words.detail.close, exact: true }).click();
    await closing.waitFor({ state: 'detached' });
    await choose('assignment');
    await page.getByRole('gridcell', { name: '核对三类数据差异' }).waitFor();
    await shot('assignments-list');
  });

  test('a form names the field that is wrong', async () => {
    const { page } = running();
    await button(words.add(assignmentsMessages.kinds.assignment)).click();
    const form = page.getByRole('dialog');
    const field = (name: Parameters<typeof assignmentsMessages.fieldOf>[1]) =>
      form.getByLabel(assignmentsMessages.fieldOf('assignment', name), { exact: true });
    await field('title').fill('报送材料');
    await field('requester').fill('张庭长');
    await field('startsOn').fill('2026-11-20');
    await field('dueOn').fill('2026-11-19');
    await form.getByRole('button', { name: words.save, exact: true }).click();
    await form.getByText('早于开始的日期').first().waitFor();
    await shot('assignments-form');
    await field('dueOn').fill('2026-12-30');
    await form.getByRole('button', { name: words.save, exact: true }).click();
    await form.waitFor({ state: 'detached' });
    await page.getByRole('gridcell', { name: '报送材料' }).waitFor();
  });

  test('plans by quarter, meetings, acceptance, and the list on paper', async () => {
    const { page } = running();
    await choose('plan');
    await page.getByRole('heading', { name: words.plan.quarters[3] ?? '' }).waitFor();
    await page.getByRole('button', { name: /数据标签库及可视化上线/ }).click();
    await aside().getByText(words.detail.history).waitFor();
    await shot('assignments-plan');
    await choose('meeting');
    await page.getByRole('gridcell', { name: '月度运维例会', exact: true }).click();
    await aside().getByText('按三批处理电子卷宗转换积压').waitFor();
    await shot('assignments-meeting');
    await choose('acceptance');
    await page.getByRole('gridcell', { name: '电子卷宗深度应用对接改造' }).click();
    await aside().getByText('部署与运维手册').waitFor();
    await shot('assignments-acceptance');
    await choose('document');
    await page.getByRole('gridcell', { name: '日常巡检管理制度' }).click();
    await aside().getByText('增加节假日检查要求').waitFor();
    await shot('assignments-document');
    await button(words.printList).click();
    const print = page.getByRole('dialog');
    await print.getByRole('button', { name: words.print.make }).click();
    await print.locator('canvas').first().waitFor();
    await shot('assignments-print');
    await page.keyboard.press('Escape');
    await print.waitFor({ state: 'detached' });
  });

  test('the board shows live figures, and Escape leaves it', async () => {
    const { page } = running();
    await button(words.board).click();
    const board = page.getByRole('dialog', { name: boardMessages.title });
    await board.getByText(boardMessages.figures.converted).waitFor();
    await shot('assignments-board');
    await page.keyboard.press('Escape');
    await board.waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: words.title, exact: true }).waitFor();
  });

  test('the customer answers a suggestion and signs', async () => {
    const { page, signIn } = running();
    await signIn('supervisor');
    await choose('suggestion');
    await page.getByRole('gridcell', { name: '共享接口证书统一更新' }).click();
    await button(words.detail.close).click();
    const form = page.getByRole('dialog');
    await form.getByLabel(words.detail.outcome).click();
    await page.getByText('采纳', { exact: true }).last().click();
    await form.getByLabel(assignmentsMessages.resultOf('suggestion')).fill('同意');
    await form.getByRole('button', { name: words.detail.close, exact: true }).click();
    await form.waitFor({ state: 'detached' });
    await aside().getByText(assignmentsMessages.stateOf('suggestion', 'done')).waitFor();
  });
});
