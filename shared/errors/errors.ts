/** An error as it crosses a boundary: plain data, safe to show. Never holds a secret, a stack or a path of ours. */
export interface ErrorData {
  /** Stable, machine-readable: `CAPABILITY_WHAT`, e.g. `WORKSPACE_NOT_FOUND`. */
  code: string;
  /** One Chinese sentence or two: what happened and what to do next. */
  message: string;
  /** Where it happened: file, row, field, SQLSTATE … Only what the person may see. */
  details?: Record<string, string | number>;
}

/** The one exception type the core throws on purpose. */
export class OpsError extends Error {
  readonly data: ErrorData;

  constructor(data: ErrorData, options?: { cause?: unknown }) {
    super(data.message, options);
    this.name = 'OpsError';
    this.data = data;
  }
}

/** Builds the error to throw: `throw fail('DUTY_NOT_SIGNED_IN', messages.duty.notSignedIn)`. */
export function fail(
  code: string,
  message: string,
  details?: ErrorData['details'],
  cause?: unknown,
): OpsError {
  return new OpsError(details ? { code, message, details } : { code, message }, { cause });
}

const INTERNAL: ErrorData = {
  code: 'INTERNAL',
  message:
    '程序内部出错，本次操作没有完成。已录入的内容没有丢失；请重试一次，仍不行时请导出诊断信息联系二线专家。',
};

const DISK_FAULT: ErrorData = {
  code: 'DISK_FAULT',
  message:
    '日志库所在的磁盘读写出错，本次操作没有完成；已录入的内容没有丢失。请检查磁盘是否损坏、网络盘是否断开，恢复后重试。',
};

/** Any thrown value → what may be shown. Unknown errors become one general sentence; the cause stays in our own log. */
export function asErrorData(error: unknown): ErrorData {
  if (error instanceof OpsError) return error.data;
  const fromSystem = systemErrorData(error);
  return fromSystem ?? INTERNAL;
}

/** Errors of the operating system and of SQLite that a person can do something about. */
function systemErrorData(error: unknown): ErrorData | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  switch (code) {
    case 'ENOSPC':
    case 'SQLITE_FULL':
    // What the log shares between processes could not grow.
    case 'SQLITE_IOERR_SHMSIZE':
      return {
        code: 'DISK_FULL',
        message: '磁盘空间已满，没有写入。请清理磁盘后重试；已录入的内容没有丢失。',
      };
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'SQLITE_READONLY':
      return {
        code: 'NO_RIGHTS',
        message: '没有读写该文件夹或文件的权限。请检查权限，或换一个文件夹后重试。',
      };
    case 'SQLITE_BUSY':
    case 'SQLITE_BUSY_SNAPSHOT':
      return { code: 'LOG_BUSY', message: '日志库正被另一个程序占用。请稍候几秒重试。' };
    case 'SQLITE_CORRUPT':
    case 'SQLITE_NOTADB':
      return {
        code: 'LOG_DAMAGED',
        message: '日志库文件已损坏或不是日志库。请从备份还原 log.sqlite 后重试，不要删除原文件。',
      };
    default:
      return String(code).startsWith('SQLITE_IOERR') ? DISK_FAULT : undefined;
  }
}

/** Whether an error is the person's own cancellation. */
export function isAbort(error: unknown): boolean {
  return (
    error instanceof Error &&
    (error.name === 'AbortError' || (error as { code?: string }).code === 'ABORT_ERR')
  );
}
