import { SLA_TARGETS } from '../../../shared/domain/sla.ts';
import { slaMessages } from '../../../shared/messages/sla.ts';
import { computeSla, type SlaAnswer } from '../../core/sla/sla.ts';
import type { Command } from './command.ts';
import { readJsonInput } from './inputFile.ts';

const words = slaMessages.command;

const compute: Command = {
  path: ['sla', 'compute'],
  summary: words.summary,
  usage: words.usage,
  options: { input: { type: 'string' } },
  required: ['input'],
  needsWorkspace: false,
  help: words.help,
  async run({ options, note }) {
    const { incidents, warnings } = computeSla(readJsonInput(String(options.input)));
    for (const warning of warnings) note(warning);
    return { json: { incidents }, text: incidents.map(lineOf).join('\n') || words.none };
  },
};

export const commands: readonly Command[] = [compute];

function lineOf(answer: SlaAnswer): string {
  const deadlines = { respond: answer.respondBy, arrive: answer.arriveBy, resolve: answer.resolveBy };
  const owed = SLA_TARGETS.filter((target) => target !== 'arrive' || answer.class === 'off-hours');
  const by = owed.map((target) => {
    const at = deadlines[target];
    const name = words.targets[target];
    return at ? words.by(name, at.slice(0, 19).replace('T', ' ')) : words.never(name);
  });
  const late = answer.breaches.map((target) => words.targets[target]);
  return words.line(
    String(answer.id),
    words.classes[answer.class],
    by.join('，'),
    late.length > 0 ? words.late(late.join('、')) : words.inTime,
  );
}
