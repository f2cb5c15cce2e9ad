import type { ReportFormat } from '../../../shared/contract/deliverables.ts';
import type { Core } from '../core.ts';

const FOLDER = ['results', 'deliverables'] as const;

/** Where the rendered files of an edition lie. */
export function editionFolder(core: Core, editionId: string): string {
  return core.workspace.path(...FOLDER, editionId);
}

/** `v3.pdf`, `v3-final.docx`: by the narrative it was made of. */
export function filePath(
  core: Core,
  edition: { id: string; narrative_version: number; state: 'draft' | 'final'; format: ReportFormat },
): string {
  const name = `v${edition.narrative_version}${edition.state === 'final' ? '-final' : ''}.${edition.format}`;
  return core.workspace.path(...FOLDER, edition.id, name);
}

/** Where receipts lie, by the id of their delivery. */
export function receiptFolder(core: Core): string {
  return core.workspace.path(...FOLDER, 'receipts');
}
