import type { DeskItem } from '../../../shared/contract/servicedeskItems.ts';
import { servicedeskMessages as words } from '../../../shared/messages/servicedesk.ts';
import { servicedeskItemMessages } from '../../../shared/messages/servicedeskItems.ts';
import type { Core } from '../core.ts';
import { itemEdges } from './items.ts';
import { cell, linkLines, type PaperForm, timeline } from './paper.ts';
import { readThread } from './thread.ts';

/** Form I, after its columns. */
export async function itemForm(core: Core, item: DeskItem): Promise<PaperForm> {
  const { labels, people } = words.print;
  const thread = await readThread(core, { kind: 'item', id: item.id });
  const edges = await itemEdges(core, item.id);
  return {
    heading: words.print.titles.item,
    number: item.number,
    state: (item.retired ? words.states.retired : words.states.inUse) ?? '',
    rows: [
      [cell(labels.name, item.name)],
      [
        cell(words.fields.type ?? '', servicedeskItemMessages.types[item.type]),
        cell(words.fields.version ?? '', item.version),
      ],
      [cell(labels.address, item.address), cell(labels.court, item.courtName)],
      [cell(labels.owner, item.owner), cell(labels.keeper, item.keeper)],
      [cell(labels.warranty, item.warrantyUntil), cell(labels.audited, item.auditedOn)],
      [
        cell(
          labels.relations,
          edges
            .map(
              ({ relation, number, name }) =>
                `${servicedeskItemMessages.relations[relation]} ${number} ${name}`,
            )
            .join('\n'),
        ),
      ],
      [cell(labels.lastChange, item.lastChange), cell(labels.links, linkLines(thread.links))],
      [cell(labels.note, item.note)],
    ],
    people: [
      { title: people.keeper, name: item.owner, at: '' },
      { title: people.auditor, name: '', at: '' },
    ],
    lists: [timeline(thread.notes)],
  };
}
