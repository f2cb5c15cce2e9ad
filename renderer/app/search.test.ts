import { expect, it } from 'vitest';
import { searchTargets } from './search.ts';

const duty = { title: '值班', keywords: 'zb 签到 交接班' };
const sheets = { title: '日检单', keywords: 'rjd 打印 签名' };
const settings = { title: '设置', keywords: 'sz 值班时间' };

it('finds by title, initials and deeds, the title first', () => {
  expect(searchTargets([settings, duty, sheets], '值班')).toEqual([duty, settings]);
  expect(searchTargets([duty, sheets], 'RJ')).toEqual([sheets]);
  expect(searchTargets([duty, sheets], ' 打印 ')).toEqual([sheets]);
  expect(searchTargets([duty, sheets], '日检 签')).toEqual([sheets]);
});

it('shows everything for nothing, and nothing for nonsense', () => {
  expect(searchTargets([duty, sheets], ' ')).toEqual([duty, sheets]);
  expect(searchTargets([duty, sheets], '(.*')).toEqual([]);
});
