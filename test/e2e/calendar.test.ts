import { test } from 'vitest';
import { calendarPageMessages as words } from '../../shared/messages/calendarPage.ts';
import { settingsPageMessages } from '../../shared/messages/settingsPage.ts';
import { describeConsole, navigation } from '../support/console.ts';
import { handsOf } from '../support/hands.ts';

const NOTICE =
  '关于2027年部分节假日安排的通知 一、元旦：1月1日（周五）至3日（周日）放假，共3天。二、春节：2月5日（周五）至11日（周四）放假调休，共7天。1月31日（周日）、2月13日（周六）上班。三、清明节：4月3日至5日放假。四、劳动节：5月1日至5日放假。五、端午节：6月9日放假。六、中秋节：9月15日放假。七、国庆节：10月1日至7日放假，共7天。';

describeConsole('calendar', (running) => {
  const { shot } = handsOf(running);

  test('a pasted notice is previewed and taken in; hours by season are kept', async () => {
    const { page, signIn } = running();
    await signIn('manager');
    await navigation(page).getByText(settingsPageMessages.title, { exact: true }).click();
    await page.getByRole('tab', { name: settingsPageMessages.sections.calendar }).click();
    await page.getByText(words.suggestions.title(2027)).waitFor();
    await page.getByLabel(words.paste.label).fill(NOTICE.replace('（周五）至3日', '（周六）至3日'));
    await page.getByRole('button', { name: words.paste.preview, exact: true }).click();
    await page.getByText(words.paste.problems).waitFor();
    await page.getByLabel(words.paste.label).fill(NOTICE);
    await page.getByRole('button', { name: words.paste.preview, exact: true }).click();
    await page.getByText(words.paste.sum(2027, 27, 2)).waitFor();
    await shot('calendar-notice');
    await page.getByRole('button', { name: words.paste.import, exact: true }).click();
    await page.getByText(words.paste.imported(29)).waitFor();
    await page.getByText(words.suggestions.title(2027)).waitFor({ state: 'detached' });

    await page.getByRole('tab', { name: settingsPageMessages.sections.hours }).click();
    await page.getByRole('button', { name: words.hours.add }).click();
    await page.getByLabel(words.hours.from, { exact: true }).fill('05-01');
    await page.getByLabel(words.hours.to, { exact: true }).fill('09-30');
    await page.getByLabel(words.hours.hours, { exact: true }).fill('09:00-12:00，18:00-14:30');
    await page.getByRole('button', { name: words.hours.save }).click();
    await page.getByText(words.hours.badHours).waitFor();
    await page.getByLabel(words.hours.hours, { exact: true }).fill('09:00-12:00，14:30-18:00');
    await page.getByRole('button', { name: words.hours.save }).click();
    await page.getByText(words.hours.saved).waitFor();
    await shot('calendar-hours');
  });
});
