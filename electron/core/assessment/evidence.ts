import { randomUUID } from 'node:crypto';
import type { EvidenceFile, FactEvent, FileInput } from '../../../shared/contract/assessment.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { assessmentMessages as words } from '../../../shared/messages/assessment.ts';
import type { Actor, Core } from '../core.ts';
import { keepFile } from '../workspace/keptFiles.ts';
import { evidenceStore, type FileRow } from './evidenceStore.ts';

/** Below `results/`: each file once, under its SHA-256. */
export const EVIDENCE_FOLDER = 'assessment';
/** Files of one fact. */
const MOST_FILES = 30;

/**
 * Keeps files on disk and makes their rows; the caller writes the rows with the step they belong to, so that a refused
 * step lists nothing. @throws FILE_NOT_KEPT, ASSESSMENT_FILES
 */
export async function keptRows(
  core: Core,
  actor: Actor,
  fact: { id: string },
  act: FactEvent['act'],
  files: readonly FileInput[],
): Promise<FileRow[]> {
  if (files.length === 0) return [];
  const before = await evidenceStore(core.log).countOf(fact.id);
  if (before + files.length > MOST_FILES)
    throw fail('ASSESSMENT_FILES', words.files.tooMany(MOST_FILES), { field: 'files' });
  return files.map((given) => ({
    id: randomUUID(),
    fact_id: fact.id,
    act,
    ...keepFile(core, EVIDENCE_FOLDER, given),
    added_by: actor.name,
    added_at: core.now().toISOString(),
  }));
}

export async function listFiles(core: Core, factId: string): Promise<EvidenceFile[]> {
  return (await evidenceStore(core.log).files(factId)).map(presentFile);
}

export function presentFile(row: FileRow): EvidenceFile {
  return {
    id: row.id,
    act: row.act as FactEvent['act'],
    name: row.name,
    bytes: row.bytes,
    sha256: row.sha256,
    addedBy: row.added_by,
    addedAt: row.added_at,
  };
}
