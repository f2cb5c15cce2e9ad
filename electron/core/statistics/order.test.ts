import { expect, it } from 'vitest';
import { orderRows } from './order.ts';
import type { SpooledCell } from './spool.ts';

async function* blocks(cells: readonly SpooledCell[]): AsyncGenerator<SpooledCell[][]> {
  for (let from = 0; from < cells.length; from += 3)
    yield cells.slice(from, from + 3).map((cell) => ['x', cell]);
}
const placed = async (cells: readonly SpooledCell[], direction: 'asc' | 'desc') => [
  ...(await orderRows(blocks(cells), cells.length, { column: 1, direction })),
];
const sorted = async (cells: readonly SpooledCell[], direction: 'asc' | 'desc') =>
  (await placed(cells, direction)).map((at) => cells[at]);

it('sorts numbers as numbers, texts as a Chinese reader expects, empty cells last either way', async () => {
  expect(await sorted([10, 9, null, -1, 2.5], 'asc')).toEqual([-1, 2.5, 9, 10, null]);
  expect(await sorted([10, 9, null, -1, 2.5], 'desc')).toEqual([10, 9, 2.5, -1, null]);
  const courts = ['绵阳', '成都', null, '阿坝', '第10号', '第9号'];
  expect(await sorted(courts, 'asc')).toEqual(['阿坝', '成都', '第9号', '第10号', '绵阳', null]);
  expect(await sorted(['b', 3, 'a', 1], 'asc')).toEqual([1, 3, 'a', 'b']);
});

it('keeps equal ones as they came', async () => {
  expect(await placed(['b', 'a', 'b', 'a'], 'asc')).toEqual([1, 3, 0, 2]);
  expect(await placed(['b', 'a', 'b', 'a'], 'desc')).toEqual([0, 2, 1, 3]);
});
