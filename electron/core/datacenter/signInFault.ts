import { connect } from 'node:net';
import type { Fault } from './fault.ts';
import type { Target } from './url.ts';

/** How long a line is listened to: a server of another kind that greets does so at once. */
const LISTEN_MS = 400;
/** A MySQL greeting: packet number 0, protocol version 10 (or 255: an error instead of a greeting). */
const MYSQL_GREETING = /^[\s\S]{3}\0(?:\n|\xff)/;

/**
 * Sharpens what went wrong while signing in, where the driver can only say that it waited or was cut off: whether the
 * other side speaks another protocol (all our engines but MySQL stay silent until spoken to) or hung up.
 */
export async function signInFault(fault: Fault, target: Target): Promise<Fault> {
  if (target.engine === 'sqlite') return fault;
  if (fault.kind === 'lost') return { ...fault, kind: 'hungUp' };
  if (fault.kind !== 'timeout') return fault;
  const said = await greeting(target);
  const expected = target.engine === 'mysql' ? MYSQL_GREETING.test(said) : said === '';
  return expected || said === '' ? fault : { ...fault, kind: 'protocol' };
}

/** What the server says unasked, as Latin-1; empty when nothing or when it cannot be reached any more. */
function greeting(target: Target): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ host: target.host, port: target.port });
    const finish = (said: string) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(said);
    };
    const timer = setTimeout(() => finish(''), LISTEN_MS);
    socket.once('data', (data) => finish(data.toString('latin1')));
    socket.once('error', () => finish(''));
    socket.once('close', () => finish(''));
  });
}
