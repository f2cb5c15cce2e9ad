import { basename } from 'node:path';
import {
  DELIVERY_WAYS,
  type Delivery,
  deliverablesContract,
  type Report,
} from '../../../shared/contract/deliverables.ts';
import { beijingDay } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { deliverablesMessages } from '../../../shared/messages/deliverables.ts';
import {
  deliverReport,
  lastEdition,
  openReport,
  signDelivery,
  voidDelivery,
} from '../../core/deliverables/deliverables.ts';
import { checkedFor } from './checked.ts';
import type { Command, CommandContext } from './command.ts';
import { MOST_FILE, reportOf, text, WHICH, WHICH_USAGE } from './deliverablesInput.ts';
import { readInput } from './inputFile.ts';

const words = deliverablesMessages.command;

const deliver: Command = {
  path: ['deliverable', 'deliver'],
  summary: words.deliver,
  usage: `${WHICH_USAGE} [--to R --date D --way paper|file|both --signed NAME --receipt F --note T]`,
  options: {
    ...WHICH,
    to: { type: 'string' },
    date: { type: 'string' },
    way: { type: 'string' },
    signed: { type: 'string' },
    receipt: { type: 'string' },
    note: { type: 'string' },
  },
  needsWorkspace: true,
  help: words.help,
  async run(context) {
    const core = context.core();
    const report = await reportOf(context, false);
    const { id } = await lastEdition(core, report.reportId);
    const way = DELIVERY_WAYS.find((each) => each === (text(context, 'way') ?? 'file'));
    if (!way) return context.usage(deliver.usage);
    const receipt = receiptOf(context);
    const recipient = text(context, 'to') ?? report.recipient;
    const day = text(context, 'date') ?? beijingDay(core.now());
    const input = checkedFor(
      context,
      deliverablesContract.deliver,
      { id, recipient, way, day, signedBy: text(context, 'signed'), note: text(context, 'note') },
      { recipient: 'to', day: 'date', signedBy: 'signed' },
    );
    const delivered = await deliverReport(core, context.actor(), {
      ...input,
      receipt,
    });
    return { json: delivered, text: words.delivered(report.title, recipient, day) };
  },
};

const open: Command = {
  path: ['deliverable', 'open'],
  summary: words.open,
  usage: '--kind K --title T --from D --to D [--due D] [--recipient R]',
  options: {
    kind: { type: 'string' },
    title: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    due: { type: 'string' },
    recipient: { type: 'string' },
  },
  required: ['kind', 'title', 'from', 'to'],
  needsWorkspace: true,
  help: words.help,
  async run(context) {
    const { kind, title, from, to, due, recipient } = context.options;
    const given = { kind, title, from, to, due, recipient };
    const input = checkedFor(context, deliverablesContract.open, given);
    const report = await openReport(context.core(), context.actor(), input);
    return { json: report, text: words.opened(report.title, report.reportId) };
  },
};

const sign: Command = {
  path: ['deliverable', 'sign'],
  summary: words.sign,
  usage: `${WHICH_USAGE} --signed NAME [--receipt F]`,
  options: { ...WHICH, signed: { type: 'string' }, receipt: { type: 'string' } },
  required: ['signed'],
  needsWorkspace: true,
  help: words.help,
  async run(context) {
    const receipt = receiptOf(context);
    const report = await reportOf(context, false);
    const delivery = lastDelivery(report);
    const given = { id: delivery.id, signedBy: text(context, 'signed') };
    const input = checkedFor(context, deliverablesContract.sign, given, { signedBy: 'signed' });
    const signed = await signDelivery(context.core(), context.actor(), { ...input, receipt });
    return { json: signed, text: words.signed(report.title, delivery.day, input.signedBy) };
  },
};

const voidCommand: Command = {
  path: ['deliverable', 'void'],
  summary: words.void,
  usage: `${WHICH_USAGE} --reason T`,
  options: { ...WHICH, reason: { type: 'string' } },
  required: ['reason'],
  needsWorkspace: true,
  help: words.help,
  async run(context) {
    const report = await reportOf(context, false);
    const delivery = lastDelivery(report);
    const given = { id: delivery.id, reason: text(context, 'reason') };
    const input = checkedFor(context, deliverablesContract.voidDelivery, given);
    const voided = await voidDelivery(context.core(), context.actor(), input);
    return { json: voided, text: words.voided(report.title, delivery.day) };
  },
};

export const deliveryCommands: readonly Command[] = [open, deliver, sign, voidCommand];

/** The latest delivery that stands. @throws DELIVERABLE_DELIVERY */
function lastDelivery(report: Report): Delivery {
  const standing = report.deliveries.filter(({ voidedAt }) => voidedAt === null);
  const last = standing.reduce<Delivery | undefined>(
    (latest, each) => (latest && latest.recordedAt >= each.recordedAt ? latest : each),
    undefined,
  );
  if (!last) throw fail('DELIVERABLE_DELIVERY', words.notDelivered(report.title));
  return last;
}

function receiptOf(context: CommandContext) {
  const receipt = text(context, 'receipt');
  return receipt ? { name: basename(receipt), bytes: readInput(receipt, MOST_FILE) } : undefined;
}
