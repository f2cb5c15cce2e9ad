import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { hostMessages } from '../../shared/messages/host.ts';

/** What the gate says to a request. */
export type Verdict =
  | { kind: 'in' }
  /** The token was right: hand out the cookie and send the window to the clean address. */
  | { kind: 'exchange'; cookie: string }
  | { kind: 'refused'; status: 401 | 403; reason: string };

export interface Gate {
  /** An address's query that lets a window in any number of times while the host lives; for printing. */
  token: string;
  /** A query value that lets one window in once; for command lines, which other users of the machine can read. */
  ticket(): string;
  judge(request: { method: string; url: URL; headers: IncomingHttpHeaders }): Verdict;
}

const TOKEN_BYTES = 32;

/**
 * Decides who reaches the loopback host. A request must name our address (against DNS rebinding), must not come from
 * another page (Origin and Sec-Fetch-Site), and must carry the cookie that a window gets for the start's random token.
 * @param authority host and port that the server listens on, e.g. `127.0.0.1:50123`
 */
export function createGate(authority: string): Gate {
  const origin = `http://${authority}`;
  const token = randomToken();
  const cookieValue = randomToken();
  // Cookies ignore the port: the name keeps two consoles of one browser apart.
  const cookieName = `ops-window-${authority.split(':')[1] ?? ''}`;
  const tickets = new Set<string>();

  function admits(given: string): boolean {
    return tickets.delete(given) || same(given, token);
  }

  return {
    token,
    ticket() {
      const ticket = randomToken();
      tickets.add(ticket);
      return ticket;
    },
    judge({ method, url, headers }) {
      if (headers.host !== authority) return { kind: 'refused', status: 403, reason: hostMessages.wrongHost };
      if (isForeign(method, headers, origin))
        return { kind: 'refused', status: 403, reason: hostMessages.wrongOrigin };
      const given = url.searchParams.get('token');
      if (given !== null && method === 'GET' && url.pathname === '/') {
        if (!admits(given)) return { kind: 'refused', status: 401, reason: hostMessages.wrongToken };
        return {
          kind: 'exchange',
          cookie: `${cookieName}=${cookieValue}; HttpOnly; SameSite=Strict; Path=/`,
        };
      }
      if (same(readCookie(headers.cookie, cookieName) ?? '', cookieValue)) return { kind: 'in' };
      return { kind: 'refused', status: 401, reason: hostMessages.wrongToken };
    },
  };
}

/** Whether a page that is not ours made the request. Writing requests must say where they come from. */
function isForeign(method: string, headers: IncomingHttpHeaders, origin: string): boolean {
  if (headers.origin !== undefined && headers.origin !== origin) return true;
  if (headers.origin === undefined && method !== 'GET' && method !== 'HEAD') return true;
  const site = headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}

function readCookie(header: string | undefined, name: string): string | undefined {
  const pair = header?.split(';').find((part) => part.trimStart().startsWith(`${name}=`));
  return pair?.slice(pair.indexOf('=') + 1).trim();
}

function randomToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** Compares without telling by its duration how much was right. */
function same(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
