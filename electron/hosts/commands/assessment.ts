import type { AssessmentResult } from '../../../shared/domain/assessment.ts';
import { assessmentMessages } from '../../../shared/messages/assessment.ts';
import { computeAssessmentFile } from '../../core/assessment/caseFile.ts';
import type { Command } from './command.ts';
import { readJsonInput } from './jsonInput.ts';

const words = assessmentMessages.command;

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

export const commands: readonly Command[] = [compute];

function resultText(result: AssessmentResult<string | number>): string {
  return [
    words.score(String(result.score), result.passed),
    ...result.items.map(({ item, deducted }) => words.item(assessmentMessages.items[item], String(deducted))),
    words.bonus(String(result.bonus)),
    ...result.withdrawals.map(({ person, from, to, facts }) =>
      words.withdrawal(person, from, to, facts.join('、')),
    ),
    ...(result.ignored.length > 0 ? [words.ignored(result.ignored.join('、'))] : []),
  ].join('\n');
}
