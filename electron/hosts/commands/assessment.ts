import { resolve } from 'node:path';
import type { AssessmentStatus } from '../../../shared/contract/assessment.ts';
import { assessmentMessages } from '../../../shared/messages/assessment.ts';
import {
  assessmentStatus,
  collectFacts,
  exportEvidence,
  exportScoreSheet,
  listFacts,
  printScoreSheet,
} from '../../core/assessment/assessment.ts';
import { computeAssessmentFile } from '../../core/assessment/caseFile.ts';
import { writeFileAtomic } from '../../core/workspace/atomic.ts';
import { decideCommands } from './assessmentDecide.ts';
import { factCommands } from './assessmentFacts.ts';
import { resultText, yearNamed } from './assessmentInput.ts';
import { outlookCommands } from './assessmentOutlook.ts';
import { yearCommands } from './assessmentYears.ts';
import type { Command, CommandContext } from './command.ts';
import { readJsonInput } from './inputFile.ts';

const words = assessmentMessages.command;
const MOST_LISTED = 2_000;

const compute: Command = {
  path: ['assessment', 'compute'],
  summary: words.compute,
  usage: words.computeUsage,
  options: { input: { type: 'string' } },
  required: ['input'],
  needsWorkspace: false,
  help: words.computeHelp,
  async run({ options, note }) {
    const { result, warnings } = computeAssessmentFile(readJsonInput(String(options.input)));
    for (const warning of warnings) note(warning);
    return { json: result, text: resultText(result) };
  },
};

const status: Command = {
  path: ['assessment', 'status'],
  summary: words.status,
  usage: words.yearUsage,
  options: { year: { type: 'string' } },
  needsWorkspace: true,
  help: words.yearHelp,
  async run({ core, options }) {
    const found = await assessmentStatus(core(), await yearNamed(core(), options.year));
    return { json: found, text: statusText(found) };
  },
};

const propose: Command = {
  path: ['assessment', 'propose'],
  summary: words.propose,
  usage: '',
  options: {},
  needsWorkspace: true,
  async run({ core, actor, note }) {
    const collected = await collectFacts(core(), actor());
    for (const line of collected.failed) note(line);
    const { rows, total } = await listFacts(core(), { offset: 0, limit: MOST_LISTED, states: ['proposed'] });
    const lines = rows.map(({ number, date, text, effect }) => `${number}\t${date}\t${effect}\t${text}`);
    return {
      json: { ...collected, total, candidates: rows },
      text: [words.collected(collected.found, collected.added, collected.lapsed, total), ...lines].join('\n'),
    };
  },
};

const sheet: Command = {
  path: ['assessment', 'sheet'],
  summary: words.sheet,
  usage: `${words.yearUsage} --out F`,
  options: { year: { type: 'string' }, out: { type: 'string' } },
  required: ['out'],
  needsWorkspace: true,
  help: words.sheetHelp,
  run: writeSheet,
};

const evidence: Command = {
  path: ['assessment', 'evidence'],
  summary: words.evidence,
  usage: words.evidenceUsage,
  options: { year: { type: 'string' }, out: { type: 'string' } },
  required: ['out'],
  needsWorkspace: true,
  help: words.yearHelp,
  async run({ core, actor, options, usage, note }) {
    const file = resolve(String(options.out));
    if (!/\.zip$/i.test(file)) usage(words.evidenceKind);
    const year = await yearNamed(core(), options.year);
    const { content, files, missing } = await exportEvidence(core(), actor(), year);
    if (missing.length > 0) note(words.evidenceMissing(missing.join('、')));
    writeFileAtomic(file, content);
    return { json: { file, files, missing }, text: words.packed(file, files - missing.length) };
  },
};

export const commands: readonly Command[] = [
  compute,
  status,
  propose,
  ...factCommands,
  ...decideCommands,
  sheet,
  evidence,
  ...outlookCommands,
  ...yearCommands,
];

/** A PDF, or an Excel workbook where the name ends so. */
async function writeSheet({ core, actor, options, usage }: CommandContext) {
  const file = resolve(String(options.out));
  const excel = /\.xlsx$/i.test(file);
  if (!excel && !/\.pdf$/i.test(file)) usage(words.sheetKind);
  const year = await yearNamed(core(), options.year);
  if (excel) {
    const { content } = await exportScoreSheet(core(), actor(), year);
    writeFileAtomic(file, content);
    return { json: { file }, text: words.written(file) };
  }
  const { pdf, pages } = await printScoreSheet(core(), actor(), year);
  writeFileAtomic(file, pdf);
  return { json: { file, pages }, text: words.written(file) };
}

function statusText(found: AssessmentStatus): string {
  return [
    words.yearLine(found.year.name, found.year.from, found.year.to),
    resultText({ ...found, ignored: [] }),
    words.outlook(found.forecast),
    words.waiting(found.counts.proposed, found.counts.appealed),
  ].join('\n');
}
