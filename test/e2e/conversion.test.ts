import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { componentMessages } from '../../shared/messages/components.ts';
import { conversionPageMessages as words } from '../../shared/messages/conversionPage.ts';
import { FILE_STATUS_NAMES } from '../../shared/messages/conversionWork.ts';
import { describeConsole, navigation } from '../support/console.ts';
import { rtf } from '../support/conversionCentre.ts';

describeConsole('conversion', (running) => {
  const openPage = async (role: 'engineer' | 'supervisor' = 'engineer') => {
    const { page, signIn } = running();
    await signIn(role);
    await navigation(page).getByText(words.title, { exact: true }).click();
    await page.getByRole('heading', { name: words.title, exact: true }).waitFor();
    return page;
  };
  const shot = async (name: string) => {
    if (process.env.OPS_SCREENSHOTS)
      await running().page.screenshot({ path: `${process.env.OPS_SCREENSHOTS}/conversion-${name}.png` });
  };

  test('a run is paused, goes on, and leaves nothing waiting', async () => {
    const page = await openPage();
    await page.getByRole('button', { name: words.start }).click();
    await page.getByText(words.run.now).waitFor();
    await page
      .getByText(/：\d+ \/ \d+/)
      .first()
      .waitFor();
    await shot('running');
    await page.getByRole('button', { name: words.pause, exact: true }).click();
    await page.getByText(componentMessages.job.states.cancelled).waitFor();
    await page.getByRole('button', { name: componentMessages.job.restart }).click();
    await page.getByText(/没有待转的 RTF/).waitFor({ timeout: 90_000 });
    await shot('done');
  });

  test('what was quarantined is listed with its reason; a file is compared with its source', async () => {
    const page = await openPage();
    await page.getByRole('button', { name: new RegExp(`^${FILE_STATUS_NAMES.quarantined}`) }).click();
    await page
      .getByRole('gridcell', { name: /文件是空的/ })
      .first()
      .waitFor();
    await page.getByRole('button', { name: /^已转\s*\d/ }).click();
    await page.getByRole('gridcell', { name: FILE_STATUS_NAMES.converted, exact: true }).first().click();
    await page.getByRole('button', { name: words.file.compare }).click();
    const compare = page.getByRole('dialog');
    await compare.getByText(words.compare.same).waitFor();
    await compare.locator('canvas').first().waitFor();
    await shot('compare');
    await page.keyboard.press('Escape');
    await compare.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: words.file.rerun }).click();
    await page.getByText(words.file.rerunStarted).waitFor();
  });

  test('a folder becomes a source and is converted at once', async () => {
    const { dir } = running();
    const from = join(dir, '..', 'front');
    const to = join(dir, '..', 'front-pdf');
    mkdirSync(from);
    mkdirSync(to);
    writeFileSync(join(from, '裁定书.rtf'), rtf('民事裁定书'));
    const page = await openPage();
    await page.getByRole('button', { name: words.sources }).click();
    await page.getByRole('button', { name: words.source.add, exact: true }).click();
    const form = page.getByRole('dialog', { name: words.source.form.addTitle });
    await form.getByLabel(words.source.form.name, { exact: true }).fill('成都中院前置机');
    await form.getByLabel(words.source.form.folder).fill(join(from, '没有'));
    await form.getByLabel(words.source.form.targetFolder).fill(to);
    await form.getByRole('button', { name: new RegExp(`${words.source.form.test}$`) }).click();
    await form.getByText('找不到文件夹').waitFor();
    await form.getByLabel(words.source.form.folder).fill(from);
    await form.getByRole('button', { name: new RegExp(`${words.source.form.test}$`) }).click();
    await form.getByText('来源和结果位置都可用').waitFor();
    await shot('form');
    await form.getByRole('button', { name: words.source.form.save, exact: true }).click();
    await form.waitFor({ state: 'detached' });
    const line = page.getByRole('listitem').filter({ hasText: '成都中院前置机' });
    await line.getByRole('button', { name: words.source.runNow }).click();
    await expect.poll(() => existsSync(join(to, '裁定书.rtf.pdf')), { timeout: 30_000 }).toBe(true);
    await shot('sources');
  });

  test('who may only look finds no button that changes anything', async () => {
    const page = await openPage('supervisor');
    await page.getByText(words.board.title).waitFor();
    expect(await page.getByRole('button', { name: words.start }).count()).toBe(0);
    expect(await page.getByRole('button', { name: words.list.export }).count()).toBe(0);
  });
});
