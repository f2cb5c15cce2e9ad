import { replacementInputSchema, staffContract } from '../../../shared/contract/staff.ts';
import { REPLACEMENT_CAUSES } from '../../../shared/domain/staffing.ts';
import { addDays, beijingDay } from '../../../shared/domain/time.ts';
import { staffMessages } from '../../../shared/messages/staff.ts';
import { requireDay } from '../../core/calendar/calendar.ts';
import {
  fileReplacement,
  listMembers,
  listReplacements,
  memberNamed,
  replacementNumbered,
  saveReplacement,
} from '../../core/staff/staff.ts';
import { checked, checkedFor } from './checked.ts';
import type { Command } from './command.ts';
import { requestCommands } from './staffRequests.ts';
import { stepCommands } from './staffSteps.ts';

const words = staffMessages.command;
const MOST_LISTED = 2_000;
const HANDOVER_DAYS = 5;
const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

const list: Command = {
  path: ['staff', 'list'],
  summary: words.list,
  usage: '[--left] [--replacements]',
  options: { left: flag, replacements: flag },
  needsWorkspace: true,
  help: words.help,
  async run({ core, options }) {
    if (options.replacements) {
      const { rows } = await listReplacements(core(), { offset: 0, limit: MOST_LISTED });
      const lines = rows.map((row) =>
        [
          row.number,
          staffMessages.states[row.state],
          `${row.leaving} → ${row.successor}`,
          row.effectiveOn,
          row.breaches.map((breach) => staffMessages.breaches[breach]).join('、'),
        ].join('\t'),
      );
      return { json: rows, text: lines.join('\n') || words.noReplacements };
    }
    const rows = await listMembers(core(), options.left === true);
    const lines = rows.map((row) =>
      [
        row.name,
        staffMessages.posts[row.post],
        staffMessages.places[row.place],
        row.keyPost ? words.key : '',
        staffMessages.memberStates[row.state],
        row.since,
        row.phone,
      ].join('\t'),
    );
    return { json: rows, text: lines.join('\n') || words.empty };
  },
};

const replace: Command = {
  path: ['staff', 'replace'],
  summary: words.replace,
  usage: '--leaving N --successor N --on D [--cause C] [--from D] [--to D] [--text T]',
  options: { leaving: text, successor: text, on: text, cause: text, from: text, to: text, text },
  required: ['leaving', 'successor', 'on'],
  needsWorkspace: true,
  help: words.help,
  async run(context) {
    const { core, actor, options, usage } = context;
    const given = (name: string) => String(options[name] ?? '');
    const cause = given('cause') || 'other';
    if (!REPLACEMENT_CAUSES.some((known) => known === cause)) usage(words.causeUnknown(cause));
    const effectiveOn = requireDay(given('on'));
    const leaving = await memberNamed(core(), given('leaving'));
    const early = addDays(effectiveOn, -HANDOVER_DAYS);
    const replacement = await saveReplacement(
      core(),
      actor(),
      checked(
        context,
        replacementInputSchema,
        {
          leavingId: leaving.id,
          successor: given('successor'),
          cause,
          reason: given('text'),
          effectiveOn,
          handoverFrom: given('from') || (early < leaving.since ? leaving.since : early),
          handoverTo: given('to') || effectiveOn,
        },
        { reason: 'text', handoverFrom: 'from', handoverTo: 'to' },
      ),
    );
    return { json: replacement, text: words.replaced(replacement.number) };
  },
};

const file: Command = {
  path: ['staff', 'file'],
  summary: words.file,
  usage: '--number N --filed-to N [--filed D] [--text T]',
  options: { number: text, 'filed-to': text, filed: text, text },
  required: ['number', 'filed-to'],
  needsWorkspace: true,
  help: words.help,
  async run(context) {
    const { core, actor, options } = context;
    const given = {
      id: '',
      filedOn: options.filed ?? beijingDay(core().now()),
      filedTo: options['filed-to'],
      document: options.text,
    };
    const names = { filedOn: 'filed', filedTo: 'filed-to', document: 'text' };
    const input = checkedFor(context, staffContract.file, given, names);
    const { id } = await replacementNumbered(core(), String(options.number));
    const replacement = await fileReplacement(core(), actor(), { ...input, id });
    return { json: replacement, text: words.filed(replacement.number) };
  },
};

export const commands: readonly Command[] = [list, replace, file, ...stepCommands, ...requestCommands];
