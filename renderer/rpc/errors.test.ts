import { ORPCError } from '@orpc/client';
import { expect, it } from 'vitest';
import { fail } from '../../shared/errors/errors.ts';
import { toErrorData } from './errors.ts';

const code = (error: unknown, abortedByCaller?: boolean) => toErrorData(error, abortedByCaller).code;

it('hands on what the core said', () => {
  const data = { code: 'DUTY_NOT_SIGNED_IN', message: '您还没有签到。' };
  expect(toErrorData(new ORPCError('OPS_ERROR', { data }))).toEqual(data);
  expect(toErrorData(fail('LOG_BUSY', '稍候'))).toEqual({ code: 'LOG_BUSY', message: '稍候' });
});

it('tells a lost core from a call given up', () => {
  expect(code(new TypeError('Failed to fetch'))).toBe('CORE_UNREACHABLE');
  expect(code(new DOMException('', 'AbortError'), true)).toBe('CANCELLED');
  expect(code(new DOMException('', 'AbortError'), false)).toBe('CORE_UNREACHABLE');
  expect(code(new ORPCError('SERVICE_UNAVAILABLE'))).toBe('CORE_UNREACHABLE');
});

it('takes a bare 401 for a window of an earlier start, not for an ended session', () => {
  expect(code(new ORPCError('UNAUTHORIZED'))).toBe('WINDOW_EXPIRED');
});

it('never shows what it does not know', () => {
  const said = toErrorData(new Error('ENOENT /home/ops/secret.key'));
  expect(said.code).toBe('INTERNAL');
  expect(said.message).not.toContain('secret');
  expect(code('text')).toBe('INTERNAL');
  expect(code(new ORPCError('OPS_ERROR', { data: 'no object' }))).toBe('INTERNAL');
});
