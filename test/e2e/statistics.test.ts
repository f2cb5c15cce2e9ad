import { expect, test } from 'vitest';
import { statisticsPageMessages as words } from '../../shared/messages/statisticsPage.ts';
import { describeConsole } from '../support/console.ts';
import { handsOf } from '../support/hands.ts';

describeConsole('statistics', (running) => {
  const { openPage, shot } = handsOf(running);
  const write = async (sql: string) => {
    const { page } = running();
    await page.getByRole('textbox', { name: words.bench.editor }).fill(sql);
  };
  const fieldOf = (name: string) => running().page.getByLabel(name, { exact: true });

  test('a query is written, run, pivoted, saved and exported', async () => {
    const page = await openPage('engineer', words.title);
    await page.getByRole('button', { name: words.add }).click();
    await write(
      'SELECT c.court_code, t.name, c.filed_date, c.case_type, c.claim_amount\nFROM court_case c JOIN court t ON t.code = c.court_code\nWHERE c.filed_date >= :from',
    );
    await fieldOf('from').fill('2020-01-01');
    await page.getByRole('button', { name: words.bench.run, exact: true }).click();
    await page.getByText(/\d 行，用时/).waitFor();
    await page.getByRole('gridcell').first().waitFor();
    // Sorted over the whole result: the smallest amount comes first, the greatest after a second click.
    const header = page.getByRole('columnheader', { name: 'claim_amount' });
    await header.click();
    await header.click();
    await page.locator('[role=columnheader][aria-sort=descending]').waitFor();
    await page.getByRole('gridcell').first().waitFor();
    await shot('statistics-result');
    await page.getByRole('tab', { name: words.result.pivot }).click();
    await page.getByRole('button', { name: words.pivot.run, exact: true }).click();
    await page.getByText(words.pivot.total, { exact: true }).waitFor();
    await shot('statistics-pivot');
    await page.getByRole('tab', { name: words.result.table, exact: true }).click();
    await page.getByRole('button', { name: words.result.export.xlsx }).click();
    await page.getByRole('button', { name: words.result.saveHere }).waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: words.result.saveHere }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/\.xlsx$/);
    await page.getByRole('button', { name: words.bench.save, exact: true }).click();
    const form = page.getByRole('dialog', { name: words.form.addTitle });
    await form.getByLabel(words.form.name, { exact: true }).fill('收案明细');
    await form.getByLabel(words.form.purpose).fill('月报');
    await shot('statistics-save');
    await form.getByRole('button', { name: words.form.save, exact: true }).click();
    await page.getByText(words.bench.saved('收案明细')).waitFor();
    await page.getByRole('heading', { name: '收案明细', exact: true }).waitFor();
    await page.getByRole('tab', { name: words.result.history }).click();
    await page.getByLabel(words.history.all).check();
    await page.getByRole('button', { name: words.history.open }).first().waitFor();
    await shot('statistics-history');
  });

  test('a write is refused in words, and so is personal data without an approval', async () => {
    const page = await openPage('engineer', words.title);
    await page.getByRole('button', { name: words.add }).click();
    await write('DELETE FROM court_case');
    await page.getByRole('button', { name: words.bench.run, exact: true }).click();
    await page.getByText('只读', { exact: false }).last().waitFor();
    await write('SELECT name, id_number, phone, address FROM case_party');
    await page.getByRole('button', { name: words.bench.run, exact: true }).click();
    await page.getByText('经服务经理或监督方批准后才能运行').waitFor();
    await shot('statistics-refused');
    await page.getByRole('button', { name: words.bench.save, exact: true }).click();
    const form = page.getByRole('dialog', { name: words.form.addTitle });
    await form.getByLabel(words.form.name, { exact: true }).fill('当事人核对');
    await form.getByLabel(words.form.purpose).fill('送达核对');
    await form.getByRole('button', { name: words.form.save, exact: true }).click();
    await page.getByText(words.bench.waiting).waitFor();
  });

  test('a supervisor approves; then it runs, masked', async () => {
    let page = await openPage('supervisor', words.title);
    await page.getByRole('button', { name: /当事人核对/ }).click();
    await page.getByRole('button', { name: words.bench.approve, exact: true }).click();
    await page.getByText(words.bench.approvedBy('', '').trim()).first().waitFor();
    page = await openPage('engineer', words.title);
    await page.getByRole('button', { name: /当事人核对/ }).click();
    await page.getByRole('button', { name: words.bench.run, exact: true }).click();
    await page.getByText(words.result.masked, { exact: true }).waitFor();
    await page.getByRole('gridcell').first().waitFor();
    const masked = page.getByRole('gridcell').filter({ hasText: '****' });
    await masked.nth(3).waitFor();
    await shot('statistics-masked');
    expect(await masked.count()).toBeGreaterThan(3);
  });
});
