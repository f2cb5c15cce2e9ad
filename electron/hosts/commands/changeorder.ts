import { resolve } from 'node:path';
import type { Changeorder } from '../../../shared/contract/changeorder.ts';
import { changeorderMessages } from '../../../shared/messages/changeorder.ts';
import { changeNumbered, listChanges, printChange } from '../../core/changeorder/changeorder.ts';
import { writeFileAtomic } from '../../core/workspace/atomic.ts';
import type { Command } from './command.ts';

const words = changeorderMessages.command;
const MOST_LISTED = 2_000;

const list: Command = {
  path: ['changeorder', 'list'],
  summary: words.list,
  usage: '',
  options: {},
  needsWorkspace: true,
  async run({ core }) {
    const { rows } = await listChanges(core(), { offset: 0, limit: MOST_LISTED });
    const lines = rows.map(
      ({ number, state, title, author }) =>
        `${number}\t${changeorderMessages.states[state]}\t${title}\t${author}`,
    );
    return { json: rows, text: lines.join('\n') || words.listEmpty };
  },
};

const show: Command = {
  path: ['changeorder', 'show'],
  summary: words.show,
  usage: '--number N',
  options: { number: { type: 'string' } },
  required: ['number'],
  needsWorkspace: true,
  help: words.help,
  async run({ core, options }) {
    const order = await changeNumbered(core(), String(options.number));
    return { json: order, text: orderText(order) };
  },
};

const print: Command = {
  path: ['changeorder', 'print'],
  summary: words.print,
  usage: '--number N --out F',
  options: { number: { type: 'string' }, out: { type: 'string' } },
  required: ['number', 'out'],
  needsWorkspace: true,
  help: words.help,
  async run({ core, actor, options }) {
    const order = await changeNumbered(core(), String(options.number));
    const { pdf, pages } = await printChange(core(), actor(), order);
    const file = resolve(String(options.out));
    writeFileAtomic(file, pdf);
    return { json: { file, pages }, text: words.printed(file, pages) };
  },
};

export const commands: readonly Command[] = [list, show, print];

function orderText(order: Changeorder): string {
  const { labels } = words;
  const none = changeorderMessages.form.none;
  const lines: [string, string][] = [
    [labels.number, order.number],
    [labels.state, changeorderMessages.states[order.state]],
    [labels.title, order.title],
    [labels.applicant, order.applicant],
    [labels.place, `${order.connectionName} / ${order.table || none}`],
    [labels.condition, order.condition || none],
    [labels.rows, `${order.predictedRows ?? none} / ${order.actualRows ?? none}`],
    [labels.reason, order.reason],
    [labels.author, order.author],
    [labels.approver, order.approver ?? none],
    [labels.executor, order.executor ?? none],
  ];
  if (order.failure) lines.push([labels.failure, order.failure]);
  return `${lines.map(([label, value]) => `${label}\t${value}`).join('\n')}\n\n${order.sql}`;
}
