import { afterAll, beforeAll, expect, it } from 'vitest';
import { calendarYears, readCalendar, readWorkingTime } from '../../electron/core/calendar/calendar.ts';
import { importNotice, previewNotice, suggestedDays } from '../../electron/core/calendar/notice.ts';
import type { Actor, Core } from '../../electron/core/core.ts';
import { saveSettings } from '../../electron/core/settings/settings.ts';
import { dayKind } from '../../shared/domain/calendar.ts';
import { errorOf, type TestWorkspace, testWorkspace } from '../support/workspace.ts';

const NOTICE = `国务院办公厅关于2027年部分节假日安排的通知（演练）
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至11日（周四）放假调休，共7天。1月31日（周日）、2月13日（周六）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。4月25日（周日）、5月8日（周六）上班。
五、端午节：6月9日（周三）放假1天。
六、中秋节：9月15日（周三）放假1天。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。`;

let workspace: TestWorkspace;
let core: Core;
const manager: Actor = { operatorId: 'm', name: '陈服务', role: 'manager', host: 'window' };
beforeAll(async () => {
  workspace = await testWorkspace({ now: () => new Date('2026-11-20T10:00:00+08:00') });
  core = workspace.core;
});
afterAll(() => workspace.remove());

const published = async (year: number) =>
  (await calendarYears(core)).find((entry) => entry.year === year)?.published;

it('suggests the days of an unpublished year and assumes none', async () => {
  expect(suggestedDays(2027)).toHaveLength(13);
  expect(await published(2027)).toBe(false);
  expect(dayKind('2027-02-06', await readCalendar(core))).toBe('unpublished');
  expect((await readWorkingTime(core))('2027-02-08')).toBeUndefined();
});

it('previews a notice, refuses a wrong one, takes a right one in whole', async () => {
  const wrong = { text: NOTICE.replace('2月13日（周六）', '2月13日（周日）') };
  expect((await previewNotice(core, wrong)).problems).toEqual([
    '春节：2027-02-13 是周六，原文写的是周日，请核对日期或年份。',
  ]);
  expect(await errorOf(importNotice(core, manager, wrong))).toMatchObject({ code: 'CALENDAR_NOTICE_BAD' });
  expect(await published(2027)).toBe(false);
  const preview = await previewNotice(core, { text: NOTICE });
  expect(preview).toMatchObject({ year: 2027, problems: [], missing: [] });
  expect((await importNotice(core, manager, { text: NOTICE })).days).toBe(preview.days.length);
  expect(await published(2027)).toBe(true);
  const calendar = await readCalendar(core);
  expect(
    ['2027-02-05', '2027-02-13', '2027-09-15', '2027-06-10'].map((day) => dayKind(day, calendar)),
  ).toEqual(['major-holiday', 'workday', 'holiday', 'workday']);
  expect((await previewNotice(core, { text: NOTICE.replace('4月25日（周日）、', '') })).days).toHaveLength(
    preview.days.length - 1,
  );
});

it('gives the working time of each day by season', async () => {
  await saveSettings(core, manager, {
    workingHours: {
      usual: [
        ['09:00', '12:00'],
        ['13:00', '17:00'],
      ],
      seasons: [
        {
          from: '05-01',
          to: '09-30',
          hours: [
            ['08:30', '12:00'],
            ['14:30', '18:00'],
          ],
        },
      ],
    },
  });
  const workingTime = await readWorkingTime(core);
  expect(workingTime('2026-11-20')).toEqual([
    [540, 720],
    [780, 1020],
  ]);
  expect(workingTime('2026-07-01')).toEqual([
    [510, 720],
    [870, 1080],
  ]);
  expect(workingTime('2026-07-04')).toEqual([]);
});
