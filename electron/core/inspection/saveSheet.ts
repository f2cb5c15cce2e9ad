import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Day } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { inspectionMessages as messages } from '../../../shared/messages/inspection.ts';
import type { Actor, Core } from '../core.ts';
import { writeFileAtomic } from '../workspace/atomic.ts';
import { type PrintedSheets, printSheets } from './print.ts';

/**
 * Prints sheets into a file: the whole PDF or, when the disk is full or the folder refuses, the file as it was before.
 * @throws the errors of printSheets, INSPECTION_FOLDER_MISSING, INSPECTION_NOT_A_FILE; DISK_FULL and NO_RIGHTS as system
 * errors
 */
export async function saveSheets(
  core: Core,
  actor: Actor,
  input: { from: Day; to: Day; file: string },
): Promise<PrintedSheets & { file: string }> {
  const file = resolve(input.file);
  // Renaming over a device or a pipe would put an ordinary file in its place.
  const existing = statSync(file, { throwIfNoEntry: false });
  if (existing && !existing.isFile()) throw fail('INSPECTION_NOT_A_FILE', messages.notAFile);
  if (!statSync(dirname(file), { throwIfNoEntry: false })?.isDirectory()) {
    throw fail('INSPECTION_FOLDER_MISSING', messages.folderMissing);
  }
  const printed = await printSheets(core, actor, input);
  writeFileAtomic(file, printed.pdf);
  return { ...printed, file };
}

/** Prints one day's sheet into the workspace's results. */
export async function saveSheetInResults(core: Core, actor: Actor, day: Day): Promise<string> {
  const folder = core.workspace.path('results', 'sheets');
  mkdirSync(folder, { recursive: true });
  const { file } = await saveSheets(core, actor, {
    from: day,
    to: day,
    file: core.workspace.path('results', 'sheets', `日检单-${day}.pdf`),
  });
  return file;
}
