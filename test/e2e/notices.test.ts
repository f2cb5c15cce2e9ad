import { expect, test } from 'vitest';
import { settingsPageMessages } from '../../shared/messages/settingsPage.ts';
import { describeConsole, navigation } from '../support/console.ts';
import { ops } from '../support/consoleProcess.ts';

const words = settingsPageMessages.notices;

describeConsole('notices of the operating system', (running) => {
  test('are switched on by a click and tell of an incident past its deadline, and of nothing once off', async () => {
    const { page, signIn, kind, origin, dir } = running();
    // Whether Electron's system shows them is the system's matter; the permission is the browser's.
    if (kind === 'electron') return;
    await signIn('manager');
    await navigation(page).getByText('设置', { exact: true }).click();
    await page.getByRole('tab', { name: words.title }).click();
    await page.getByText(words.states.off).waitFor();
    await page.context().grantPermissions(['notifications'], { origin });
    await page.getByRole('button', { name: words.turnOn }).click();
    await page.getByText(words.states.on).waitFor();

    const told = await page.evaluateHandle(() => {
      const titles: string[] = [];
      document.hasFocus = () => false;
      window.Notification = class extends window.Notification {
        constructor(title: string, options?: NotificationOptions) {
          super(title, options);
          titles.push(title);
        }
      };
      return titles;
    });
    const opened = new Date(Date.now() + 5 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
    const raise = async () => {
      const { stdout } = await ops(
        ...['incident', 'raise', '--title', '机密的题目', '--service', 'casefile', '--opened', opened],
        ...['--workspace', dir, '--json'],
      );
      return /SJ-\d{8}-\d+/.exec(stdout)?.[0] ?? '';
    };
    const number = await raise();
    await page.waitForFunction(([titles, one]) => titles.some((title) => title.includes(one)), [
      told,
      number,
    ] as const);
    const titles = await told.jsonValue();
    expect(titles.find((title) => title.includes(number))).toContain('已超时');
    expect(titles.join()).not.toContain('机密的题目');

    await page.getByRole('button', { name: words.turnOff }).click();
    await page.getByText(words.states.off).waitFor();
    const quiet = await raise();
    await page.getByText(new RegExp(`${quiet} .*已超时`)).waitFor();
    expect((await told.jsonValue()).some((title) => title.includes(quiet))).toBe(false);

    // A person's no to the browser's question; no test can click there.
    await page.addInitScript(() =>
      Object.defineProperty(Notification, 'permission', { get: () => 'denied' }),
    );
    await page.reload();
    await page.getByText(words.states.denied).waitFor();
    expect(await page.getByRole('button', { name: words.turnOn }).isDisabled()).toBe(true);
  });
});
