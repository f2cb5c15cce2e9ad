import pg from 'pg';
import { expect, test } from 'vitest';
import { saveConnection } from '../../electron/core/datacenter/datacenter.ts';
import { parseDatabaseUrl } from '../../electron/core/datacenter/url.ts';
import { openCore } from '../../electron/core/open.ts';
import { unattendedActor } from '../../electron/core/operators/operators.ts';
import { forkProcess } from '../../electron/hosts/processes.ts';
import { connectionInputSchema } from '../../shared/contract/datacenter.ts';
import { componentMessages } from '../../shared/messages/components.ts';
import { datacenterBackupMessages } from '../../shared/messages/datacenterBackup.ts';
import { datacenterDictionaryMessages } from '../../shared/messages/datacenterDictionary.ts';
import { datacenterHealthPageMessages } from '../../shared/messages/datacenterHealthPage.ts';
import { datacenterPageMessages } from '../../shared/messages/datacenterPage.ts';
import { demoDataMessages } from '../../shared/messages/demoData.ts';
import { describeConsole, navigation } from '../support/console.ts';
import { startPostgres } from '../support/postgres.ts';
import { freePort } from '../support/processUser.ts';

const words = datacenterPageMessages;
const backupWords = datacenterBackupMessages.page;
const dictionaryWords = datacenterDictionaryMessages;
const healthWords = datacenterHealthPageMessages;
const SECRET = 'Very-Secret-42';

