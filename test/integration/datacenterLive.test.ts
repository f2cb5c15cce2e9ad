import { afterAll, describe, expect, it } from 'vitest';
import type { DatacenterConnection } from '../../electron/core/datacenter/connection.ts';
import { openUrl, testUrl } from '../../electron/core/datacenter/datacenter.ts';
import { dictionaryOf } from '../../electron/core/datacenter/dictionary.ts';
import { blockingSessions } from '../../electron/core/datacenter/health/blocking.ts';
import { measureHealth } from '../../electron/core/datacenter/health.ts';
import { planStructure } from '../../electron/core/datacenter/structure.ts';
import { forkProcess } from '../../electron/hosts/processes.ts';

/** Live servers that cannot stand on every machine; nothing is written to them. */
const LIVE = [
  { name: 'Oracle', url: process.env.OPS_TEST_ORACLE_URL },
  { name: 'Dameng', url: process.env.OPS_TEST_DAMENG_URL },
];
for (const { name, url } of LIVE)
  if (!url) console.warn(`SKIPPED ALOUD: no live ${name} (OPS_TEST_${name.toUpperCase()}_URL is not set)`);

describe.each(LIVE)('a live $name', ({ url }) => {
  const open: DatacenterConnection[] = [];
  const connect = () => {
    const connection = openUrl(url ?? '', { spawn: forkProcess });
    open.push(connection);
    return connection;
  };
  afterAll(() => Promise.all(open.map((connection) => connection.close())));

  it.skipIf(!url)('lets in and reads', async () => {
    const answer = await testUrl(url ?? '', { spawn: forkProcess });
    expect(answer.error).toBeNull();
  });
  it.skipIf(!url)('health: what is not read is for want of rights, never for a wrong statement', async () => {
    const health = await measureHealth({ now: () => new Date() }, connect());
    const wrong = health.items.filter((item) => item.skipped?.startsWith('没有读到'));
    expect(wrong.map(({ id, skipped }) => [id, skipped])).toEqual([]);
    expect(health.items.find(({ id }) => id === 'clock')?.value).not.toBeNull();
    expect(health.ms).toBeLessThan(4_000);
  });
  it.skipIf(!url)('structure, dictionary and blocking can be asked', async () => {
    const connection = connect();
    expect((await planStructure(connection)).newest).toBeGreaterThan(0);
    expect((await dictionaryOf(connection)).liveError).toBeNull();
    expect(Array.isArray(await blockingSessions(connection))).toBe(true);
  });
});
