import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  conversionStatus,
  listFiles,
  resultPdf,
  runConversion,
  sourceText,
} from '../../electron/core/conversion/conversion.ts';
import type { Actor } from '../../electron/core/core.ts';
import { unattendedActor } from '../../electron/core/operators/operators.ts';
import { type Centre, conversionCentre, rtf } from '../support/conversionCentre.ts';
import { type TestWorkspace, testWorkspace } from '../support/workspace.ts';

let test: TestWorkspace;
let actor: Actor;
let centre: Centre;
beforeEach(async () => {
  test = await testWorkspace();
  actor = unattendedActor();
  centre = await conversionCentre(test.core, `sqlite://${join(test.dir, 'centre.sqlite')}`);
});
afterEach(async () => {
  await centre.close();
  await test.remove();
});

describe('a run over the data centre', () => {
  it('converts what is RTF, whatever its suffix, and quarantines what is not', async () => {
    await centre.add([
      { key: '1', content: rtf('四川省高级人民法院民事判决书') },
      { key: '2', suffix: 'RTF', content: rtf('第二份') },
      { key: '3', suffix: 'doc', content: rtf('其实是 RTF') },
      { key: '4', content: Buffer.alloc(0) },
      { key: '5', content: Buffer.from('%PDF-1.7 not an rtf') },
      { key: '6', suffix: 'pdf', content: Buffer.from('%PDF-1.7') },
    ]);
    expect((await conversionStatus(test.core)).counts.waiting).toBe(4);
    const result = await runConversion(test.core, actor, {}, {});
    console.log(result, await centre.results());
    console.log(await listFiles(test.core, { offset: 0, limit: 10 }));
    console.log(await conversionStatus(test.core));
    const { rows } = await listFiles(test.core, { offset: 0, limit: 10 });
    const first = rows.find((row) => row.key === '1');
    console.log(await sourceText(test.core, first?.id ?? 0));
    const { pdf, fileName } = await resultPdf(test.core, first?.id ?? 0);
    console.log(fileName, pdf.length);
    expect(result).toMatchObject({ quarantined: 2, waiting: 0 });
  });
});
