import { expect, test } from 'vitest';
import { dutyPageMessages as words } from '../../shared/messages/dutyPage.ts';
import { settingsPageMessages } from '../../shared/messages/settingsPage.ts';
import { describeConsole, navigation } from '../support/console.ts';

describeConsole('duty and the pages around it', (running) => {
  test('a shift is handed over with its open matter, and the next person closes it', async () => {
    const { page, signIn } = running();
    await signIn('engineer');
    await navigation(page).getByText('值班').click();
    await page.getByRole('button', { name: words.signIn }).click();
    await page.getByText(/您 .* 签到/).waitFor();

    await page.getByRole('button', { name: words.matters.add }).click();
    await page
      .getByRole('dialog', { name: words.matters.addTitle })
      .getByRole('textbox', { name: words.matters.fieldTitle })
      .fill('等第三包回执');
    await page
      .getByRole('dialog', { name: words.matters.addTitle })
      .locator('button[type=submit], .ant-btn-primary')
      .click();
    await page.getByText('等第三包回执').first().waitFor();

    await page.getByRole('button', { name: words.signOut }).click();
    await page
      .getByRole('dialog', { name: words.leave.title })
      .getByRole('textbox', { name: words.handover.systemState })
      .fill('各项正常');
    await page
      .getByRole('dialog', { name: words.leave.title })
      .locator('button[type=submit], .ant-btn-primary')
      .click();
    await page.getByText(words.handedOver).waitFor();

    await signIn('manager');
    await navigation(page).getByText('值班').click();
    await page.getByRole('button', { name: words.waiting.accept }).click();
    await page.getByText(words.waiting.accepted).waitFor();
    await page.getByText(words.matters.carried(1)).waitFor();
    await page.getByRole('button', { name: words.matters.close }).first().click();
    await page
      .getByRole('dialog', { name: words.matters.closeTitle('等第三包回执') })
      .getByRole('textbox', { name: words.matters.fieldConclusion })
      .fill('已收到');
    await page
      .getByRole('dialog', { name: words.matters.closeTitle('等第三包回执') })
      .locator('button[type=submit], .ant-btn-primary')
      .click();
    await page.getByText(words.matters.closed).waitFor();
  });

  test('every page of every role opens without an error and without scrolling sideways', async () => {
    const { page, signIn } = running();
    await page.setViewportSize({ width: 1366, height: 768 });
    for (const role of ['manager', 'engineer', 'supervisor', 'expert'] as const) {
      await signIn(role);
      const links = navigation(page).getByRole('link');
      const names = await links.allInnerTexts();
      expect(names.length).toBeGreaterThan(4);
      for (let index = 0; index < names.length; index += 1) {
        await links.nth(index).click();
        await page.locator('main h1').first().waitFor();
        await page.locator('.ant-skeleton, .ant-spin-spinning').first().waitFor({ state: 'detached' });
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow, `${role} ${names[index]}`).toBeLessThanOrEqual(0);
        expect(await page.locator('main').innerText(), `${role} ${names[index]}`).not.toMatch(
          /undefined|NaN|INTERNAL/,
        );
      }
    }
  });

  test('settings are kept, and only a manager may change them', async () => {
    const { page, signIn } = running();
    await signIn('manager');
    await navigation(page).getByText('设置').click();
    await page.getByRole('heading', { name: settingsPageMessages.title }).waitFor();
    await page.getByLabel('表号').first().fill('RJ-77');
    await page.getByRole('button', { name: '保存' }).first().click();
    await page.reload();
    await expect.poll(() => page.getByLabel('表号').first().inputValue(), { timeout: 15_000 }).toBe('RJ-77');
  });
});
