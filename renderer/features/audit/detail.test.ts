import { expect, it } from 'vitest';
import { detailFacts } from './detail.ts';

it('says an entry in words', () => {
  expect(detailFacts('{"role":"expert","active":false,"filter":"","rows":12}')).toEqual([
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
    ),
  ).toEqual([
    ['种类', '迟到、早退或不守请销假'],
    ['响应时间', '2026-09-23 周三 22:00'],
    ['依据', '—'],
    ['文件', '甲、乙'],
    ['影响', '—'],
  ]);
});

it('keeps what it does not know', () => {
  expect(detailFacts('{}')).toEqual([]);
  expect(detailFacts('{half')).toEqual([['内容', '{half']]);
  expect(detailFacts('{"unknown":[1]}')).toEqual([['unknown', '[1]']]);
});
