import type { ErrorData } from '../../../shared/errors/errors.ts';
import { fail, isAbort, OpsError } from '../../../shared/errors/errors.ts';
import { datacenterMessages } from '../../../shared/messages/datacenter.ts';
import { describeTarget, type Target } from './url.ts';

const words = datacenterMessages.fault;

export type FaultKind =
  | 'refused'
  | 'timeout'
  | 'unreachable'
  | 'host'
  | 'database'
  | 'password'
  | 'locked'
  | 'tls'
  | 'protocol'
  | 'hungUp'
  | 'driverMissing'
  | 'thick'
  | 'thickFailed'
  | 'oracleEncryption'
  | 'sessionsFull'
  | 'starting'
  | 'fileMissing'
  | 'notDatabase'
  | 'fileRights'
  | 'busy'
  | 'statementTimeout'
  | 'cancelled'
  | 'lost'
  | 'noRight'
  | 'missingObject'
  | 'syntax'
  | 'readOnly'
  | 'duplicate'
  | 'diskFull'
  | 'rejected'
  | 'other';

/** A driver's error, understood. */
export interface Fault {
  kind: FaultKind;
  /** The server's own code: SQLSTATE, ORA-01017, 1045, ECONNREFUSED … */
  code?: string;
  /** The server's own words, only for errors of a statement; secrets are taken out before they are shown. */
  said?: string;
}

/** Faults after which the same session is of no use. */
const FATAL: ReadonlySet<FaultKind> = new Set([
  'lost',
  'protocol',
  'refused',
  'unreachable',
  'timeout',
  'sessionsFull',
  'starting',
  'other',
]);

export function isFatal(fault: Fault): boolean {
  return FATAL.has(fault.kind);
}

/** What sockets and name resolution report, the same under every driver. */
export function socketFault(error: unknown): Fault | undefined {
  const code = codeOf(error);
  switch (code) {
    case 'ECONNREFUSED':
      return { kind: 'refused', code };
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return { kind: 'host', code };
    case 'ETIMEDOUT':
    case 'ESOCKETTIMEDOUT':
      return { kind: 'timeout', code };
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EADDRNOTAVAIL':
      return { kind: 'unreachable', code };
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ECONNABORTED':
      return { kind: 'lost', code };
    default:
      return code && /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|EPROTO)/.test(code)
        ? { kind: 'tls', code }
        : undefined;
  }
}

/** The `code` of an error, or of the cause or the first of the errors it bundles. */
export function codeOf(error: unknown): string | undefined {
  const outer = error as { code?: unknown; cause?: unknown; errors?: unknown[] } | null;
  if (typeof outer?.code === 'string' && outer.code !== '') return outer.code;
  const inner = outer?.errors?.[0] ?? outer?.cause;
  return inner ? codeOf(inner) : undefined;
}

/** Shapes an understood error for people. Cancellation stays an AbortError; our own errors pass unchanged. */
export function faultError(
  error: unknown,
  fault: Fault,
  target: Target,
  seconds: { connect: number; statement: number },
): Error {
  if (error instanceof OpsError || isAbort(error)) return error as Error;
  const details: NonNullable<ErrorData['details']> = {
    engine: target.engine,
    target: describeTarget(target),
  };
  if (fault.code) details.code = fault.code;
  const said = fault.said ? ` ${words.serverSays(withoutSecrets(fault.said, target))}` : '';
  return fail(faultCode(fault.kind), `${sentence(fault.kind, target, seconds)}${said}`, details, error);
}

function faultCode(kind: FaultKind): string {
  return `DATACENTER_${kind.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

function sentence(kind: FaultKind, target: Target, seconds: { connect: number; statement: number }): string {
  const place = describeTarget(target);
  switch (kind) {
    case 'timeout':
      return words.timeout(place, seconds.connect);
    case 'host':
      return words.host(target.host);
    case 'database':
      return words.database(target.database, target.engine);
    case 'password':
      return words.password(target.user);
    case 'locked':
      return words.locked(target.user);
    case 'protocol':
      return words.protocol(place, target.engine);
    case 'hungUp':
      return words.hungUp(place, target.engine);
    case 'statementTimeout':
      return words.statementTimeout(seconds.statement);
    case 'cancelled':
      return words.rejected;
    default: {
      const text = words[kind];
      return typeof text === 'function' ? text(place) : text;
    }
  }
}

const MAX_SAID = 300;

/** The server's words with the password and our paths taken out, on one line. */
function withoutSecrets(said: string, target: Target): string {
  let text = said.replace(/\s+/g, ' ').trim().slice(0, MAX_SAID);
  if (target.password.length > 0) text = text.replaceAll(target.password, '***');
  if (target.file) text = text.replaceAll(target.file, describeTarget(target));
  return text;
}
