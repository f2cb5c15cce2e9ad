import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { showInstant } from '../../../shared/domain/time.ts';
import type { Core } from '../core.ts';
import { readSettings } from '../settings/settings.ts';
import { fontCatalogue } from './fonts.ts';
import { typesetInProcess } from './typesetProcess.ts';

const TEMPLATE_FILE = new URL('../../../resources/typst/paper.typ', import.meta.url);
const DIGEST_PLACES = 16;

/** A part of an office paper, every text as it shall stand there. */
export type PaperBlock =
  | { kind: 'heading'; text: string }
  /** Names and values, one or two pairs a row. */
  | { kind: 'facts'; rows: [name: string, value: string][][] }
  | {
      kind: 'table';
      head: string[];
      /** `12mm` or `1fr`. */
      widths: string[];
      aligns: ('left' | 'center' | 'right')[];
      rows: string[][];
    }
  /** Paragraphs; each line begins one. */
  | { kind: 'text'; text: string }
  | { kind: 'note'; text: string }
  | { kind: 'boxes'; boxes: { title: string; name: string; at: string }[] };

export interface Paper {
  title: string;
  heading: string;
  number: string;
  /** Right above the first block: number, period, state. */
  right: string;
  landscape?: boolean;
  blocks: PaperBlock[];
}

/**
 * Typesets an A4 office paper: project, heading, blocks, page numbers, print time and a digest of the content (SHA-256, the
 * first 16 places; without the print time, so that the same content gives the same digest).
 * @throws TypesetError
 */
export async function typesetPaper(core: Core, paper: Paper): Promise<{ pdf: Uint8Array; pages: number }> {
  const now = core.now();
  const { project, customer, contractor } = await readSettings(core);
  const fonts = fontCatalogue();
  const content = { landscape: false, ...paper, project, customer, contractor };
  const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, DIGEST_PLACES);
  const data = {
    ...content,
    digest,
    printedAt: showInstant(now),
    fonts: {
      body: [fonts.choose('Times New Roman', false).family, fonts.choose('宋体', true).family],
      heading: [fonts.choose('Arial', false).family, fonts.choose('黑体', true).family],
    },
  };
  return typesetInProcess(core.spawn, {
    markup: '#import "/paper.typ": print\n#print(json("/data.json"))',
    files: {
      'paper.typ': readFileSync(TEMPLATE_FILE),
      'data.json': Buffer.from(JSON.stringify(data), 'utf8'),
    },
    timestamp: Math.floor(now.getTime() / 1000),
  });
}