describeConsole('datacenter', (running) => {
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
  const openPage = async () => {
    const { page, signIn } = running();
    await signIn('engineer');
    await navigation(page).getByText(words.title, { exact: true }).click();
    await page.getByRole('heading', { name: words.title, exact: true }).waitFor();
    return page;
  };

  test('the demo’s database shows its health and passes its test', async () => {
    const page = await openPage();
    await page.getByText(healthWords.takenAt).waitFor();
    await page.getByText('库大小', { exact: true }).waitFor();
    await page.getByRole('button', { name: /^昨日入库/ }).click();
    await page
      .getByRole('heading', { name: /昨日入库/ })
      .first()
      .waitFor();
    await page.locator('canvas').first().waitFor();
    if (process.env.OPS_SCREENSHOTS) {
      await page.setViewportSize({ width: 1366, height: 768 });
      await page.screenshot({ path: `${process.env.OPS_SCREENSHOTS}/health-light.png` });
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.screenshot({ path: `${process.env.OPS_SCREENSHOTS}/health-dark.png` });
      await page.emulateMedia({ colorScheme: 'light' });
    }
    await page.getByRole('button', { name: words.list.test, exact: true }).first().click();
    await page.getByRole('status').getByText('看得到').waitFor();
    expect(await page.getByRole('status').getByText('通过').count()).toBe(3);
  });

  test('another connection’s board never stands under this one’s name', async () => {
    const { kind } = running();
    const page = await openPage();
    const stood = page.getByText('库大小', { exact: true });
    await stood.waitFor();
    // In Electron nothing can be held up on its way.
    let go = () => {};
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    if (kind === 'chromium')
      await page.route(/healthBoard/, async (route) => {
        await held;
        await route.continue();
      });
    await page.getByRole('button', { name: words.list.health, exact: true }).last().click();
    await page.getByText(healthWords.title(demoDataMessages.exchangeName)).waitFor();
    if (kind === 'chromium') expect(await stood.count()).toBe(0);
    go();
    await stood.waitFor();
    await page.unroute(/healthBoard/);
  });

  test('a connection that cannot work says why, is saved, and never shows its password', async () => {
    const page = await openPage();
    const port = await freePort();
    await page.getByRole('button', { name: words.add }).first().click();
    let form = page.getByRole('dialog', { name: words.form.addTitle });
    await form.getByLabel(words.form.name, { exact: true }).fill('省院 Oracle');
    await form.getByLabel(words.form.host).fill('127.0.0.1');
    await form.getByLabel(words.form.port).fill(String(port));
    await form.getByLabel(words.form.database.oracle).fill('ORCL');
    await form.getByLabel(words.form.user).fill('reader');
    await form.getByLabel(words.form.password, { exact: true }).fill(SECRET);
    await form.getByRole('button', { name: words.form.test }).click();
    await form.getByText('服务器拒绝连接').waitFor();
    if (process.env.OPS_SCREENSHOTS)
      await page.screenshot({ path: `${process.env.OPS_SCREENSHOTS}/datacenter-form.png` });
    await form.getByRole('button', { name: words.form.save, exact: true }).click();
    await page.getByText(words.saved('省院 Oracle')).waitFor();
    await form.waitFor({ state: 'detached' });
    expect(await page.content()).not.toContain(SECRET);
    const row = page.getByRole('listitem').filter({ hasText: '省院 Oracle' });
    await row.getByText(words.list.hasPassword).waitFor();
    await row.getByRole('button', { name: words.list.test, exact: true }).click();
    await row.getByText('服务器拒绝连接').waitFor();
    if (process.env.OPS_SCREENSHOTS)
      await page.screenshot({ path: `${process.env.OPS_SCREENSHOTS}/datacenter.png` });

    await row.getByRole('button', { name: words.list.edit }).click();
    form = page.getByRole('dialog', { name: words.form.editTitle('省院 Oracle') });
    await form.waitFor();
    expect(await form.getByLabel(words.form.password, { exact: true }).inputValue()).toBe('');
    await form.getByLabel(words.form.host).fill('127.0.0.2');
    await form.getByRole('button', { name: words.form.save, exact: true }).click();
    await form.getByText('请重新填写密码').first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: componentMessages.form.discard }).click();
    await form.waitFor({ state: 'detached' });
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain(
      SECRET,
    );

    await row.getByRole('button', { name: words.list.remove }).click();
    await page
      .getByRole('dialog', { name: words.list.removeTitle('省院 Oracle') })
      .getByRole('button', { name: words.list.remove })
      .click();
    await row.waitFor({ state: 'detached' });
  });

  test('the dictionary is searched by Chinese names, shows codes, and the structure agrees', async () => {
    const { page, signIn } = running();
    await signIn('engineer');
    await navigation(page).getByText(dictionaryWords.title, { exact: true }).click();
    await page.getByLabel(dictionaryWords.search).fill('性别');
    if (process.env.OPS_SCREENSHOTS)
      await page.screenshot({ path: `${process.env.OPS_SCREENSHOTS}/dictionary-search.png` });
    await page.getByRole('gridcell', { name: 'case_party', exact: true }).first().click();
    await page.getByText('男性', { exact: true }).waitFor();
    if (process.env.OPS_SCREENSHOTS)
      await page.screenshot({ path: `${process.env.OPS_SCREENSHOTS}/dictionary.png` });
    await page.getByRole('tab', { name: dictionaryWords.differences.title }).click();
    await page.getByText(/结构版本/).waitFor();
    if (process.env.OPS_SCREENSHOTS)
      await page.screenshot({ path: `${process.env.OPS_SCREENSHOTS}/differences.png` });
  });

  test('the dictionary is there before the database has answered', async () => {
    const { page, signIn } = running();
    const answered = Promise.withResolvers<void>();
    await page.route('**/datacenter/dictionary', async (route) => {
      await answered.promise;
      await route.continue();
    });
    await signIn('engineer');
    await navigation(page).getByText(dictionaryWords.title, { exact: true }).click();
    await page.getByLabel(dictionaryWords.search).fill('性别');
    await page.getByRole('gridcell', { name: 'case_party', exact: true }).first().waitFor();
    await page.getByRole('gridcell', { name: dictionaryWords.live.unknown }).first().waitFor();
    await page.getByText(/正在与默认库的实际结构核对/).waitFor();
    answered.resolve();
    await page.getByRole('gridcell', { name: dictionaryWords.live.same }).first().waitFor();
    await page.getByText(/正在与默认库的实际结构核对/).waitFor({ state: 'detached' });
  });

  test('the backup library says what to do first, and takes a plan', async () => {
    const { page, signIn } = running();
    await signIn('engineer');
    await navigation(page).getByText('备份库', { exact: true }).click();
    await page.getByText(backupWords.empty).waitFor();
    await page.getByRole('button', { name: backupWords.add }).click();
    const form = page.getByRole('dialog', { name: backupWords.form.title });
    await form.getByRole('button', { name: backupWords.form.save, exact: true }).click();
    await form.getByText(backupWords.form.required(backupWords.form.name)).first().waitFor();
    await form.getByLabel(backupWords.form.name, { exact: true }).fill('集中库备份');
    for (const [label, name] of [
      [backupWords.form.source, '演示数据中心'],
      [backupWords.form.target, demoDataMessages.exchangeName],
    ] as const) {
      await form.getByLabel(label, { exact: true }).fill(name);
      await page.keyboard.press('Enter');
    }
    await form.getByRole('button', { name: backupWords.form.save, exact: true }).click();
    await form.waitFor({ state: 'detached' });
    await page.getByText(backupWords.proof.none).waitFor();

    await page.getByRole('button', { name: backupWords.edit, exact: true }).click();
    const change = page.getByRole('dialog', { name: backupWords.form.editTitle('集中库备份') });
    await change.getByLabel(backupWords.form.every).fill('30');
    await change.getByRole('button', { name: backupWords.form.save, exact: true }).click();
    await change.waitFor({ state: 'detached' });
    await page.getByText(backupWords.every(30)).waitFor();

    // The exchange library lacks most columns: what is not copied is told, table by table.
    await page.getByRole('button', { name: backupWords.run }).click();
    await page
      .getByText(/缺少字段|没有表/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: backupWords.restore }).click();
    const restore = page.getByRole('dialog', { name: backupWords.restoreForm.title('集中库备份') });
    await restore.getByRole('button', { name: backupWords.restoreForm.submit }).click();
    await restore.getByText(backupWords.restoreForm.confirmNeeded).first().waitFor();
    await restore.getByText(backupWords.restoreForm.tablesNeeded).first().waitFor();
    await restore.getByLabel(/^court_case/).check();
    await restore.getByLabel(backupWords.restoreForm.reason).fill('来源损坏，回填');
    await restore.getByLabel(/^我确认/).check();
    await shot('backup-restore');
    await restore.getByRole('button', { name: backupWords.restoreForm.submit }).click();
    await page.getByText(backupWords.restoreForm.started).waitFor();
    await shot('backup');
  });

  test('a session that blocks others is seen as a tree and ended with a reason', async () => {
    const { page, signIn, dir } = running();
    const server = await startPostgres();
    const clients = await Promise.all(
      ['holder', 'waiter'].map(async (application_name) => {
        const client = new pg.Client({ connectionString: server.url, application_name });
        client.on('error', () => undefined);
        await client.connect();
        return client;
      }),
    );
    try {
      const [holder, waiter] = clients as [pg.Client, pg.Client];
      await holder.query("CREATE TABLE court AS SELECT 2401 AS code, '机密甲' AS name");
      await holder.query('BEGIN');
      await holder.query("UPDATE court SET name = '机密乙'");
      const waiting = waiter.query("UPDATE court SET name = '机密丙'");
      const core = await openCore({ workspaceDir: dir, spawn: forkProcess, resumeJobs: false });
      await saveConnection(
        core,
        unattendedActor(),
        connectionInputSchema.parse({ ...parseDatabaseUrl(server.url), name: '被阻塞的库' }),
      );
      await core.close();
      await signIn('engineer');
      await navigation(page).getByText(words.title, { exact: true }).click();
      const row = page.getByRole('listitem').filter({ hasText: '被阻塞的库' });
      await row.getByRole('button', { name: words.list.health, exact: true }).click();
      await page.getByText('holder').first().waitFor();
      await page
        .getByText(/waiter/)
        .first()
        .waitFor();
      expect(await page.content()).not.toContain('机密');
      await page.getByText(healthWords.blocking.title, { exact: true }).scrollIntoViewIfNeeded();
      await shot('blocking');
      await page.getByRole('button', { name: healthWords.blocking.end, exact: true }).first().click();
      const form = page.getByRole('dialog', { name: /^结束会话/ });
      await form.getByRole('button', { name: healthWords.blocking.submit }).click();
      await form.getByText(healthWords.blocking.reasonNeeded).first().waitFor();
      await form.getByLabel(healthWords.blocking.reason).fill('占锁过久，阻塞上报，已电话告知');
      await form.getByLabel(healthWords.blocking.confirm).check();
      await shot('blocking-end');
      await form.getByRole('button', { name: healthWords.blocking.submit }).click();
      await form.waitFor({ state: 'detached' });
      await waiting;
      await page.getByText(healthWords.blocking.none).waitFor();
    } finally {
      await Promise.all(clients.map((client) => client.end().catch(() => undefined)));
      await server.stop();
    }
  });

  test('who may not work sees, and changes nothing', async () => {
    const { page, signIn } = running();
    await signIn('supervisor');
    await navigation(page).getByText(words.title, { exact: true }).click();
    await page.getByText(healthWords.takenAt).waitFor();
    expect(await page.getByRole('button', { name: words.add }).count()).toBe(0);
    expect(await page.getByRole('button', { name: words.list.edit }).count()).toBe(0);
  });
});
