import { expect, test } from 'vitest';
import template from '../../resources/inspection/template.json' with { type: 'json' };
import { inspectionPageMessages } from '../../shared/messages/inspectionPage.ts';
import { describeConsole, navigation } from '../support/console.ts';

const words = inspectionPageMessages;

describeConsole('inspection', (running) => {
  const open = async (title: string) => {
    const { page } = running();
    await navigation(page).getByText(title, { exact: true }).click();
    await page.getByRole('heading', { name: title, exact: true }).waitFor();
    return page;
  };

  test('one button checks everything; items light up, the gravest finding opens with its reason', async () => {
    const { signIn } = running();
    await signIn('engineer');
    const page = await open(words.today.title);
    await page.getByRole('button', { name: words.today.start }).click();
    await page.getByRole('button', { name: words.today.again }).waitFor({ timeout: 30_000 });
    const tiles = page.getByRole('region', { name: words.tiles.label }).getByRole('article');
    expect(await tiles.count()).toBe(12);
    await page.getByText(new RegExp(`\\d+/${template.items.length} 项有结果`)).waitFor();
    expect(await page.getByText('RTF 待转换').count()).toBeGreaterThan(0);
    await page.getByText(words.item.history).waitFor();
    await page.getByRole('button', { name: new RegExp(words.item.recheck) }).waitFor();
    if (process.env.OPS_SCREENSHOTS)
      await page.screenshot({ path: `${process.env.OPS_SCREENSHOTS}/today.png` });
  });

  test('while the sheet is read, nothing says there is none', async () => {
    const { page } = running();
    const answered = Promise.withResolvers<void>();
    await page.route('**/inspection/sheet', async (route) => {
      await answered.promise;
      await route.continue();
    });
    await page.reload();
    await page.getByRole('button', { name: words.today.again }).waitFor();
    expect(await page.getByText(words.list.empty).count()).toBe(0);
    answered.resolve();
    await page.getByText(new RegExp(`\\d+/${template.items.length} 项有结果`)).waitFor();
    await page.unroute('**/inspection/sheet');
  });

  test('a manual item is filled, changing it needs a reason and leaves a trace', async () => {
    const page = await open(words.sheets.title);
    const row = page.getByRole('row').filter({ hasText: '大屏显示与刷新时间' });
    const form = page.getByRole('dialog');
    await row.click();
    await form.getByLabel(words.form.value, { exact: true }).fill('显示正常');
    await form.getByText('正常', { exact: true }).click();
    await form.getByRole('button', { name: /保 ?存/ }).click();
    await row.getByText('显示正常').waitFor();
    await row.click();
    await form.getByLabel(words.form.value, { exact: true }).fill('第三屏黑屏');
    await form.getByRole('button', { name: /保 ?存/ }).click();
    await form.getByText('请写明原因').first().waitFor();
    await form.getByLabel(words.form.reason, { exact: true }).fill('复看后更正');
    await form.getByRole('button', { name: /保 ?存/ }).click();
    await row.getByText('第三屏黑屏').waitFor();
    await page.getByRole('tab', { name: words.sheets.corrections(1) }).click();
    await page.getByRole('cell', { name: '显示正常' }).waitFor();
    await page.getByRole('tab', { name: words.sheets.items }).click();
  });

  test('unchecked items need a reason before the inspector signs; the customer comes last', async () => {
    const { page, signIn } = running();
    // The days beside it say “复核人已签” too: the box is the one that has just this name.
    const field = (box: string) =>
      page.getByRole('listitem').filter({ has: page.getByText(box, { exact: true }) });
    const sign = async (box: string) => {
      await field(box).getByRole('button').click();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /签 ?字/ })
        .click();
    };
    await sign('检查人');
    await page.getByText('未检且没有写明原因').waitFor();
    await page.getByRole('button', { name: words.sheets.excuse }).click();
    await page.getByLabel(words.sheets.excuseLabel, { exact: true }).fill('当日无此项工作');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /保 ?存/ })
      .click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await sign('检查人');
    await page.getByText('检查人已签').first().waitFor();
    await signIn('manager');
    await open(words.sheets.title);
    await sign('复核人');
    await field('复核人').getByRole('strong').waitFor();
    await signIn('supervisor');
    await open(words.sheets.title);
    await sign('甲方确认');
    await field('甲方确认').getByRole('strong').waitFor();
    expect(await page.getByRole('button', { name: words.sheets.run }).count()).toBe(0);
    if (process.env.OPS_SCREENSHOTS)
      await page.screenshot({ path: `${process.env.OPS_SCREENSHOTS}/sheets.png` });
  });

  test('the sheet is looked at as it will be printed', async () => {
    const { page } = running();
    await page.getByRole('button', { name: words.sheets.print }).click();
    await page.getByText(/第 1 \/ \d+ 页/).waitFor({ timeout: 20_000 });
    await page.locator('canvas').first().waitFor();
    if (process.env.OPS_SCREENSHOTS)
      await page.screenshot({ path: `${process.env.OPS_SCREENSHOTS}/preview.png` });
    await page.keyboard.press('Escape');
  });
});
