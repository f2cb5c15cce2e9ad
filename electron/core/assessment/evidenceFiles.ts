import { zipSync } from 'fflate';
import type { EvidenceFile, FileInput } from '../../../shared/contract/assessment.ts';
import { beijingStamp } from '../../../shared/domain/time.ts';
import { fail, OpsError } from '../../../shared/errors/errors.ts';
import { assessmentMessages as words } from '../../../shared/messages/assessment.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import { inTransaction } from '../log/log.ts';
import { readKept } from '../workspace/keptFiles.ts';
import { EVIDENCE_FOLDER, keptRows, listFiles, presentFile } from './evidence.ts';
import { evidenceStore } from './evidenceStore.ts';
import { mustFindFact } from './register.ts';
import { assessmentStore } from './store.ts';
import { scoredYear } from './years.ts';

/** What is packed at once, in bytes: a ZIP is made in memory. */
const MOST_PACKED = 400 << 20;

/** Adds evidence to a fact in any state. @throws FILE_NOT_KEPT, ASSESSMENT_FILES, ASSESSMENT_FACT_NOT_FOUND */
export async function attachFiles(
  core: Core,
  actor: Actor,
  input: { id: string; files: FileInput[]; note: string },
): Promise<EvidenceFile[]> {
  const fact = await mustFindFact(core, input.id);
  const rows = await keptRows(core, actor, fact, 'attach', input.files);
  await inTransaction(core.log, async (trx) => {
    await evidenceStore(trx).addFiles(rows);
    await assessmentStore(trx).addEvent({
      fact_id: fact.id,
      at: core.now().toISOString(),
      by: actor.name,
      act: 'attach',
      note: [input.note, rows.map(({ name }) => name).join('、')].filter(Boolean).join('：'),
      detail: JSON.stringify(rows.map(({ name, sha256 }) => ({ name, sha256 }))),
    });
  });
  await appendAudit(core, actor, 'assessment.attach', fact.number, {
    files: rows.map(({ name, sha256 }) => `${name} ${sha256}`),
  });
  core.changes.bump('assessment');
  return listFiles(core, fact.id);
}

/** A file as it was handed in; leaving the console is recorded. @throws FILE_MISSING, FILE_DAMAGED, ASSESSMENT_FILES */
export async function readEvidence(
  core: Core,
  actor: Actor,
  id: string,
): Promise<{ name: string; content: Buffer }> {
  const row = await evidenceStore(core.log).file(id);
  if (!row) throw fail('ASSESSMENT_FILES', words.files.notFound);
  const content = readKept(core, EVIDENCE_FOLDER, row);
  const { number } = await mustFindFact(core, row.fact_id);
  await appendAudit(core, actor, 'assessment.exportFile', number, { name: row.name, sha256: row.sha256 });
  return { name: row.name, content };
}

/** The evidence of a year as it is listed on the score sheet. */
export async function evidenceList(
  core: Core,
  yearId?: string,
): Promise<(EvidenceFile & { number: string })[]> {
  const { year } = await scoredYear(core, yearId);
  const rows = await evidenceStore(core.log).filesOf(year.from, year.to);
  return rows.map((row) => ({ ...presentFile(row), number: row.number }));
}

/**
 * All evidence of a year in one ZIP: a folder for each fact, and the list with the digests. A file that is gone or changed
 * is named in the list instead of stopping the rest.
 */
export async function exportEvidence(
  core: Core,
  actor: Actor,
  yearId?: string,
): Promise<{ fileName: string; content: Uint8Array; files: number; missing: string[] }> {
  const { year } = await scoredYear(core, yearId);
  const rows = await evidenceStore(core.log).filesOf(year.from, year.to);
  if (rows.length === 0) throw fail('ASSESSMENT_FILES', words.files.none);
  if (rows.reduce((sum, { bytes }) => sum + bytes, 0) > MOST_PACKED)
    throw fail('ASSESSMENT_FILES', words.files.tooMuch(MOST_PACKED >> 20));
  const packed: Record<string, Uint8Array> = {};
  const missing: string[] = [];
  const lines = [words.files.listHead.join(',')];
  for (const row of rows) {
    let state: string = words.files.whole;
    try {
      packed[freeName(`${row.number}/${row.name}`, packed)] = readKept(core, EVIDENCE_FOLDER, row);
    } catch (error) {
      if (!(error instanceof OpsError)) throw error;
      state = words.files.broken;
      missing.push(`${row.number} ${row.name}`);
    }
    const cells = [
      row.number,
      row.name,
      String(row.bytes),
      row.sha256,
      row.added_by,
      beijingStamp(row.added_at),
      state,
    ];
    lines.push(cells.map(cell).join(','));
  }
  packed[words.files.listName] = Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`, 'utf8');
  const content = zipSync(packed, { level: 1 });
  await appendAudit(core, actor, 'assessment.exportEvidence', year.name, { files: rows.length, missing });
  return { fileName: words.files.zipName(year.name), content, files: rows.length, missing };
}

/** Two files of a fact may bear the same name. */
function freeName(wanted: string, taken: Record<string, Uint8Array>): string {
  if (!(wanted in taken)) return wanted;
  const [, stem = wanted, suffix = ''] = /^(.*?)(\.[^./]*)?$/.exec(wanted) ?? [];
  for (let number = 2; ; number++) {
    const name = `${stem} (${number})${suffix}`;
    if (!(name in taken)) return name;
  }
}

function cell(text: string): string {
  // A leading formula sign would be run by a spreadsheet.
  const plain = /^[=+\-@]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
