import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ops } from '../support/consoleProcess.ts';
import { temporaryFolder } from '../support/workspace.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

function file(name: string, content: unknown): string {
  const path = join(folder.dir, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const days = { '2026-02-27': 'workday' };
const opened = '2026-02-27T09:00:00+08:00';
const fact = { id: 1, type: 'attendance', date: '2026-01-01' };

describe('the rules run on a file', () => {
  it('answer JSON alone on standard output, remarks on standard error, exit code 0', async () => {
    const [sla, assessment] = await Promise.all([
      ops(
        'sla',
        'compute',
        '--json',
        '--input',
        file(
          'sla.json',
          `\uFEFF${JSON.stringify({ calendar: { days }, more: 1, incidents: [{ id: 1, opened }] })}`,
        ),
      ),
      ops(
        'assessment',
        'compute',
        '--json',
        '--input',
        file('facts.json', {
          period: '2026',
          more: 1,
          facts: [fact, { ...fact, id: 2, date: '2027-01-01' }],
        }),
      ),
    ]);
    expect([sla.code, assessment.code]).toEqual([0, 0]);
    expect(JSON.parse(sla.stdout)).toEqual({
      incidents: [
        {
          id: 1,
          class: 'in-hours',
          respondBy: '2026-02-27T09:05:00+08:00',
          arriveBy: null,
          resolveBy: '2026-02-27T09:30:00+08:00',
          breaches: [],
        },
      ],
    });
    expect(JSON.parse(assessment.stdout)).toMatchObject({ score: 99.8, passed: true, ignored: [2] });
    expect(sla.stderr).toContain('more');
    expect(assessment.stderr).toContain('more');
  });

  it('end with 1 where they cannot answer and say why on standard error', async () => {
    const sla = (name: string, content: unknown) => ops('sla', 'compute', '--input', file(name, content));
    const facts = (name: string, ...given: object[]) =>
      ops('assessment', 'compute', '--input', file(name, { period: '2026', facts: given }));
    const answers = await Promise.all([
      sla('unpublished.json', { calendar: { days: {} }, incidents: [{ id: 'S', opened }] }),
      sla('early.json', {
        calendar: { days },
        incidents: [{ id: 'E', opened, resolved: '2026-02-27T08:59:59+08:00' }],
      }),
      facts('bonus.json', { ...fact, type: 'bonus', points: 5.01, approved: true }),
      facts('type.json', { ...fact, type: 'lateness' }),
      facts('twice.json', fact, fact),
      sla('cut.json', '{"calendar": {'),
      ops('sla', 'compute', '--input', join(folder.dir, 'none.json')),
    ]);
    const said = [
      '2026-02-27',
      '“E”的“resolved”早于',
      '最多 5 分',
      'lateness',
      '重复',
      'cut.json',
      'none.json',
    ];
    for (const [index, { code, stdout, stderr }] of answers.entries()) {
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toContain(said[index]);
    }
  });

  it('end with 2 when called wrongly', async () => {
    const answers = await Promise.all([
      ops('sla', 'compute'),
      ops('assessment', 'compute', '--file', 'x'),
      ops('sla', 'count'),
    ]);
    expect(answers.map(({ code }) => code)).toEqual([2, 2, 2]);
  });
});

describe('a file as Chinese Windows writes it', () => {
  it.each(['gb18030', 'utf16'])('in %s keeps its ids as they are', async (encoding) => {
    const { encode } = await import('iconv-lite');
    const path = join(folder.dir, `${encoding}.json`);
    const content = JSON.stringify({ calendar: { days }, incidents: [{ id: '事件一', opened }] });
    writeFileSync(path, encode(content, encoding, { addBOM: encoding === 'utf16' }));
    const { code, stdout } = await ops('sla', 'compute', '--json', '--input', path);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).incidents[0].id).toBe('事件一');
  });
});
