import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { arch, freemem, platform, release, totalmem } from 'node:os';
import type { DiagnosticsBundle } from '../../../shared/contract/staff.ts';
import { maskText } from '../../../shared/domain/maskText.ts';
import { beijingDay, beijingStamp, showInstant } from '../../../shared/domain/time.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { resultNames } from '../../../shared/messages/inspection.ts';
import { staffMessages } from '../../../shared/messages/staff.ts';
import type { Actor, Core } from '../core.ts';
import { listConnections } from '../datacenter/datacenter.ts';
import { findSheet } from '../inspection/inspection.ts';
import { newestLogVersion } from '../log/log.ts';
import { writeFileAtomic } from '../workspace/atomic.ts';
import { readUnexpected } from '../workspace/diagnostics.ts';
import { recordStaff } from './recordStaff.ts';
import { mustFindRequest } from './requests.ts';
import { type RequestRow, staffStore } from './store.ts';

const words = staffMessages.bundle;
const JOBS_LOOKED_AT = 200;
const JOBS_SHOWN = 20;
const LOG_CHARACTERS = 200_000;

/**
 * Puts together what a remote expert needs, everything masked, and keeps it in the workspace for the person to look at.
 * Nothing leaves the console here.
 */
export async function previewBundle(core: Core, id: string): Promise<DiagnosticsBundle> {
  const request = await mustFindRequest(core, id);
  const sections = (await gather(core, request)).map(({ title, text }) => {
    const { text: masked, masked: count } = maskText(text.replaceAll(core.workspace.dir, words.here));
    return { title, text: masked.trim() || words.none, masked: count };
  });
  const parts = [
    words.heading(request.number, maskText(request.title).text),
    beijingStamp(core.now()),
    words.hint,
  ];
  const content = `\uFEFF${[...parts, ...sections.map((section) => `\n■ ${section.title}\n${section.text}`)].join('\n')}\n`;
  mkdirSync(core.workspace.path('results', 'experts'), { recursive: true });
  writeFileAtomic(draftOf(core, request), content, 0o600);
  return {
    fileName: fileName(core, request),
    digest: digestOf(content),
    bytes: Buffer.byteLength(content),
    masked: sections.reduce((sum, { masked }) => sum + masked, 0),
    sections,
  };
}

/** Hands out exactly what was looked at; recorded as an export. @throws STAFF_BUNDLE_STALE */
export async function saveBundle(
  core: Core,
  actor: Actor,
  input: { id: string; digest: string },
): Promise<{ fileName: string; content: Buffer }> {
  const request = await mustFindRequest(core, input.id);
  const draft = draftOf(core, request);
  const content = existsSync(draft) ? readFileSync(draft) : undefined;
  if (!content || digestOf(content) !== input.digest) throw fail('STAFF_BUNDLE_STALE', words.stale);
  await staffStore(core.log).moveRequest(request.id, ['open', 'answered', 'closed'], {
    bundle_digest: input.digest,
    bundle_at: core.now().toISOString(),
  });
  await recordStaff(core, actor, 'exportBundle', request.number, {
    sha256: input.digest,
    bytes: content.length,
  });
  return { fileName: fileName(core, request), content };
}

async function gather(core: Core, request: RequestRow): Promise<{ title: string; text: string }[]> {
  const titles = words.sections;
  const { config } = core.workspace;
  const memory = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MB`;
  const connections = await listConnections(core);
  const sheet = await findSheet(core, beijingDay(core.now()));
  const { rows } = await core.jobs.list({
    offset: 0,
    limit: JOBS_LOOKED_AT,
    states: ['failed', 'interrupted'],
  });
  return [
    { title: titles.request, text: `${request.title}\n${request.description}` },
    {
      title: titles.program,
      text: [
        words.program(
          process.versions.node,
          process.versions.electron ?? '—',
          process.versions.sqlite ?? '—',
        ),
        words.system(`${platform()} ${release()} ${arch()}`, memory(freemem()), memory(totalmem())),
        words.log(newestLogVersion(), Intl.DateTimeFormat().resolvedOptions().timeZone),
      ].join('\n'),
    },
    {
      title: titles.workspace,
      text: words.workspaceFacts(config.demo, config.version, showInstant(config.createdAt)),
    },
    {
      title: titles.connections,
      text: connections
        .map(({ engine, host, port, isDefault }) =>
          words.connection(engine, host ? `${host}:${port}` : words.file, isDefault),
        )
        .join('\n'),
    },
    {
      title: titles.jobs,
      text: rows
        .slice(0, JOBS_SHOWN)
        .map(
          ({ kind, state, endedAt, error }) =>
            `${endedAt ? beijingStamp(endedAt) : ''} ${kind} ${state} ${error?.code ?? ''} ${error?.message ?? ''}`,
        )
        .join('\n'),
    },
    {
      title: titles.checks,
      text: (sheet?.items ?? [])
        .filter(({ result }) => result === 'fault' || result === 'warning')
        .map(
          ({ id, name, result, value, explanation }) =>
            `${id} ${name} ${resultNames[result]} ${value} ${explanation}`,
        )
        .join('\n'),
    },
    { title: titles.log, text: readUnexpected(core.workspace, LOG_CHARACTERS) },
  ];
}

function draftOf(core: Core, { number }: RequestRow): string {
  return core.workspace.path('results', 'experts', `${number}.txt`);
}

function fileName(core: Core, { number }: RequestRow): string {
  return words.fileName(number, beijingStamp(core.now()).slice(0, 10).replaceAll('-', ''));
}

function digestOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
