import { expect, it } from 'vitest';
import { compareStatements } from '../../../test/support/compareStatements.ts';

// Those of Oracle and Dameng stand with all the others in test/fixtures/statements.
it('every statement of a comparison with SQL Server reads only, and is what was reviewed', async () => {
  expect((await compareStatements('mssql')).join(';\n\n')).toMatchSnapshot();
});
