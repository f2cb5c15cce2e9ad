import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { inspectionPageMessages } from '../../shared/messages/inspectionPage.ts';
import { servicedeskMessages } from '../../shared/messages/servicedesk.ts';
import { servicedeskDemo } from '../../shared/messages/servicedeskDemo.ts';
import { servicedeskItemMessages } from '../../shared/messages/servicedeskItems.ts';
import { servicedeskPageMessages as words } from '../../shared/messages/servicedeskPage.ts';
import { shellMessages } from '../../shared/messages/shell.ts';
import { describeConsole, navigation } from '../support/console.ts';
import { handsOf } from '../support/hands.ts';

describeConsole('servicedesk', (running) => {
  const { shot, button } = handsOf(running);
  const openDesk = async (role: 'engineer' | 'manager' | 'supervisor' = 'engineer') => {
    const { page, signIn } = running();
    await signIn(role);
    await navigation(page).getByText(words.title, { exact: true }).click();
    await page.getByRole('heading', { name: words.title, exact: true }).waitFor();
    return page;
  };

  test('Ctrl K leads to an incident by its words, its court and its number', async () => {
    const { page, signIn } = running();
    await signIn('engineer');
    const search = page.getByRole('combobox', { name: shellMessages.search.title });
    const option = page.getByRole('option', { name: /南充前置机心跳中断/ });
    await page.keyboard.press('Control+k');
    await search.fill('前置机心跳');
    await option.waitFor();
    await search.fill('南充市中级');
    await option.waitFor();
    const number = /SJ-\d{8}-\d+/.exec((await option.textContent()) ?? '')?.[0] ?? '';
    await search.fill(number);
    await option.waitFor();
    await shot('search');
    await page.keyboard.press('Enter');
    await page.getByRole('complementary', { name: number }).waitFor();
    await page.keyboard.press('Control+k');
    await search.fill('日检单');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '日检单', exact: true }).waitFor();
  });

  test('a red check becomes an incident, is answered, recovered, closed, and written into the knowledge base', async () => {
    const { page, signIn } = running();
    await signIn('engineer');
    await navigation(page).getByText('今日', { exact: true }).click();
    await button(inspectionPageMessages.today.start).click();
    await button(inspectionPageMessages.today.again).waitFor({ timeout: 60_000 });
    // The gravest finding opens by itself.
    const raise = button(words.fromCheck.raise);
    await raise.click();
    const link = page.getByRole('link', { name: /^SJ-\d{8}-\d+$/ }).first();
    await link.waitFor();
    const number = (await link.textContent()) ?? '';
    await link.click();
    const panel = page.getByRole('complementary', { name: number });
    await panel
      .getByText(servicedeskMessages.states.open ?? '', { exact: true })
      .first()
      .waitFor();
    await button(words.acts.respond ?? '').click();
    await panel
      .getByText(servicedeskMessages.states.working ?? '', { exact: true })
      .first()
      .waitFor();
    await button(words.acts.resolve ?? '').click();
    const form = page.getByRole('dialog', { name: words.act.title(number, words.acts.resolve ?? '') });
    await form.getByLabel(words.act.note).fill('核对后重启服务，恢复正常');
    await form.getByLabel(words.act.cause, { exact: true }).fill('服务僵死');
    // An impossible moment is refused at its field.
    await form.getByLabel(words.act.at).fill('2020-01-01 08:00');
    await form.getByLabel(words.act.reason).fill('补录');
    await form.getByRole('button', { name: words.acts.resolve ?? '', exact: true }).click();
    await form.getByText('恢复时间早于接报时间').first().waitFor();
    await form.getByLabel(words.act.at).fill('');
    await form.getByLabel(words.act.reason).fill('');
    await form.getByRole('button', { name: words.acts.resolve ?? '', exact: true }).click();
    await form.waitFor({ state: 'detached' });
    await panel
      .getByText(servicedeskMessages.states.resolved ?? '', { exact: true })
      .first()
      .waitFor();
    await button(words.acts.article ?? '').click();
    await button(words.article.publish).click();
    await button(words.article.retire).waitFor();
    await page.getByRole('tab', { name: words.tabs.article }).click();
    await page.getByLabel(words.article.searchLabel).fill('重启服务');
    await page.getByRole('button', { name: new RegExp(number) }).waitFor();
    await page.getByLabel(words.article.searchLabel).fill('字体');
    await page
      .getByRole('button', { name: /缺字体/ })
      .first()
      .waitFor();
    await page.getByRole('tab', { name: words.tabs.incident }).click();
    await page.getByRole('button', { name: new RegExp(number) }).click();
    await button(words.acts.print ?? '').click();
    await page.getByRole('dialog').locator('canvas').first().waitFor();
  });

  test('a card is dragged, or carried by keys, where it may go; a refused move says why', async () => {
    const page = await openDesk();
    const board = page.getByRole('region', { name: words.board.label });
    const column = (state: 'open' | 'working' | 'paused' | 'resolved' | 'closed') =>
      board.getByRole('region', { name: words.board.columns[state], exact: true });
    await button(words.raise).click();
    const form = page.getByRole('dialog', { name: words.form.raiseTitle });
    await form.getByLabel(words.form.title).fill('看板拖动试验');
    await form.getByRole('combobox', { name: words.form.service }).click();
    await page.getByTitle('电子卷宗上报、转换').click();
    await form.getByRole('button', { name: words.raise }).click();
    await form.waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    const card = board.getByRole('button', { name: /看板拖动试验/ });
    await column('open').getByText('看板拖动试验').waitFor();

    await card.dragTo(column('closed'));
    await page
      .getByText(words.board.refused['respond-first'] ?? '')
      .first()
      .waitFor();
    await card.dragTo(column('working'));
    await column('working').getByText('看板拖动试验').waitFor();

    await card.focus();
    await page.keyboard.press('Shift+ArrowLeft');
    await column('open')
      .getByText(words.board.refused.answered ?? '')
      .waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await column('resolved')
      .getByText(words.board.carried(words.acts.resolve ?? ''))
      .waitFor();
    await shot('desk-carried');
    await page.keyboard.press('Enter');
    const resolve = page.getByRole('dialog');
    await resolve.getByRole('button', { name: words.acts.resolve ?? '', exact: true }).click();
    await resolve.getByText(words.act.needCause).first().waitFor();
    await resolve.getByLabel(words.act.note).fill('重启服务');
    await resolve.getByLabel(words.act.cause, { exact: true }).fill('进程僵死');
    await shot('desk-resolve');
    await resolve.getByRole('button', { name: words.acts.resolve ?? '', exact: true }).click();
    await resolve.waitFor({ state: 'detached' });
    await column('resolved').getByText('看板拖动试验').waitFor();
  });

  test('the board is walked by keys, and a change is decided by the supervisor', async () => {
    const page = await openDesk('supervisor');
    const board = page.getByRole('region', { name: words.board.label });
    const cards = board.locator('[data-place]');
    await cards.first().focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByRole('complementary').getByText(words.thread.timeline, { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('complementary').waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: words.tabs.change }).click();
    await page.getByRole('gridcell', { name: servicedeskDemo.changes[1].title }).click();
    await button(words.acts.approve ?? '').click();
    await page
      .getByRole('complementary')
      .getByText(servicedeskMessages.states.approved ?? '')
      .first()
      .waitFor();
  });

  test('a workbook with merged cells and wrong dates is refused at its cells', async () => {
    const page = await openDesk();
    await page.getByRole('tab', { name: words.tabs.item }).click();
    await button(words.item.import).click();
    const { columns, types } = servicedeskItemMessages;
    const bytes = await writeXlsx({
      sheets: [
        {
          name: '清单',
          rows: [
            [columns.name ?? '', columns.type ?? '', columns.warranty_until ?? ''],
            ['测试服务器', types.server ?? '', '2026-13-40'],
            ['测试存储', types.storage ?? '', '2027-01-01'],
            ['', types.storage ?? '', ''],
          ],
          merges: [{ startRow: 2, startCol: 0, endRow: 3, endCol: 0 }],
        },
      ],
    });
    const file = { name: '配置项.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) };
    const drawer = page.getByRole('dialog', { name: words.item.importTitle });
    await drawer.locator('input[type=file]').setInputFiles(file);
    await drawer.getByText('C2', { exact: true }).waitFor();
    await drawer.getByText(/A3:A4 是合并单元格/).waitFor();
    expect(await drawer.getByRole('button', { name: /^导入 \d+ 条$/ }).isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
    const download = page.waitForEvent('download');
    await button(words.item.export).click();
    const saved = await (await download).path();
    expect(readFileSync(join(saved)).subarray(0, 2).toString()).toBe('PK');
  });
});
