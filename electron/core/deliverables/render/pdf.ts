import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { TypesetError } from '../../typst/typesetError.ts';
import type { Typesetter } from '../../typst/typesetter.ts';
import { printModel, type ReportInput } from './model.ts';

const TEMPLATE_FILE = new URL('../../../../resources/deliverables/report.typ', import.meta.url);
const MOST_UNDRAWN = 50;

export interface ReportFonts {
  body: string[];
  heading: string[];
}

/** Typesets an edition as A4 PDF; charts go in as vectors. The time written in the file is that of its figures. */
export function renderPdf(
  typesetter: Typesetter,
  input: ReportInput,
  svgs: ReadonlyMap<string, string>,
  fonts: ReportFonts,
): { pdf: Uint8Array; pages: number } {
  const names = [...svgs.keys()];
  const files: Record<string, Uint8Array> = { 'report.typ': readFileSync(TEMPLATE_FILE) };
  for (const [index, name] of names.entries())
    files[`chart-${index}.svg`] = Buffer.from(svgs.get(name) ?? '', 'utf8');
  const model = printModel(input);
  const data = {
    ...model,
    author: input.content.contractor,
    fonts,
    sections: model.sections.map((section) => ({
      ...section,
      parts: section.parts.map((part) => ({
        ...part,
        charts: part.charts.flatMap((chart) => {
          const place = names.indexOf(chart.id);
          return place < 0 ? [] : [{ ...chart, file: `/chart-${place}.svg` }];
        }),
      })),
    })),
  };
  let text = JSON.stringify(data);
  for (let tries = 0; ; tries++) {
    try {
      const { pdf, pages } = typesetter.typeset('#import "/report.typ": print\n#print(json("/data.json"))', {
        files: { ...files, 'data.json': Buffer.from(text, 'utf8') },
        timestamp: Math.floor(Date.parse(input.content.takenAt) / 1000),
      });
      return { pdf: ordered(pdf), pages };
    } catch (error) {
      // A character no face here can draw would cost the whole report: it is set as a white square.
      const undrawn = error instanceof TypesetError ? error.undrawnCharacter : undefined;
      if (undrawn === undefined || tries >= MOST_UNDRAWN) throw error;
      text = text.replaceAll(String.fromCodePoint(undrawn), '\u25a1');
    }
  }
}

/**
 * The PDF writer names the patterns of a drawing in an order that changes from run to run, and derives the file's instance
 * mark from it. The lines are put in order where they stand (nothing moves, no offset changes), the mark is made anew
 * from the ordered file: the same report is the same bytes.
 */
function ordered(pdf: Uint8Array): Uint8Array {
  const entries = /(?:[ ]+\/[A-Za-z]+\d+ \d+ 0 R\n){2,}/g;
  const place = (line: string) => Number(/\/[A-Za-z]+(\d+)/.exec(line)?.[1] ?? 0);
  let text = Buffer.from(pdf)
    .toString('latin1')
    .replace(entries, (block) => {
      const lines = block.slice(0, -1).split('\n');
      return `${lines.sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1)).join('\n')}\n`;
    });
  const mark = /\/ID \[\([^)]*\) \(([A-Za-z0-9+/=]{24})\)\]/.exec(text)?.[1];
  if (mark !== undefined) {
    const pieces = text.split(mark);
    text = pieces.join(createHash('md5').update(pieces.join(''), 'latin1').digest('base64'));
  }
  return Buffer.from(text, 'latin1');
}
