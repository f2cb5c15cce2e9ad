import { expect, it } from 'vitest';
import { columnNames } from './columnNames.ts';

it('columns are called as the dictionary calls those of the centre’s table, whatever the schema and case', () => {
  expect(columnNames('t_aj', 'centre.COURT')).toMatchObject({ mark: '法院代字', tier: '审级' });
  expect(columnNames('court', undefined)).toMatchObject({ mark: '法院代字' });
});

it('of tables that the dictionary does not know, nothing is said', () => {
  expect(columnNames('t_aj', undefined)).toEqual({});
});
