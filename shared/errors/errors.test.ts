import { describe, expect, it } from 'vitest';
import { asErrorData } from './errors.ts';

const thrown = (code: string) => asErrorData(Object.assign(new Error('disk I/O error'), { code }));

describe('errors of the system', () => {
  it.each([
    ['ENOSPC', 'DISK_FULL'],
    ['SQLITE_FULL', 'DISK_FULL'],
    ['SQLITE_IOERR_SHMSIZE', 'DISK_FULL'],
    ['SQLITE_IOERR_WRITE', 'DISK_FAULT'],
    ['SQLITE_IOERR', 'DISK_FAULT'],
    ['EROFS', 'NO_RIGHTS'],
    ['SQLITE_BUSY', 'LOG_BUSY'],
    ['SQLITE_CONSTRAINT', 'INTERNAL'],
  ])('%s is told as %s', (code, told) => {
    expect(thrown(code).code).toBe(told);
    expect(thrown(code).message).not.toContain('I/O');
  });
});
