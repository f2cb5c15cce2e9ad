import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { ExpertRequest } from '../../../shared/contract/staff.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { staffMessages } from '../../../shared/messages/staff.ts';
import { askExpert, listRequests, previewBundle, saveBundle } from '../../core/staff/staff.ts';
import { writeFileAtomic } from '../../core/workspace/atomic.ts';
import type { Command, CommandContext } from './command.ts';

const words = staffMessages.command;
const MOST_LISTED = 2_000;
const MOST = { title: 120, text: 10_000, expert: 40 } as const;
const text = { type: 'string' } as const;

const list: Command = {
  path: ['staff', 'requests'],
  summary: words.requests,
  usage: '',
  options: {},
  needsWorkspace: true,
  help: words.helpRequests,
  async run({ core }) {
    const { rows } = await listRequests(core(), { offset: 0, limit: MOST_LISTED });
    const lines = rows.map(({ number, state, title, expert, answer }) =>
      [number, staffMessages.requestStates[state], title, expert, answer.replace(/\s+/g, ' ')].join('\t'),
    );
    return { json: rows, text: lines.join('\n') || words.noRequests };
  },
};

const ask: Command = {
  path: ['staff', 'ask'],
  summary: words.ask,
  usage: '--title T --text T [--expert N] [--urgent]',
  options: { title: text, text, expert: text, urgent: { type: 'boolean' } },
  required: ['title', 'text'],
  needsWorkspace: true,
  help: words.helpRequests,
  async run(context) {
    const given = (name: keyof typeof MOST) => {
      const value = String(context.options[name] ?? '').trim();
      if (value.length > MOST[name] || (value === '' && name !== 'expert'))
        context.usage(words.length(name, MOST[name]));
      return value;
    };
    const request = await askExpert(context.core(), context.actor(), {
      title: given('title'),
      description: given('text'),
      expert: given('expert'),
      urgency: context.options.urgent ? 'urgent' : 'normal',
      channel: '',
      link: '',
    });
    return { json: request, text: words.asked(request.number) };
  },
};

const bundle: Command = {
  path: ['staff', 'bundle'],
  summary: words.bundle,
  usage: '--number N [--digest D --out F]',
  options: { number: text, digest: text, out: text },
  required: ['number'],
  needsWorkspace: true,
  help: words.helpBundle,
  async run(context) {
    const { core, actor, options, usage } = context;
    const request = await requestNumbered(context);
    if ((options.out === undefined) !== (options.digest === undefined)) usage(words.digestAndOut);
    if (options.out === undefined) {
      const shown = await previewBundle(core(), request.id);
      const sections = shown.sections.map((section) => `■ ${section.title}\n${section.text}`);
      return { json: shown, text: [words.previewed(shown.digest, shown.masked), ...sections].join('\n') };
    }
    const file = resolve(String(options.out));
    if (!statSync(dirname(file), { throwIfNoEntry: false })?.isDirectory())
      throw fail('FOLDER_NOT_FOUND', words.noFolder(dirname(file)));
    const { content } = await saveBundle(core(), actor(), { id: request.id, digest: String(options.digest) });
    writeFileAtomic(file, content);
    return { json: { file, bytes: content.byteLength }, text: words.written(file) };
  },
};

/** @throws STAFF_REQUEST_NOT_FOUND */
export async function requestNumbered({ core, options }: CommandContext): Promise<ExpertRequest> {
  const number = String(options.number).trim();
  const { rows } = await listRequests(core(), { offset: 0, limit: MOST_LISTED });
  const found = rows.find((row) => row.number === number);
  if (!found) throw fail('STAFF_REQUEST_NOT_FOUND', words.requestNamed(number));
  return found;
}

export const requestCommands: readonly Command[] = [list, ask, bundle];
