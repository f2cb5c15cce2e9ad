import type { ConversionFile } from '../../../../shared/contract/conversion.ts';
import { showInstant } from '../../../../shared/domain/time.ts';
import {
  FILE_STATUS_NAMES,
  FOUND_NAMES,
  conversionWorkMessages as messages,
} from '../../../../shared/messages/conversionWork.ts';

const words = messages.export;

/** One line of the list as people read it, in the order of `export.header`. */
export function exportRow(file: ConversionFile): (string | number | null)[] {
  return [
    file.sourceName,
    file.courtCode,
    file.courtName,
    file.caseId,
    file.key,
    file.name,
    file.suffix,
    FOUND_NAMES[file.found] ?? file.found,
    file.mismatch ? words.yes : '',
    FILE_STATUS_NAMES[file.status],
    file.reason,
    file.pages,
    file.pictures,
    file.tables,
    file.notes.map((note) => note.message).join('；'),
    file.differences
      .map((difference) =>
        difference.kind === 'missing' ? words.missing(difference.text) : words.added(difference.text),
      )
      .join('；'),
    file.ms,
    file.attempts,
    file.convertedAt ? showInstant(file.convertedAt) : null,
  ];
}
