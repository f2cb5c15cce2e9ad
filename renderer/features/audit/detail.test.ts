import { expect, it } from 'vitest';
import { detailFacts, targetText } from './detail.ts';

it('says an entry in words', () => {
  expect(detailFacts('{"role":"expert","active":false,"filter":"","rows":12}', 'operators.save')).toEqual([
    ['角色', '二线专家'],
    ['允许登录', '否'],
    ['筛选', '全部'],
    ['条数', '12'],
  ]);
});

it('says codes, instants and what is empty in words', () => {
  expect(
    detailFacts(
      '{"type":"attendance","responded_at":"2026-09-23T14:00:00.000Z","evidence":"","files":["甲","乙"],"impact":null}',
      'assessment.propose',
    ),
  ).toEqual([
    ['种类', '迟到、早退或不守请销假'],
    ['响应时间', '2026-09-23 周三 22:00'],
    ['依据', '—'],
    ['文件', '甲、乙'],
    ['影响', '—'],
  ]);
});

it('says a code as its capability does, and parts one by one', () => {
  expect(detailFacts('{"state":"published"}', 'duty.print')).toEqual([['状态', '已发布']]);
  expect(detailFacts('{"state":"submitted","kind":"x"}', 'changeorder.print')[0]).toEqual(['状态', '待审批']);
  expect(detailFacts('{"kind":"weekly"}', 'deliverables.kind')[0]?.[1]).toBe('周报');
  expect(
    detailFacts('{"digests":{"2026-11-27":"DEF0","2026-11-28":"5B09"}}', 'inspection.print')[0]?.[1],
  ).toBe('2026-11-27 DEF0、2026-11-28 5B09');
});

it('calls a record known by an id alone by its name', () => {
  const id = 'acf2ef77-b53b-4690-a5aa-0123456789ab';
  expect(targetText(id, '{"kind":"special","title":"备份专项"}')).toBe('备份专项');
  expect(targetText(id, '{"title":"","pages":2}')).toBe('acf2ef77');
  expect(targetText(id, '')).toBe('acf2ef77');
  expect(targetText('2026-11-27', '{"title":"x"}')).toBe('2026-11-27');
});

it('keeps what it does not know', () => {
  expect(detailFacts('{}', 'operators.save')).toEqual([]);
  expect(detailFacts('{half', 'operators.save')).toEqual([['内容', '{half']]);
  expect(detailFacts('{"unknown":[1]}', 'operators.save')).toEqual([['unknown', '[1]']]);
});
