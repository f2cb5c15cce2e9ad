/** What a conversion answers: its status, its notes, and its result. Needs nothing of the engine. */
import { conversionFailures, conversionNotes } from '../../../shared/messages/conversion.ts';
import type { ConversionNote } from './document.ts';
import type { Substitution } from './emit/faces.ts';
import type { Difference } from './proof/compare.ts';

export type ConversionFormat = 'pdf' | 'docx' | 'html' | 'txt';

export interface ConversionOptions {
  to: ConversionFormat;
  /** Read the result back and compare it with the source. */
  proof: boolean;
  /** Draw text and paragraphs only: the second try after a worker died over a document. */
  simple?: boolean;
}

export interface ConversionOutcome {
  /** `failed` is for what should not happen; `refused` for what is no RTF or holds nothing. */
  status: 'converted' | 'noted' | 'doubtful' | 'refused' | 'failed';
  output?: Uint8Array;
  pages: number;
  pictures: number;
  tables: number;
  characters: number;
  notes: ConversionNote[];
  substitutions: Substitution[];
  /** What the proof found, at most 50 places. */
  differences?: Difference[];
  /** Milliseconds by stage. */
  ms: { parse: number; emit: number; typst: number; proof: number };
}

/** An outcome before anything was done. */
export function emptyOutcome(status: ConversionOutcome['status']): ConversionOutcome {
  return {
    status,
    pages: 0,
    pictures: 0,
    tables: 0,
    characters: 0,
    notes: [],
    substitutions: [],
    ms: { parse: 0, emit: 0, typst: 0, proof: 0 },
  };
}

/** An outcome without output, with its reason. */
export function unfinished(status: 'refused' | 'failed', code: string): ConversionOutcome {
  const message = conversionFailures[code] ?? conversionFailures['conversion.internal'] ?? code;
  return { ...emptyOutcome(status), notes: [{ code, message, count: 1 }] };
}

/** A note in its words. */
export function noteOf(code: string, count: number): ConversionNote {
  return { code, count, message: conversionNotes[code]?.(count) ?? code };
}
