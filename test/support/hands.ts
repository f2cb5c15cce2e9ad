import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Role } from '../../shared/contract/base.ts';
import { navigation, type TestConsole } from './console.ts';

const SIZES = [
  [1366, 768],
  [1440, 900],
] as const;
const SETTLED_MS = 350;

/** What the tests of a page do again and again. */
export function handsOf(running: () => TestConsole) {
  return {
    /** Pictures in both sizes, light and dark, where `OPS_SCREENSHOTS` names a folder for them. */
    async shot(name: string): Promise<void> {
      if (!process.env.OPS_SCREENSHOTS) return;
      const { page } = running();
      for (const theme of ['light', 'dark'] as const)
        for (const [width, height] of SIZES) {
          await page.emulateMedia({ colorScheme: theme });
          await page.setViewportSize({ width, height });
          await page.waitForTimeout(SETTLED_MS);
          await page.screenshot({ path: `${process.env.OPS_SCREENSHOTS}/${name}-${width}-${theme}.png` });
        }
      await page.emulateMedia({ colorScheme: 'light' });
      await page.setViewportSize({ width: 1440, height: 900 });
    },
    /** Signs in and opens the page of this title by the navigation. */
    async openPage(role: Role, title: string): Promise<Page> {
      const { page, signIn } = running();
      await signIn(role);
      await navigation(page).getByText(title, { exact: true }).click();
      await page.getByRole('heading', { name: title, exact: true }).waitFor();
      return page;
    },
    button: (name: string) => running().page.getByRole('button', { name, exact: true }),
    aside: () => running().page.getByRole('complementary'),
    /** A click while a drawer slides out may be lost: it is given again until the tab is the chosen one. */
    async chooseTab(name: string): Promise<void> {
      const tab = running().page.getByRole('tab', { name, exact: true });
      await expect
        .poll(
          async () => {
            await tab.click();
            return tab.getAttribute('aria-selected');
          },
          { timeout: 15_000 },
        )
        .toBe('true');
    },
  };
}
