import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { shippedRows } from '../../electron/core/reference/shipped.ts';
import { standardsMessages } from '../../shared/messages/standards.ts';
import { standardsPageMessages as words } from '../../shared/messages/standardsPage.ts';
import { standardsWritePageMessages as write } from '../../shared/messages/standardsWritePage.ts';
import { describeConsole, navigation } from '../support/console.ts';

/** The shipped codes with one renamed and one taken out, both of how a civil first instance ends. */
function changedCodes(): Buffer {
  const rows = shippedRows('codes')
    .filter(({ code }) => code !== '09_03223-2')
    .map((row) => (row.code === '09_03223-1' ? { ...row, name: '判决结案' } : row));
  return Buffer.from(
    ['代码类,代码类名称,代码,名称', ...rows.map((row) => Object.values(row).join(','))].join('\r\n'),
  );
}

describeConsole('standards', (running) => {
  const shot = async (name: string) => {
    const { page } = running();
    if (!process.env.OPS_SCREENSHOTS) return;
    for (const [scheme, width, height] of [
      ['light', 1440, 900],
      ['dark', 1366, 768],
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme: scheme });
      await page.screenshot({ path: `${process.env.OPS_SCREENSHOTS}/${name}-${scheme}.png` });
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.emulateMedia({ colorScheme: 'light' });
  };

  test('a new version is refused at its row, imported, compared, counted, switched and taken back', async () => {
    const { page, signIn } = running();
    await signIn('engineer');
    await navigation(page).getByText(words.title, { exact: true }).click();
    await page.getByRole('button', { name: /^法标代码表/ }).waitFor();
    await page.getByRole('gridcell').first().waitFor();
    await shot('standards-first');

    await page.getByRole('button', { name: words.import }).click();
    const form = page.getByRole('dialog', { name: words.importForm.title });
    const file = form.locator('input[type=file]');
    const bad = 'class,className,code,name\n03223,民事一审结案方式,09_03223-1,判决\n03223,,x y,\n';
    await file.setInputFiles({ name: '坏.csv', mimeType: 'text/csv', buffer: Buffer.from(bad) });
    await form.getByText(words.importForm.row(3)).first().waitFor();
    await shot('standards-refused');
    await file.setInputFiles({ name: '法标2026.csv', mimeType: 'text/csv', buffer: changedCodes() });
    await form.getByText(words.diff.count(standardsMessages.differences.renamed, '1')).waitFor();
    await form.getByLabel(words.importForm.name).fill('法标 2026');
    await form.getByLabel(words.importForm.source, { exact: true }).fill('省院 2026-11 通知');
    await shot('standards-preview');
    await form.getByRole('button', { name: words.importForm.submit }).click();
    await form.waitFor({ state: 'detached' });
    await page.getByRole('gridcell', { name: '03223 09_03223-1' }).waitFor();
    await shot('standards-diff');

    await page.getByRole('tab', { name: words.tabs.impact }).click();
    await page.getByRole('button', { name: words.impact.count }).click();
    await page.getByText('名称改为“判决结案”').first().waitFor();
    await page.getByText('DM001').waitFor();
    await shot('standards-impact');

    await page.getByRole('button', { name: words.versions.activate }).click();
    const activate = page.getByRole('dialog', { name: words.activateForm.title('法标 2026') });
    await activate.getByLabel(words.activateForm.day).fill('2020-01-01');
    await activate.getByLabel(words.activateForm.reason).fill('省院通知');
    await activate.getByRole('button', { name: words.activateForm.submit }).click();
    await activate
      .getByText(/已经过去/)
      .first()
      .waitFor();
    const soon = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
    await activate.getByLabel(words.activateForm.day).fill(soon);
    await shot('standards-activate');
    await activate.getByRole('button', { name: words.activateForm.submit }).click();
    await activate.waitFor({ state: 'detached' });
    await page.getByText(words.switches.line(soon, '法标 2026'), { exact: true }).waitFor();
    await page.getByText(words.list.next(soon, '法标 2026')).waitFor();
    await shot('standards-scheduled');

    await page.getByRole('button', { name: words.switches.cancel, exact: true }).click();
    const cancel = page.getByRole('dialog', { name: words.cancelForm.title(soon, '法标 2026') });
    await cancel.getByLabel(words.cancelForm.reason).fill('通知改期');
    await cancel.getByRole('button', { name: words.cancelForm.submit }).click();
    await cancel.waitFor({ state: 'detached' });
    await page.getByText(words.switches.gone, { exact: true }).waitFor();
  });

  test('what differs in the centre’s own table is seen first, written with a reason and put back', async () => {
    const { page, dir, signIn } = running();
    const centre = new Database(join(dir, 'datacenter.sqlite'));
    const nameOf = () => centre.prepare('SELECT name FROM court WHERE code = 3002').pluck().get();
    const name = nameOf();
    centre.prepare("UPDATE court SET name = '旧名' WHERE code = 3002").run();

    await signIn('manager');
    await navigation(page).getByText(words.title, { exact: true }).click();
    await page.getByRole('button', { name: /^法院与代字（本省）/ }).click();
    await page.getByText(write.never).waitFor();
    await page.getByRole('button', { name: write.plan }).click();
    await page.getByText(standardsMessages.writing.counts(0, 1, 0)).waitFor();
    await page.getByText(write.statements(1, 1)).click();
    await page.getByText(/^update `court`/).waitFor();
    expect(nameOf()).toBe('旧名');
    await shot('standards-write-plan');

    await page.getByRole('button', { name: write.write }).click();
    const writing = page.getByRole('dialog', { name: /写入中心库$/ });
    await writing.getByRole('button', { name: write.submitWrite }).click();
    await writing.getByText(write.short, { exact: true }).waitFor();
    await writing.getByLabel(write.reason).fill('按省院通知更正');
    await shot('standards-write-form');
    await writing.getByRole('button', { name: write.submitWrite }).click();
    await writing.waitFor({ state: 'detached' });
    await page.getByText(write.states.done, { exact: true }).waitFor();
    expect(nameOf()).toBe(name);

    await page.getByRole('button', { name: write.plan }).click();
    await page.getByText(/已与今天生效的版本一致$/).waitFor();
    await page.getByRole('button', { name: write.undo }).click();
    const undoing = page.getByRole('dialog', { name: /^退回/ });
    await undoing.getByLabel(write.reason).fill('通知作废，退回');
    await undoing.getByRole('button', { name: write.submitUndo }).click();
    await undoing.waitFor({ state: 'detached' });
    await page.getByText(write.states.undone, { exact: true }).waitFor();
    expect(nameOf()).toBe('旧名');
    expect(await page.getByRole('button', { name: write.undo }).count()).toBe(0);
    await shot('standards-undone');
    centre.close();
  });

  test('who may not work reads, and changes nothing', async () => {
    const { page, signIn } = running();
    await signIn('supervisor');
    await navigation(page).getByText(words.title, { exact: true }).click();
    await page.getByRole('heading', { name: words.versions.title }).waitFor();
    await page.getByRole('gridcell').first().waitFor();
    expect(await page.getByRole('button', { name: words.import }).count()).toBe(0);
    expect(await page.getByRole('button', { name: words.versions.activate }).count()).toBe(0);
  });
});
