import { isAbsolute } from 'node:path';
import type { Probe } from '../../../shared/contract/inspection.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { inspectionMessages as messages } from '../../../shared/messages/inspection.ts';
import { appendAudit } from '../audit/audit.ts';
import type { Actor, Core } from '../core.ts';
import { inspectionStore } from './store.ts';
import { template } from './template.ts';

/** The places a probe may look at, with the address set for each. */
export async function listProbes(core: Core): Promise<Probe[]> {
  const saved = await inspectionStore(core.log).probes();
  return template.probes.map(({ id, name }) => {
    const row = saved.find((candidate) => candidate.id === id);
    return { id, name, kind: row?.kind ?? null, target: row?.target ?? '', expect: row?.expect ?? '' };
  });
}

/**
 * Sets or (with kind null) takes away the address of a probe.
 * @throws INSPECTION_PROBE_UNKNOWN, INSPECTION_PROBE_INVALID
 */
export async function saveProbe(core: Core, actor: Actor, input: Omit<Probe, 'name'>): Promise<Probe[]> {
  const { id, kind, target, expect } = input;
  if (!template.probes.some((probe) => probe.id === id)) {
    throw fail('INSPECTION_PROBE_UNKNOWN', messages.probeUnknown(id));
  }
  const store = inspectionStore(core.log);
  if (kind === null) {
    await store.removeProbe(id);
  } else {
    checkTarget(kind, target);
    await store.saveProbe({
      id,
      kind,
      target,
      expect,
      changed_by: actor.name,
      changed_at: core.now().toISOString(),
    });
  }
  await appendAudit(core, actor, 'inspection.probe', id, { kind, target });
  core.changes.bump('inspection');
  return listProbes(core);
}

function checkTarget(kind: 'http' | 'tcp' | 'folder', target: string): void {
  const bad = (message: string) => fail('INSPECTION_PROBE_INVALID', message, { field: 'target' });
  if (kind === 'http') {
    const url = URL.parse(target);
    if (!url || !['http:', 'https:'].includes(url.protocol) || url.username || url.password) {
      throw bad(messages.probeHttp);
    }
  }
  if (kind === 'tcp') {
    const port = Number(/^(?:\[[^\]]+\]|[^:\s]+):(\d{1,5})$/.exec(target)?.[1] ?? 0);
    if (port < 1 || port > 65535) throw bad(messages.probeTcp);
  }
  if (kind === 'folder' && !isAbsolute(target)) throw bad(messages.probeFolder);
}
