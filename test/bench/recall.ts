/**
 * Recall of conversion against LibreOffice: how many of the characters LibreOffice finds in a file stand in our
 * result too (as a multiset, white space aside). Both our text and the text read back from our PDF are measured,
 * each against two readings of LibreOffice:
 * - `exported`: its text export as it is. That export draws nothing: page numbers are 0, every bullet is •, every list
 *   counts 1, 2, 3, hidden text and index entries are there, capitals are not.
 * - `agreed`: the characters LibreOffice both exports and draws (text export ∩ text of its own PDF), capitals and
 *   widths made equal. What only one of its two results has is an artefact of that result.
 * Arguments: `--corpus DIR`, `--only PART` (of the path), `--all` (list every miss in full).
 * Needs LibreOffice; its texts and pages are kept under the system's temporary folder.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createConversionPool, runConversion } from '../../electron/core/conversion/job.ts';
import { pdfReader } from '../../electron/core/conversion/proof/pdf-text.ts';
import { findLibreOffice } from '../../electron/core/conversion/rescue.ts';
import { looksLikeRtf } from '../../electron/core/conversion/rtf/parser.ts';
import { forkProcess } from '../../electron/hosts/processes.ts';
import { flat, officeFolder, officeResults } from '../support/libreOffice.ts';

const GOOD = 0.98;

function option(args: readonly string[], name: string, fallback: string): string {
  const at = args.indexOf(`--${name}`);
  return at >= 0 ? (args[at + 1] ?? fallback) : fallback;
}

/** Characters that only stand for how a text is written, not for what it says, are told apart by nobody. */
function strip(text: string): string {
  return text.replace(/[\s\p{Cc}\p{Cf}\ufeff\ufffc]+/gu, '');
}

/**
 * Case and width do not count (capitals are drawn as capitals), nor do private-use codes, by which LibreOffice's
 * text stands for symbols that we write as real characters.
 */
function fold(text: string): string {
  return text
    .replace(/[\ue000-\uf8ff]/g, '')
    .normalize('NFKC')
    .toUpperCase();
}

function countsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return counts;
}

/** The characters of `one` that `other` has too, each as often as both have it. */
function common(one: string, other: string): string {
  const counts = countsOf(other);
  let text = '';
  for (const character of one) {
    const count = counts.get(character) ?? 0;
    if (count === 0) continue;
    counts.set(character, count - 1);
    text += character;
  }
  return text;
}

function missing(theirs: string, ours: string): { recall: number; text: string } {
  const counts = countsOf(ours);
  let total = 0;
  let text = '';
  for (const character of theirs) {
    total++;
    const count = counts.get(character) ?? 0;
    if (count > 0) counts.set(character, count - 1);
    else text += character;
  }
  return { recall: total === 0 ? 1 : 1 - [...text].length / total, text };
}

const MEASURES = ['exported txt', 'exported pdf', 'agreed txt', 'agreed pdf'] as const;
type Measure = (typeof MEASURES)[number];

interface Miss {
  file: string;
  characters: number;
  /** Recall by measure, only of those below 0.98. */
  recall: Partial<Record<Measure, number>>;
  missing: string;
}

interface Share {
  files: number;
  good: number;
  percent: number;
}

function share(recalls: readonly number[]): Share {
  const good = recalls.filter((recall) => recall >= GOOD).length;
  return {
    files: recalls.length,
    good,
    percent: Math.round((good / Math.max(1, recalls.length)) * 1000) / 10,
  };
}

/** Measures, and returns the shares and every file below 0.98. */
export async function run(args: readonly string[]): Promise<object> {
  const corpus = resolve(option(args, 'corpus', '../shared/corpus/rtf'));
  if (!existsSync(corpus)) return { skipped: `no corpus at ${corpus}` };
  if (!findLibreOffice()) return { skipped: 'LibreOffice is not installed' };
  const only = option(args, 'only', '');
  const names = readdirSync(corpus, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.toLowerCase().endsWith('.rtf'))
    .sort();
  const folder = officeFolder(corpus);
  await officeResults('txt', names, corpus, folder);
  await officeResults('pdf', names, corpus, folder);

  const pool = createConversionPool({ spawn: forkProcess, workers: 2 });
  const reader = await pdfReader();
  const recalls = new Map<Measure, number[]>(MEASURES.map((measure) => [measure, []]));
  const misses: Miss[] = [];
  const apart = {
    'first bytes are no {\\rtf: not RTF, read by LibreOffice as plain text': [] as string[],
    'LibreOffice gave no result': [] as string[],
    'LibreOffice found no text': 0,
  };
  const [notRtf, noResult] = Object.values(apart) as [string[], string[]];
  const status: Record<string, number> = {};
  const queue = names.filter((name) => name.includes(only));

  async function measure(name: string): Promise<void> {
    const path = join(corpus, name);
    const textPath = join(folder, 'txt', `${flat(name)}.txt`);
    const pagesPath = join(folder, 'pdf', `${flat(name)}.pdf`);
    if (!existsSync(textPath)) noResult.push(name);
    else if (!looksLikeRtf(readFileSync(path))) notRtf.push(name);
    if (noResult.includes(name) || notRtf.includes(name)) return;
    const exported = strip(readFileSync(textPath, 'utf8'));
    if (exported === '') {
      apart['LibreOffice found no text']++;
      return;
    }
    const drawn = existsSync(pagesPath) ? strip(reader.read(readFileSync(pagesPath)).pages.join('')) : '';
    const agreed = drawn === '' ? fold(exported) : common(fold(exported), fold(drawn));
    const recall: Miss['recall'] = {};
    let lost = '';
    for (const to of ['txt', 'pdf'] as const) {
      const { outcome } = await runConversion(pool, { source: { path }, to, proof: false });
      status[`${to} ${outcome.status}`] = (status[`${to} ${outcome.status}`] ?? 0) + 1;
      let ours = '';
      if (outcome.output && to === 'txt') ours = strip(new TextDecoder().decode(outcome.output));
      else if (outcome.output) ours = strip(reader.read(outcome.output).pages.join(''));
      for (const [kind, result] of [
        [`exported ${to}`, missing(exported, ours)],
        [`agreed ${to}`, missing(agreed, fold(ours))],
      ] as const) {
        recalls.get(kind)?.push(result.recall);
        if (result.recall >= GOOD) continue;
        recall[kind] = Math.round(result.recall * 1000) / 1000;
        lost = result.text;
      }
    }
    if (lost === '') return;
    misses.push({
      file: name,
      characters: exported.length,
      recall,
      missing: args.includes('--all') ? lost : lost.slice(0, 80),
    });
  }
  const lane = async (): Promise<void> => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) await measure(name);
  };
  try {
    await Promise.all([lane(), lane()]);
  } finally {
    pool.close();
  }
  misses.sort((one, other) => (one.file < other.file ? -1 : 1));
  const shares = MEASURES.map((measure) => [measure, share(recalls.get(measure) ?? [])]);
  return { ...Object.fromEntries(shares), apart, status, misses };
}
