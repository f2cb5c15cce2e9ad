import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beijingStamp } from '../../../shared/domain/time.ts';
import type { FrontEndBacklog } from './operations.ts';

/** An archive without entries: the shortest valid zip. */
const EMPTY_ZIP = Buffer.from('504b0506000000000000000000000000000000000000', 'hex');

/**
 * The folders of the 23 front ends, for probes: `front-ends/<court>/{in,ok,error}`. In `in` as many packages wait, and the
 * oldest as long, as the data centre's `front_end` says.
 */
export function createFrontEnds(dir: string, backlogs: readonly FrontEndBacklog[], now: Date): void {
  for (const { court, files, oldestHours } of backlogs) {
    const root = join(dir, 'front-ends', String(court));
    for (const part of ['in', 'ok', 'error']) mkdirSync(join(root, part), { recursive: true });
    for (let place = 0; place < files; place++) {
      const share = files === 1 ? 1 : 1 - place / files;
      const at = new Date(now.getTime() - oldestHours * share * 3_600_000);
      const moment = beijingStamp(at).replace(/\D/g, '');
      const file = join(root, 'in', `DA_${court}_${moment}_${String(place + 1).padStart(2, '0')}_1.zip`);
      writeFileSync(file, EMPTY_ZIP);
      utimesSync(file, at, at);
    }
  }
}
