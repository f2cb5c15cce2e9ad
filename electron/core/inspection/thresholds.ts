import type { ItemThresholds } from '../../../shared/contract/inspection.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { inspectionMessages as messages } from '../../../shared/messages/inspection.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import { standardWith } from './standard.ts';
import { type InspectionStore, inspectionStore, type ThresholdRecord } from './store.ts';
import { sectionOf, type TemplateItem, type Thresholds, template, templateItem } from './template.ts';

interface Limits {
  warning: number | null;
  fault: number | null;
}

/** The items of the template with the limits this workspace has set, in numbers and in words. */
export async function itemsInForce(store: InspectionStore): Promise<TemplateItem[]> {
  const set = new Map((await store.thresholds()).map((row) => [row.item_id, row]));
  return template.items.map((item) => inForce(item, set.get(item.id)));
}

/** One item as {@link itemsInForce} gives it; undefined when the template has none of that id. */
export async function itemInForce(store: InspectionStore, id: string): Promise<TemplateItem | undefined> {
  const item = templateItem.get(id);
  return item && inForce(item, await store.threshold(id));
}

function inForce(item: TemplateItem, set: ThresholdRecord | undefined): TemplateItem {
  if (!item.thresholds || !set) return item;
  const thresholds: Thresholds = { direction: item.thresholds.direction };
  if (set.warning !== null) thresholds.warning = set.warning;
  if (set.fault !== null) thresholds.fault = set.fault;
  return { ...item, thresholds, standard: standardWith(item.standard, thresholds) };
}

/** Every item that is judged by a number, as on the sheet, with the limits in force and the usual ones. */
export async function listThresholds(core: Core): Promise<ItemThresholds[]> {
  const store = inspectionStore(core.log);
  const set = new Map((await store.thresholds()).map((row) => [row.item_id, row]));
  return template.items.flatMap((usualItem) => {
    const change = set.get(usualItem.id);
    const item = inForce(usualItem, change);
    const usual = usualItem.thresholds;
    if (!usual || !item.thresholds) return [];
    return [
      {
        id: item.id,
        number: numberOf(item),
        service: item.service,
        name: item.name,
        unit: item.unit,
        standard: item.standard,
        direction: usual.direction,
        warning: item.thresholds.warning ?? null,
        fault: item.thresholds.fault ?? null,
        usual: { warning: usual.warning ?? null, fault: usual.fault ?? null },
        change: change ? { reason: change.reason, by: change.changed_by, at: change.changed_at } : null,
      },
    ];
  });
}

/** As printed: the section's number and the item's place in it. */
function numberOf({ id, service }: TemplateItem): string {
  const place = template.items.filter((item) => item.service === service).findIndex((item) => item.id === id);
  return `${sectionOf.get(service)?.number ?? ''}.${place + 1}`;
}

/**
 * Sets the limits of an item, in its own unit, from the next check on; the usual ones take the setting away.
 * What was judged before stays as it was, with the words it was judged by.
 * @throws INSPECTION_NO_ITEM, INSPECTION_NO_THRESHOLD, INSPECTION_THRESHOLD_INVALID
 */
export async function saveThresholds(
  core: Core,
  actor: Actor,
  input: Limits & { id: string; reason: string },
): Promise<ItemThresholds[]> {
  const { id, warning, fault } = input;
  const item = templateItem.get(id);
  if (!item) throw fail('INSPECTION_NO_ITEM', messages.noItem(id));
  if (!item.thresholds) throw fail('INSPECTION_NO_THRESHOLD', messages.noThreshold(item.name));
  check(item.thresholds, input);
  const store = inspectionStore(core.log);
  const { warning: usualWarning = null, fault: usualFault = null } = item.thresholds;
  if (warning === usualWarning && fault === usualFault) {
    await store.removeThreshold(id);
  } else {
    await store.saveThreshold({
      item_id: id,
      warning,
      fault,
      reason: input.reason,
      changed_by: actor.name,
      changed_at: core.now().toISOString(),
    });
  }
  await appendAudit(core, actor, 'inspection.threshold', item.name, {
    id,
    warning,
    fault,
    reason: input.reason,
  });
  core.changes.bump('inspection');
  return listThresholds(core);
}

/** The printed words name the levels the template has, so each of them keeps a limit and no other gets one. */
function check(usual: Thresholds, { warning, fault }: Limits): void {
  for (const [field, limit] of [
    ['warning', warning],
    ['fault', fault],
  ] as const) {
    const isNamed = usual[field] !== undefined;
    if (isNamed === (limit === null)) {
      throw fail(
        'INSPECTION_THRESHOLD_INVALID',
        isNamed ? messages.thresholdMissing : messages.thresholdUnnamed,
        {
          field,
        },
      );
    }
  }
  if (warning === null || fault === null) return;
  if (usual.direction === 'above' ? fault <= warning : fault >= warning) {
    throw fail('INSPECTION_THRESHOLD_INVALID', messages.thresholdOrder(usual.direction), { field: 'fault' });
  }
}
