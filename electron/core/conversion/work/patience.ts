import { setTimeout as sleep } from 'node:timers/promises';
import { fail, OpsError } from '../../../../shared/errors/errors.ts';
import { conversionWorkMessages as words } from '../../../../shared/messages/conversionWork.ts';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** Faults that pass by themselves: the network, a restart, a lock, a share that is being mounted. */
const PASSING = new Set([
  'DATACENTER_REFUSED',
  'DATACENTER_TIMEOUT',
  'DATACENTER_UNREACHABLE',
  'DATACENTER_HOST',
  'DATACENTER_LOST',
  'DATACENTER_STARTING',
  'DATACENTER_SESSIONS_FULL',
  'DATACENTER_BUSY',
  'DATACENTER_FILE_MISSING',
  'CONVERSION_FOLDER_MISSING',
]);

export interface Patience {
  /** The source's name, for the message. */
  source: string;
  /** How long a place may be away before the run gives up. */
  patienceMs: number;
  signal: AbortSignal;
  onWait: (seconds: number, reason: string) => void;
}

/**
 * Does the work again while its place is away: after 1 s, 2 s, 4 s … 30 s. Whatever does not pass by itself is thrown at
 * once. The work must be safe to repeat; it is tried once even after the signal, so that what is ready can be saved.
 * @throws CONVERSION_PLACE_AWAY with the last reason when patience ends
 */
export async function patiently<T>(patience: Patience, work: () => Promise<T>): Promise<T> {
  const { signal, patienceMs } = patience;
  const started = Date.now();
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof OpsError) || !PASSING.has(error.data.code)) throw error;
      const left = started + patienceMs - Date.now();
      if (left <= 0) throw gaveUp(patience, error);
      const wait = Math.min(pause, left);
      patience.onWait(Math.ceil(wait / 1000), error.data.message);
      await sleep(wait, undefined, { signal });
    }
  }
}

function gaveUp(patience: Patience, error: OpsError): OpsError {
  const minutes = Math.max(1, Math.round(patience.patienceMs / 60_000));
  return fail(
    'CONVERSION_PLACE_AWAY',
    words.centreAway(patience.source, minutes, error.data.message),
    undefined,
    error,
  );
}
