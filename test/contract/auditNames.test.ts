import { expect, it } from 'vitest';
import { FACT_ACTS } from '../../shared/contract/assessment.ts';
import { auditActionNames } from '../../shared/messages/auditNames.ts';
import { productFiles } from '../support/sourceTree.ts';

const CALL = /appendAudit\(\s*\w+,\s*\w+,\s*'([\w.]+)'/g;

it('every act that is audited has a name on the page', () => {
  const acts = new Set(
    productFiles().flatMap(({ text }) => [...text.matchAll(CALL)].map(([, act]) => act ?? '')),
  );
  for (const act of FACT_ACTS) acts.add(`assessment.${act}`);
  expect(acts.size).toBeGreaterThan(80);
  expect([...acts].filter((act) => auditActionNames[act] === undefined)).toEqual([]);
});
