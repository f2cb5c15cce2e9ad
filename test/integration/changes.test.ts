import { afterEach, beforeEach, expect, it } from 'vitest';
import { type TestWorkspace, testWorkspace } from '../support/workspace.ts';

let test: TestWorkspace;
beforeEach(async () => {
  test = await testWorkspace();
});
afterEach(() => test.remove());

it('a window hears of its own process at once, and of another process within a second', async () => {
  const other = await test.again();
  const stop = new AbortController();
  const heard: string[] = [];
  const listening = (async () => {
    for await (const topics of test.core.changes.watch(stop.signal)) heard.push(...topics);
  })();
  await new Promise((resolve) => setTimeout(resolve, 700));
  test.core.changes.bump('duty');
  other.changes.bump('jobs');
  await expect.poll(() => heard, { timeout: 3000 }).toEqual(expect.arrayContaining(['duty', 'jobs']));
  stop.abort();
  await listening;
});
