/**
 * Layout of conversion against LibreOffice with the same fonts: pages, their size, the left edge of their text, and the
 * widths of table columns as the rules drawn show them. Arguments: `--corpus DIR`, `--only PART` (of the path).
 * Needs LibreOffice; its pages are kept under the system's temporary folder.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createConversionPool, runConversion } from '../../electron/core/conversion/job.ts';
import { findLibreOffice } from '../../electron/core/conversion/rescue.ts';
import { looksLikeRtf } from '../../electron/core/conversion/rtf/parser.ts';
import { forkProcess } from '../../electron/hosts/processes.ts';
import { flat, officeFolder, officeResults } from '../support/libreOffice.ts';
import { layoutReader, type PageLayout } from '../support/pdfLayout.ts';

/** LibreOffice takes paper that is nearly A4 for A4. */
const SAME_SIZE = 0.5;
/** Faces differ a little in where a glyph begins. */
const SAME_EDGE = 2;
const WIDTH_TOLERANCE = 0.02;

interface Tally {
  files: number;
  samePageCount: number;
  pages: number;
  sameSize: number;
  /** Pages without upright rules, and those of them on which the leftmost text begins at the same place. */
  textPages: number;
  sameTextEdge: number;
  /** Pages on which both draw the same number of upright rules, and those on which they do not. */
  ruledPages: number;
  ruledDifferently: number;
  columns: number;
  columnsWithin2Percent: number;
  worstColumn: number;
}

function newTally(): Tally {
  return {
    files: 0,
    samePageCount: 0,
    pages: 0,
    sameSize: 0,
    textPages: 0,
    sameTextEdge: 0,
    ruledPages: 0,
    ruledDifferently: 0,
    columns: 0,
    columnsWithin2Percent: 0,
    worstColumn: 0,
  };
}

/** Adds what two readings of one file have in common; returns what is to be looked at. */
function compare(tally: Tally, theirs: readonly PageLayout[], ours: readonly PageLayout[]): string[] {
  const remarks: string[] = [];
  tally.files++;
  if (theirs.length === ours.length) tally.samePageCount++;
  else remarks.push(`pages ${theirs.length} → ${ours.length}`);
  for (const [index, their] of theirs.entries()) {
    const our = ours[index];
    if (!our) break;
    tally.pages++;
    const isSame =
      Math.abs(their.width - our.width) <= SAME_SIZE && Math.abs(their.height - our.height) <= SAME_SIZE;
    if (isSame) tally.sameSize++;
    else remarks.push(`size ${their.width}×${their.height} → ${our.width}×${our.height}`);
    if (their.rules.length < 2 && our.rules.length < 2) {
      if (!Number.isFinite(their.textLeft) && !Number.isFinite(our.textLeft)) continue;
      tally.textPages++;
      if (Math.abs(their.textLeft - our.textLeft) <= SAME_EDGE) tally.sameTextEdge++;
      else
        remarks.push(
          `text edge ${their.textLeft.toFixed(1)} → ${our.textLeft.toFixed(1)} on page ${index + 1}`,
        );
      continue;
    }
    if (their.rules.length !== our.rules.length) {
      tally.ruledDifferently++;
      remarks.push(`rules ${their.rules.length} → ${our.rules.length} on page ${index + 1}`);
      continue;
    }
    tally.ruledPages++;
    for (let i = 1; i < their.rules.length; i++) {
      const expected = (their.rules[i] as number) - (their.rules[i - 1] as number);
      const found = (our.rules[i] as number) - (our.rules[i - 1] as number);
      const error = Math.abs(found - expected) / expected;
      tally.columns++;
      if (error <= WIDTH_TOLERANCE) tally.columnsWithin2Percent++;
      else remarks.push(`column ${expected.toFixed(1)} → ${found.toFixed(1)} on page ${index + 1}`);
      tally.worstColumn = Math.max(tally.worstColumn, Math.round(error * 1000) / 1000);
    }
  }
  return remarks;
}

/** Measures, and returns the sums of the court documents and of the rest, with every file that differs. */
export async function run(args: readonly string[]): Promise<object> {
  const option = (name: string, otherwise: string): string => {
    const at = args.indexOf(`--${name}`);
    return at >= 0 ? (args[at + 1] ?? otherwise) : otherwise;
  };
  const corpus = resolve(option('corpus', '../shared/corpus/rtf'));
  if (!existsSync(corpus)) return { skipped: `no corpus at ${corpus}` };
  if (!findLibreOffice()) return { skipped: 'LibreOffice is not installed' };
  const names = readdirSync(corpus, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.toLowerCase().endsWith('.rtf'))
    .sort();
  const folder = officeFolder(corpus);
  await officeResults('pdf', names, corpus, folder);
  const read = await layoutReader();
  const pool = createConversionPool({ spawn: forkProcess, workers: 2 });
  const court = newTally();
  const others = newTally();
  const differing: Record<string, string[]> = {};
  const queue = names.filter((name) => name.includes(option('only', '')));
  const lane = async (): Promise<void> => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      const path = join(corpus, name);
      const theirs = join(folder, 'pdf', `${flat(name)}.pdf`);
      if (!existsSync(theirs) || !looksLikeRtf(readFileSync(path))) continue;
      const { outcome } = await runConversion(pool, { source: { path }, to: 'pdf', proof: false });
      if (!outcome.output) continue;
      const tally = name.startsWith('court') ? court : others;
      const remarks = compare(tally, read(readFileSync(theirs)), read(outcome.output));
      if (remarks.length > 0) differing[name] = remarks.slice(0, 8);
    }
  };
  try {
    await Promise.all([lane(), lane()]);
  } finally {
    pool.close();
  }
  return { court, others, differing };
}
