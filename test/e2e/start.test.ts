import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { describeConsole, navigation, signInAt } from '../support/console.ts';
import { ops } from '../support/consoleProcess.ts';

describeConsole('start', (running) => {
  test('opens on the sign-in page, in Chinese, with the demo accounts shown', async () => {
    const { page } = running();
    await page.getByRole('button', { name: '登录', exact: true }).waitFor();
    expect(await page.title()).toContain('数据中心运维台');
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
    for (const name of ['陈服务', '李工程', '王监督', '赵专家']) await page.getByText(name).waitFor();
  });

  test('a wrong password is refused in one sentence and keeps the name', async () => {
    const { page } = running();
    await page.getByLabel('用户名').fill('engineer');
    await page.getByLabel('密码').fill('wrong password');
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByRole('alert').filter({ hasText: '密码' }).waitFor();
    expect(await page.getByLabel('用户名').inputValue()).toBe('engineer');
    expect(await page.locator('body').innerText()).not.toMatch(/Error|undefined|\bat \//);
  });

  test('an operator signs in, stays in over a reload, and is out when the window is new', async () => {
    const { page, signIn, kind, newWindow } = running();
    await signIn('engineer');
    await page.reload();
    await navigation(page).waitFor();
    expect(await page.getByRole('button', { name: '登录', exact: true }).count()).toBe(0);
    if (kind === 'electron') return;
    const other = await newWindow();
    await other.getByRole('button', { name: '登录', exact: true }).waitFor();
    await other.close();
  });

  test('what a role may not see is not offered to it', async () => {
    const { page, signIn } = running();
    await signIn('manager');
    await navigation(page).getByText('审计').waitFor();
    await signIn('engineer');
    expect(await navigation(page).getByText('审计').count()).toBe(0);
  });

  test('no horizontal scrolling at 1366×768', async () => {
    const { page, signIn } = running();
    await signIn('engineer');
    await page.setViewportSize({ width: 1366, height: 768 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  test('eight windows of one browser all work, and still hear of changes when the one that listens is closed', async () => {
    const { newWindow, kind, dir } = running();
    if (kind === 'electron') return;
    const windows: Page[] = [];
    for (let count = 0; count < 8; count++) windows.push(await newWindow());
    const last = windows.at(-1) as Page;
    await signInAt(last, 'manager');
    const raise = async () => {
      const opened = new Date(Date.now() - 60_000).toISOString();
      const { stdout } = await ops(
        ...['incident', 'raise', '--title', '卷宗转换缓慢', '--service', 'casefile', '--opened', opened],
        ...['--workspace', dir, '--json'],
      );
      return /SJ-\d{8}-\d+/.exec(stdout)?.[0] ?? '';
    };
    await navigation(last).getByText('事件台', { exact: true }).click();
    await last
      .getByText(await raise())
      .first()
      .waitFor();
    for (const each of windows.slice(0, -1)) await each.close();
    await last
      .getByText(await raise())
      .first()
      .waitFor();
    await last.close();
  });

  test('when the core dies the window says so; started again, the operator is still in', async () => {
    const { page, signIn, crash, kind } = running();
    if (kind === 'electron') return;
    await signIn('engineer');
    await crash(() => page.getByText('后台断开').first().waitFor());
    await navigation(page).waitFor();
    expect(await page.getByText('后台断开').count()).toBe(0);
  });
});
