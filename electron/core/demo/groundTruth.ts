import { closeSync, createReadStream, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { expectedText } from './casefileRows.ts';
import type { EfileTruth, Truth } from './rows.ts';
import { CONVENTIONS, NOT_INJECTED } from './truthNotes.ts';

/** Up to so many e-files the expected text stands beside its digest. */
const TEXTS_UP_TO = 5_000;
const CHUNK = 1 << 20;

export interface TruthHead {
  cases: number;
  seed: number;
  /** The demo's present moment, Beijing time. */
  now: string;
  efiles: number;
}

/** Writes `ground-truth.json` as the rows go by: one entry per line, totals at the end, renamed into place when whole. */
export interface TruthWriter {
  defect(entry: Truth): void;
  efile(entry: EfileTruth): void;
  finish(): Promise<TruthTotals>;
  abort(): void;
}

export interface TruthTotals {
  defects: number;
  rules: Record<string, number>;
  efiles: Record<string, number>;
}

export function createTruthWriter(file: string, head: TruthHead): TruthWriter {
  const main = createLines(`${file}.creating`);
  const second = createLines(`${file}.efiles`);
  const totals: TruthTotals = { defects: 0, rules: {}, efiles: {} };
  const withText = head.efiles <= TEXTS_UP_TO;
  main.write(
    `{\n"version": 1,\n"demo": ${JSON.stringify(head)},\n"conventions": ${JSON.stringify(CONVENTIONS, null, 1)},\n`,
  );
  main.write(`"notInjected": ${JSON.stringify(NOT_INJECTED, null, 1)},\n"defects": [`);
  return {
    defect(entry) {
      main.write(`${totals.defects === 0 ? '' : ','}\n${JSON.stringify(entry)}`);
      totals.defects++;
      totals.rules[entry.rule] = (totals.rules[entry.rule] ?? 0) + 1;
    },
    efile({ document, ...entry }) {
      const expected = document ? expectedText(document) : null;
      const text = expected && {
        textSha256: expected.digest,
        characters: expected.characters,
        ...(withText ? { text: expected.text } : {}),
        header: document?.header,
        footer: document?.footer,
      };
      second.write(`${second.empty() ? '' : ','}\n${JSON.stringify({ ...entry, ...text })}`);
      totals.efiles[entry.kind] = (totals.efiles[entry.kind] ?? 0) + 1;
    },
    async finish() {
      second.close();
      main.write('\n],\n"efiles": [');
      for await (const chunk of createReadStream(second.file, 'utf8')) main.write(chunk as string);
      const sorted = (counts: Record<string, number>) => Object.fromEntries(Object.entries(counts).sort());
      const shown = { ...totals, rules: sorted(totals.rules), efiles: sorted(totals.efiles) };
      main.write(`\n],\n"totals": ${JSON.stringify(shown, null, 1)}\n}\n`);
      main.close();
      rmSync(second.file);
      renameSync(main.file, file);
      return shown;
    },
    abort() {
      for (const lines of [main, second]) {
        lines.close();
        rmSync(lines.file, { force: true });
      }
    },
  };
}

/** Appends text in large pieces. */
function createLines(file: string) {
  let handle: number | undefined = openSync(file, 'w');
  let kept: string[] = [];
  let length = 0;
  let written = false;
  const flush = () => {
    if (handle === undefined || length === 0) return;
    const bytes = Buffer.from(kept.join(''), 'utf8');
    for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
    kept = [];
    length = 0;
  };
  return {
    file,
    empty: () => !written,
    write(text: string) {
      kept.push(text);
      length += text.length;
      written = true;
      if (length >= CHUNK) flush();
    },
    close() {
      if (handle === undefined) return;
      const open = handle;
      try {
        flush();
        fsyncSync(open);
      } finally {
        handle = undefined;
        closeSync(open);
      }
    },
  };
}
