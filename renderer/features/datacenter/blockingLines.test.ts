import { expect, it } from 'vitest';
import type { BlockingSession } from '../../../shared/contract/datacenterHealth.ts';
import { blockingLines } from './blockingLines.ts';

const session = (id: string, ...waitsFor: string[]): BlockingSession => ({
  id,
  mark: id,
  waitsFor,
  user: '',
  client: '',
  program: '',
  state: '',
  seconds: 0,
  statement: '',
});
const shape = (sessions: BlockingSession[]) =>
  blockingLines(sessions).map(
    ({ session: { id }, depth, cycle }) => `${' '.repeat(depth)}${id}${cycle ? '*' : ''}`,
  );

it('a chain becomes a tree, its head first', () => {
  expect(shape([session('c', 'b'), session('b', 'a'), session('d', 'a'), session('a')])).toEqual([
    'a',
    ' b',
    '  c',
    ' d',
  ]);
});
it('each session stands once, circles are marked and end', () => {
  expect(shape([session('a', 'b'), session('b', 'a'), session('c', 'a', 'b')])).toEqual(['a*', ' b', '  c']);
  expect(shape([])).toEqual([]);
});
