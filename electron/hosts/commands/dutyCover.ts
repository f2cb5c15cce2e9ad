import { beijingDay, isDay } from '../../../shared/domain/time.ts';
import { dutyRosterMessages } from '../../../shared/messages/dutyRoster.ts';
import { dutyCover } from '../../core/duty/cover.ts';
import { place } from '../../core/duty/slots.ts';
import type { Command } from './command.ts';

const words = dutyRosterMessages.command;

/** `ops duty cover`: what is open on the roster in the week from a day on. */
export const coverCommand: Command = {
  path: ['duty', 'cover'],
  summary: words.cover,
  usage: '[--from D]',
  options: { from: { type: 'string' } },
  needsWorkspace: true,
  help: words.helpCover,
  async run({ core, options, usage }) {
    const from = options.from === undefined ? beijingDay(core().now()) : String(options.from);
    if (!isDay(from)) return usage(words.day(from));
    const cover = await dutyCover(core(), from);
    const lines = [
      ...(cover.empty ? [words.nobody] : []),
      ...cover.unpublished.map(({ month }) => `${month}\t${words.unpublished}`),
      ...cover.findings.map(({ day, role, kind, name }) =>
        [place(day, role), dutyRosterMessages.findings[kind], name].join('\t'),
      ),
    ];
    return { json: cover, text: lines.join('\n') || words.covered(cover.from, cover.to) };
  },
};
