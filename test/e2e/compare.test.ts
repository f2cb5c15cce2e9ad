import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { saveConnection } from '../../electron/core/datacenter/datacenter.ts';
import { openCore } from '../../electron/core/open.ts';
import { unattendedActor } from '../../electron/core/operators/operators.ts';
import { forkProcess } from '../../electron/hosts/processes.ts';
import { connectionInputSchema } from '../../shared/contract/datacenter.ts';
import { comparePageMessages as words } from '../../shared/messages/comparePage.ts';
import { demoDataMessages } from '../../shared/messages/demoData.ts';
import { describeConsole, navigation } from '../support/console.ts';

const ROWS = 3000;

/** A court's production library and a centre that lacks some of its cases. */
async function twoLibraries(dir: string): Promise<void> {
  for (const name of ['生产库', '集中库']) {
    const database = new Database(join(dir, `${name}.sqlite`));
    database.exec(`CREATE TABLE cases (case_id varchar(15) primary key, court_code integer, case_number text,
        filed_date date, claim_amount decimal(16,2));
      WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${ROWS - 1})
      INSERT INTO cases SELECT printf('5100%011d', i), 3000 + i % 4, '（2026）川' || printf('%04d', i % 59) || '民初' || i || '号',
        date('2026-01-01', (i % 300) || ' days'), i / 4.0 FROM n`);
    if (name === '集中库') {
      database.exec(`DELETE FROM cases WHERE rowid IN (10, 700, 701, 2500);
        INSERT INTO cases (case_id, court_code) VALUES ('999', 3001);
        UPDATE cases SET case_number = replace(case_number, '民初', '民终'), claim_amount = 9.5 WHERE rowid = 1234`);
    }
    database.close();
  }
  const core = await openCore({ workspaceDir: dir, spawn: forkProcess, resumeJobs: false });
  for (const name of ['生产库', '集中库']) {
    const file = join(dir, `${name}.sqlite`);
    await saveConnection(
      core,
      unattendedActor(),
      connectionInputSchema.parse({ name, engine: 'sqlite', file }),
    );
  }
  await core.close();
}

describeConsole('compare', (running) => {
  test('a comparison is saved, run, looked into, and what is missing is brought over', async () => {
    const { page, signIn, dir } = running();
    const shot = async (name: string) => {
      if (process.env.OPS_SCREENSHOTS)
        await page.screenshot({ path: `${process.env.OPS_SCREENSHOTS}/${name}.png` });
    };
    await twoLibraries(dir);
    await signIn('engineer');
    await navigation(page).getByText(words.title, { exact: true }).click();
    // The demo's own comparison has its result.
    await page.getByRole('button', { name: demoDataMessages.comparison }).waitFor();
    await page.getByRole('gridcell').first().waitFor();
    await page.getByRole('button', { name: words.add }).first().click();
    const form = page.getByRole('dialog', { name: words.form.addTitle });
    await form.getByLabel(words.form.name, { exact: true }).fill('立案数据');
    for (const [label, name] of [
      [words.form.source, '生产库'],
      [words.form.target, '集中库'],
    ] as const) {
      await form.getByLabel(label, { exact: true }).fill(name);
      await page.keyboard.press('Enter');
    }
    await form.getByLabel(words.form.table, { exact: true }).fill('cases');
    await form.getByLabel(words.form.key, { exact: true }).fill('case_id');
    await form.getByLabel(words.form.by, { exact: true }).fill('court_code');
    await shot('compare-form');
    await form.getByRole('button', { name: words.form.save, exact: true }).click();
    await form.waitFor({ state: 'detached' });

    const row = page.getByRole('listitem').filter({ hasText: '立案数据' });
    await row.getByRole('button', { name: words.start }).click();
    await page.getByText('99.83%').first().waitFor();
    await page.getByRole('gridcell', { name: '510000000000009', exact: true }).waitFor();
    await shot('compare');
    await page.getByText(words.kinds.different, { exact: true }).last().click();
    await page.getByRole('gridcell', { name: '510000000001233', exact: true }).click();
    await page.locator('mark').first().waitFor();
    expect(await page.locator('mark').allTextContents()).toContain('终');
    await shot('compare-row');
    await page.keyboard.press('Escape');

    const write = page.getByRole('button', { name: words.backfill.real });
    expect(await write.isDisabled()).toBe(true);
    await page.getByRole('button', { name: words.backfill.dryRun }).click();
    await page.getByText(words.backfill.counts(4, 0, 0, 0, true)).waitFor();
    await write.click();
    await page.getByRole('button', { name: words.backfill.confirm }).click();
    await page.getByText(words.backfill.counts(4, 0, 0, 0, false)).waitFor();
    await page.getByRole('heading', { name: words.backfill.title }).scrollIntoViewIfNeeded();
    await shot('compare-backfill');
    const centre = new Database(join(dir, '集中库.sqlite'), { readonly: true });
    expect(centre.prepare('SELECT COUNT(*) FROM cases').pluck().get()).toBe(ROWS + 1);
    centre.close();
  });
});
