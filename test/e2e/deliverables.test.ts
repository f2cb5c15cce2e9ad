import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { deliverablesMessages } from '../../shared/messages/deliverables.ts';
import { deliverablesPageMessages as words } from '../../shared/messages/deliverablesPage.ts';
import { describeConsole, navigation } from '../support/console.ts';

const PATIENCE_MS = 120_000;

describeConsole('deliverables', (running) => {
  const shot = async (name: string) => {
    const { page } = running();
    const folder = process.env.OPS_SCREENSHOTS;
    if (!folder) return;
    mkdirSync(folder, { recursive: true });
    for (const [width, height] of [
      [1440, 900],
      [1366, 768],
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.waitForTimeout(500);
      await page.screenshot({ path: `${folder}/${name}-${width}.png` });
    }
  };
  const button = (name: string) => running().page.getByRole('button', { name, exact: true });

  test('a special report goes from its figures to the receipt', { timeout: PATIENCE_MS }, async () => {
    const { page, signIn } = running();
    await signIn('engineer');
    await navigation(page).getByText(words.title, { exact: true }).click();
    await page.getByRole('heading', { name: words.title, exact: true }).waitFor();
    // The demo: one was delivered, one is being written, one was missed.
    await page.getByText(deliverablesMessages.states.delivered).first().waitFor();
    await page
      .getByText(`${deliverablesMessages.overdue}·${deliverablesMessages.states.waiting}`)
      .first()
      .waitFor();
    await shot('deliverables-list');
    await page.getByText(words.views.calendar, { exact: true }).click();
    await page.getByText('周日', { exact: true }).waitFor();
    await shot('deliverables-calendar');
    await page.getByText(words.views.list, { exact: true }).click();

    await button(words.open).click();
    const form = page.getByRole('dialog', { name: words.form.title });
    await form.getByLabel(words.form.name).fill('前置机积压处置专项报告');
    await form.getByRole('button', { name: words.form.submit, exact: true }).click();
    await page.getByRole('heading', { name: '前置机积压处置专项报告' }).waitFor();
    await button(words.report.generate).click();
    await page.getByText(words.report.edition(1, false)).first().waitFor({ timeout: 30_000 });
    await page.getByText('实检天数').first().waitFor();

    const write = (name: string, text: string) => page.getByRole('textbox', { name, exact: true }).fill(text);
    await write('背景与经过', '前置机目录积压，文件未能按时上报。');
    await button(words.report.finalise).click();
    await page.getByText('还有必填的栏没有写：原因分析、处理情况、结论与建议').waitFor();
    await write('原因分析', '夜间网络中断。');
    await write('处理情况', '恢复网络并清空积压。');
    await write('结论与建议', '建议增加网络中断告警。');
    await page.getByText(/^已保存 /).waitFor();
    await shot('deliverables-report');

    await page.getByRole('tab', { name: words.report.tabs.preview }).click();
    await button(words.report.render).click();
    await page.locator('canvas').first().waitFor({ timeout: 60_000 });
    await shot('deliverables-preview');
    const saved = page.waitForEvent('download');
    await button(words.report.saveAs('Word')).click();
    const file = await (await saved).path();
    const text = Buffer.from(unzipSync(readFileSync(file))['word/document.xml'] ?? []).toString('utf8');
    expect(text).toContain('夜间网络中断。');

    await button(words.report.finalise).click();
    await page.getByRole('dialog').getByRole('button', { name: words.report.finalise, exact: true }).click();
    await page.getByText(words.report.edition(1, true)).first().waitFor();
    await page.getByRole('tab', { name: words.report.tabs.delivery }).click();
    await button(words.delivery.add).click();
    const drawer = page.getByRole('dialog', { name: words.delivery.add });
    await drawer.getByLabel(words.delivery.signedBy).fill('王监督');
    await drawer.locator('input[type=file]').setInputFiles({
      name: '签收单.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7\n%%EOF'),
    });
    await drawer.getByRole('button', { name: words.delivery.submit, exact: true }).click();
    await drawer.waitFor({ state: 'detached' });
    await page.getByText('签收单.pdf').first().waitFor();
    await page.getByText(deliverablesMessages.states.delivered).first().waitFor();
    await shot('deliverables-delivered');
    await button(words.report.back).click();
    await page.getByRole('gridcell', { name: '前置机积压处置专项报告' }).waitFor();
  });

  test('a template with a placeholder nobody knows is refused where it was chosen', {
    timeout: PATIENCE_MS,
  }, async () => {
    const { page, signIn } = running();
    await signIn('engineer');
    await navigation(page).getByText(words.title, { exact: true }).click();
    await button(words.templates).click();
    const drawer = page.getByRole('dialog', { name: words.templateDrawer.title });
    const upload = drawer.getByLabel(`${words.templateDrawer.upload} 月报`);
    await upload.setInputFiles({
      name: '月报.docx',
      mimeType: 'application/zip',
      buffer: readFileSync(join(import.meta.dirname, '../fixtures/templateUnknown.docx')),
    });
    await drawer.getByText('{巡检.应检天教}').waitFor();
    await shot('deliverables-templates');
    await drawer.getByRole('button', { name: words.templateDrawer.placeholders }).first().click();
    await page.getByText('{报告名称}').first().waitFor();
    await shot('deliverables-placeholders');
  });
});
