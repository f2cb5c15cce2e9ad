import { randomBytesFrom } from './noise.ts';
import { encryptedPdf, smallPdf } from './pictures.ts';
import type { Random } from './random.ts';
import type { CasefileRows, EfileRow, EfileTruth } from './rows.ts';
import type { Plan, Scene } from './scene.ts';

interface Context {
  scene: Scene;
  plan: Plan;
  random: Random;
}

/** Changes a case file and returns what then is broken. */
type CasefileDefect = (
  rows: CasefileRows,
  context: Context,
) => { rules: readonly string[]; [detail: string]: unknown };

/** Every fifth case file bears one of these in turn. */
const EVERY = 5;

const DEFECTS: readonly CasefileDefect[] = [
  broken('zero-bytes', 'refuse', ['JZ003'], () => Buffer.alloc(0)),
  broken(
    'truncated-rtf',
    'doubt',
    ['JZ003'],
    (file) => file.content.subarray(0, Math.floor(file.content.length * 0.6)),
    'rtf',
  ),
  broken('wrong-suffix-pdf', 'refuse', ['JZ003'], (file) => smallPdf(`file ${file.file_id}`), 'rtf'),
  broken('encrypted-pdf', 'leave', ['JZ003'], (_, { random }) => encryptedPdf(random), 'pdf'),
  broken('encrypted-noise', 'refuse', ['JZ003'], (_, { random }) => randomBytesFrom(random, 4096), 'rtf'),
  broken(
    'rtf-without-body',
    'refuse',
    ['JZ003'],
    () => Buffer.from('{\\rtf1\\ansi\\ansicpg936', 'latin1'),
    'rtf',
  ),
  broken('suffix-not-allowed', 'leave', ['GF019'], (file) => file.content, 'dat'),
  onFile('file_mark-missing', ['WZ028'], (file) => {
    file.file_mark = null;
  }),
  onFile('file_mark-wrong', ['GF020'], (file) => {
    file.file_mark = Buffer.from(`stwj_${file.case_id}_99`).toString('base64');
  }),
  onFile('case-not-found', ['YZ017'], (file) => {
    file.case_id = `${file.case_id.slice(0, 4)}9${file.case_id.slice(5)}`;
    file.file_mark = Buffer.from(`stwj_${file.case_id}_${file.sequence}`).toString('base64');
  }),
  (rows) => {
    const [first, second] = rows.files;
    if (!first || !second) return { rules: [] };
    // The second file is the first once more: same bytes, same kind.
    const [one, two] = rows.efiles;
    Object.assign(second, { content: first.content, suffix: first.suffix, name: `副本.${first.suffix}` });
    if (one && two) Object.assign(two, { kind: one.kind, expect: one.expect, document: one.document });
    return { rules: ['JZ004'], defect: 'same-bytes-twice', fileId: second.file_id, with: first.file_id };
  },
  onCatalogue('catalogue-sequence-missing', ['WZ027'], 0, (row) => {
    row.sequence = null;
  }),
  onCatalogue('catalogue-pages-overlap', ['YZ018'], 1, (row) => {
    row.page_from = Number(row.page_from) - 1;
  }),
  (rows) => {
    const gone = rows.catalogues.pop();
    const file = rows.files.at(-1);
    if (file && file.catalogue_id === gone?.catalogue_id)
      file.catalogue_id = rows.catalogues.at(-1)?.catalogue_id ?? null;
    return { rules: ['JZ006'], defect: 'catalogue-without-judgment' };
  },
  onFile('deliberation-in-main-volume', ['JZ007'], (file) => {
    file.name = `合议庭评议笔录.${file.suffix}`;
    file.main_volume = 1;
  }),
];

export function bearsDefect(rank: number): boolean {
  return rank % EVERY === 2;
}

/** Breaks the case file of that rank if it is its turn, and notes what it did. */
export function casefileDefect(rank: number, rows: CasefileRows, context: Context): void {
  if (!bearsDefect(rank)) return;
  const defect = DEFECTS[Math.floor(rank / EVERY) % DEFECTS.length];
  if (!defect) return;
  const { rules, ...detail } = defect(rows, context);
  for (const rule of rules)
    rows.truths.push({ rule, caseId: context.plan.caseId, ...(detail as Record<string, string>) });
}

/** Puts other bytes into the last file of a case. */
function broken(
  kind: string,
  expect: EfileTruth['expect'],
  rules: readonly string[],
  content: (file: EfileRow, context: Context) => Buffer,
  suffix?: string,
): CasefileDefect {
  return (rows, context) => {
    const file = rows.files.at(-1);
    const truth = rows.efiles.at(-1);
    if (!file || !truth) return { rules: [] };
    file.content = content(file, context);
    if (suffix) Object.assign(file, { suffix, name: String(file.name).replace(/\.\w+$/, `.${suffix}`) });
    Object.assign(truth, { kind, expect, document: undefined });
    return { rules, defect: kind, fileId: file.file_id };
  };
}

function onFile(id: string, rules: readonly string[], change: (file: EfileRow) => void): CasefileDefect {
  return (rows) => {
    const file = rows.files[0];
    if (!file) return { rules: [] };
    change(file);
    return { rules, defect: id, fileId: file.file_id, caseId: file.case_id };
  };
}

function onCatalogue(
  id: string,
  rules: readonly string[],
  place: number,
  change: (row: CasefileRows['catalogues'][number]) => void,
): CasefileDefect {
  return (rows) => {
    const row = rows.catalogues[place];
    if (!row) return { rules: [] };
    change(row);
    return { rules, defect: id, catalogueId: String(row.catalogue_id) };
  };
}
