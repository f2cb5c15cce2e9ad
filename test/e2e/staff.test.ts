import { test } from 'vitest';
import { componentMessages } from '../../shared/messages/components.ts';
import { staffMessages } from '../../shared/messages/staff.ts';
import { staffPageMessages as words } from '../../shared/messages/staffPage.ts';
import { describeConsole } from '../support/console.ts';
import { handsOf } from '../support/hands.ts';

describeConsole('staff', (running) => {
  const { openPage, shot, button, aside, chooseTab } = handsOf(running);
  const choose = (name: keyof typeof words.tabs) => chooseTab(words.tabs[name]);

  test('a replacement is written, filed, and approved by the supervisor', async () => {
    await openPage('engineer', words.title);
    const { page } = running();
    await page.getByRole('gridcell', { name: '李工程' }).first().click();
    await aside().getByText(words.members.qualifications).waitFor();
    await shot('staff-members');
    await button(words.members.replace).click();
    const form = page.getByRole('dialog');
    const field = (name: 'successor' | 'effectiveOn' | 'handoverFrom' | 'handoverTo') =>
      form.getByLabel(words.replacements[name], { exact: true });
    await field('successor').fill('周工程');
    await form.getByLabel(words.replacements.cause).click();
    await page.getByText(staffMessages.causes.transferred, { exact: true }).last().click();
    await field('effectiveOn').fill('2020-01-01');
    await field('handoverFrom').fill('2035-06-01');
    await field('handoverTo').fill('2035-06-10');
    await form.getByRole('button', { name: componentMessages.form.submit, exact: true }).click();
    await form.getByText(staffMessages.problems.beforeSince).first().waitFor();
    await shot('staff-form');
    await field('effectiveOn').fill('2035-06-10');
    await form.getByRole('button', { name: componentMessages.form.submit, exact: true }).click();
    await form.waitFor({ state: 'detached' });
    await choose('replacements');
    await page.getByRole('gridcell', { name: '李工程 → 周工程' }).click();
    await button(words.replacements.file).click();
    const filing = page.getByRole('dialog');
    await filing.getByLabel(words.replacements.filedTo).fill('信息处');
    await filing.getByRole('button', { name: words.replacements.file, exact: true }).click();
    await filing.waitFor({ state: 'detached' });
    await aside().getByText(staffMessages.states.filed).first().waitFor();
    await openPage('supervisor', words.title);
    await choose('replacements');
    await page.getByRole('gridcell', { name: '刘工程 → 何工程' }).click();
    await button(words.replacements.approve).click();
    await aside().getByText(staffMessages.states.approved).first().waitFor();
    await shot('staff-replacement');
    await button(words.replacements.print).click();
    await page.getByRole('dialog').locator('canvas').first().waitFor();
    await shot('staff-print');
  });

  test('a masked bundle is read before it is saved', async () => {
    await openPage('engineer', words.title);
    const { page } = running();
    await choose('requests');
    await page.getByRole('gridcell', { name: '夜间批量转换时个别文件超时' }).click();
    await button(words.requests.bundle).click();
    const bundle = page.getByRole('dialog');
    await bundle.getByText(staffMessages.bundle.sections.program).waitFor();
    await bundle.getByText(words.requests.read).click();
    await shot('staff-bundle');
    const saved = page.waitForEvent('download');
    await bundle.getByRole('button', { name: words.requests.save, exact: true }).click();
    await saved;
    await page.getByText(words.requests.saved).waitFor();
  });
});
