import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, test } from 'vitest';
import { datacenterPageMessages } from '../../shared/messages/datacenterPage.ts';
import { exportFilesMessages } from '../../shared/messages/exportFiles.ts';
import { describeConsole, navigation } from '../support/console.ts';
import { temporaryFolder } from '../support/workspace.ts';

const words = datacenterPageMessages;
const files = exportFilesMessages;
let folder: ReturnType<typeof temporaryFolder>;

beforeAll(() => {
  folder = temporaryFolder();
  const put = (name: string, text: string) =>
    writeFileSync(join(folder.dir, name), iconv.encode(text, 'gb18030'));
  put(
    'schema.sql',
    'create table dbo.CASE_INFO (CASE_ID varchar(18) not null primary key, CASE_NO varchar(60), COURT int, FILED datetime)',
  );
  put(
    'CASE_INFO.bcp',
    '300001|（2026）川01民初1号|3000|Nov 22 2026  9:06:24:000AM\n300002|（2026）川01民初2号|三千|\n300003|（2026）川01民初3号|3001|\n300004|少列\n',
  );
  put('PARTY.bcp', '');
});
afterAll(() => folder.remove());

describeConsole('export files', (running) => {
  const shot = async (name: string) => {
    const { page } = running();
    if (!process.env.OPS_SCREENSHOTS) return;
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.waitForTimeout(400);
      await page.screenshot({ path: `${process.env.OPS_SCREENSHOTS}/${name}-${colorScheme}.png` });
    }
    await page.emulateMedia({ colorScheme: 'light' });
  };

  test('a folder is tried, saved, read, and tells what it did not take', async () => {
    const { page, signIn } = running();
    await page.setViewportSize({ width: 1366, height: 768 });
    await signIn('engineer');
    await navigation(page).getByText(words.title, { exact: true }).click();
    await page.getByRole('button', { name: words.add }).first().click();
    const form = page.getByRole('dialog', { name: words.form.addTitle });
    await form.getByLabel(words.form.name, { exact: true }).fill('老审判系统');
    await form.getByLabel(words.form.engine).click();
    await page.getByTitle(files.kind).click();
    await form.getByText('没有仍在维护的驱动').waitFor();
    await form.getByLabel(files.form.folder, { exact: true }).fill(folder.dir);
    await form.getByLabel(files.form.columnTerminator).fill('|');
    await form.getByRole('button', { name: files.form.preview }).click();
    await form.getByText('不是整数').waitFor();
    await form.getByText('0 字节').waitFor();
    await shot('export-files-form');
    await form.getByRole('button', { name: words.form.save, exact: true }).click();
    await form.waitFor({ state: 'detached' });
    const row = page.getByRole('listitem').filter({ hasText: '老审判系统' });
    await row.getByText(files.page.states.current).waitFor();
    await row.getByText('2 行不合格，1 行可疑，1 个文件没有读入').waitFor();
    await row.scrollIntoViewIfNeeded();
    await shot('export-files-row');
    await row.getByRole('button', { name: files.page.report }).click();
    const report = page.getByRole('dialog', { name: files.page.reportTitle('老审判系统') });
    await report.getByText('只有 2 列，应为 4 列').waitFor();
    await shot('export-files-report');
    await page.keyboard.press('Escape');
    await report.waitFor({ state: 'detached' });
    await row.getByRole('button', { name: words.list.test, exact: true }).click();
    await page.getByRole('status').getByText('看得到').waitFor();
  });
});
