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

it('keeps what it does not know', () => {
  expect(detailFacts('{}')).toEqual([]);
  expect(detailFacts('{half')).toEqual([['内容', '{half']]);
  expect(detailFacts('{"unknown":[1]}')).toEqual([['unknown', '[1]']]);
});
