import { expect, it } from 'vitest';
import { maskText } from './maskText.ts';

it.each([
  ['postgres://scott:tiger@10.1.2.3:5432/db', 'postgres://****@10.1.*.*:5432/db'],
  ['postgres://scott@db.court/x', 'postgres://****@db.court/x'],
  ['connect password=Ab1!x, user=a', 'connect password=****, user=a'],
  ['{"password":"s3cr et","a":1}', '{"password":"**** et","a":1}'],
  ['密码：Abc12345', '密码：****'],
  ['PWD=x;Server=y', 'PWD=****;Server=y'],
  ['Authorization: Bearer abcdefgh12345', 'Authorization: ****'],
  ['bearer abcdefgh12345 sent', 'bearer **** sent'],
  ['key 0123456789abcdef0123456789abcdef end', 'key **** end'],
  ['身份证 510102199001011234 有误', '身份证 510102********1234 有误'],
  ['x510102199001011234y', 'x510102********y'],
  ['old 510102900101123 id', 'old 510102******** id'],
  ['电话 13800000002', '电话 138****0002'],
  ['mail li.si@court.gov.cn', 'mail l****@court.gov.cn'],
  ['at /home/scott/app.ts:1', 'at /home/****/app.ts:1'],
  ['C:\\Users\\张三\\x', 'C:\\Users\\****\\x'],
  ['（2026）川01民初1234号', '（2026）川01民初****号'],
])('%s', (given, expected) => {
  const { text, masked } = maskText(given);
  expect(text).toBe(expected);
  expect(masked).toBeGreaterThan(0);
});

it('leaves what an expert needs', () => {
  const text =
    '2026-11-20T08:47:05.123Z datacenter.health Error: ORA-01017 at queryRows (store.ts:120:5)\n  12345 rows';
  expect(maskText(text)).toEqual({ text, masked: 0 });
});

it('hides keys across lines', () => {
  const { text } = maskText('a\n-----BEGIN PRIVATE KEY-----\nMIIB\nxyz\n-----END PRIVATE KEY-----\nb');
  expect(text).toBe('a\n-----BEGIN PRIVATE KEY-----****\nb');
});

it('takes a long text in a moment', () => {
  const started = performance.now();
  maskText('passwordpassword='.repeat(2_000) + 'a'.repeat(100_000) + '1'.repeat(100_000));
  expect(performance.now() - started).toBeLessThan(2_000);
});
