import { type ConnectionTest, ENGINES, type Engine } from '../../../shared/contract/datacenter.ts';
import type { StructureDifference } from '../../../shared/contract/datacenterDictionary.ts';
import type { HealthItem } from '../../../shared/contract/datacenterHealth.ts';
import { fail } from '../../../shared/errors/errors.ts';
import { datacenterMessages } from '../../../shared/messages/datacenter.ts';
import { datacenterDictionaryMessages } from '../../../shared/messages/datacenterDictionary.ts';
import { HEALTH_ITEM_NAMES } from '../../../shared/messages/datacenterHealth.ts';
import { appendAudit } from '../../core/audit/audit.ts';
import {
  connectionNamed,
  type DatacenterConnection,
  listConnections,
  measureHealth,
  openConnection,
  openUrl,
  testConnection,
  testUrl,
} from '../../core/datacenter/datacenter.ts';
import { dictionaryOf } from '../../core/datacenter/dictionary.ts';
import { runHealthRound } from '../../core/datacenter/health/rounds.ts';
import { type QueryAnswer, runQuery, runSavedQuery } from '../../core/datacenter/query.ts';
import {
  migrateStructure,
  planStructure,
  type StructurePlan,
  type StructureStep,
  structureOfEngine,
} from '../../core/datacenter/structure.ts';
import { structureDifferences } from '../../core/datacenter/structureDiff.ts';
import type { Command, CommandContext } from './command.ts';
import { backupCommand } from './datacenterBackup.ts';
import { filesCommand } from './datacenterFiles.ts';

const words = datacenterMessages.command;
const TARGET_OPTIONS = { url: { type: 'string' }, connection: { type: 'string' } } as const;
const onSavedConnection = (options: CommandContext['options']) => options.connection !== undefined;

const list: Command = {
  path: ['datacenter', 'list'],
  summary: words.list,
  usage: '',
  options: {},
  needsWorkspace: true,
  async run({ core }) {
    const connections = await listConnections(core());
    const lines = connections.map(
      ({ name, isDefault, engine, file, host, port, database }) =>
        `${name}${isDefault ? words.isDefault : ''}\t${engine}\t${file || `${host}:${port}/${database}`}`,
    );
    return { json: connections, text: lines.join('\n') || words.listEmpty };
  },
};

const test: Command = {
  path: ['datacenter', 'test'],
  summary: words.test,
  usage: '--url URL | --connection NAME',
  options: TARGET_OPTIONS,
  needsWorkspace: onSavedConnection,
  help: words.helpTarget,
  async run(context) {
    const answer = await testTarget(context);
    return { json: answer, text: testText(answer) };
  },
};

const check: Command = {
  path: ['datacenter', 'check'],
  summary: words.check,
  usage: '--url URL | --connection NAME',
  options: TARGET_OPTIONS,
  needsWorkspace: onSavedConnection,
  help: words.helpTarget,
  async run(context) {
    const tested = await testTarget(context);
    if (tested.error) throw fail(tested.error.code, tested.error.message);
    const health = await withConnection(context, false, (connection) =>
      measureHealth({ now: () => new Date() }, connection, context.signal),
    );
    return {
      json: { ...tested, takenAt: health.takenAt, ms: health.ms, items: health.items },
      text: [testText(tested), ...health.items.map((item) => item.text)].join('\n'),
    };
  },
};

const structure: Command = {
  path: ['datacenter', 'structure'],
  summary: words.structure,
  usage: '--engine E | (--url URL | --connection NAME) [--to N] [--diff | --apply --yes]',
  options: {
    ...TARGET_OPTIONS,
    engine: { type: 'string' },
    to: { type: 'string' },
    apply: { type: 'boolean' },
    yes: { type: 'boolean' },
    diff: { type: 'boolean' },
  },
  needsWorkspace: onSavedConnection,
  help: [...words.helpTarget, ...words.helpStructure],
  async run(context) {
    const { engine, apply } = context.options;
    if (engine !== undefined) {
      if (!ENGINES.includes(engine as Engine)) context.usage(words.engine);
      const steps = await structureOfEngine(engine as Engine);
      return { json: { engine, steps }, text: stepsText(steps) };
    }
    const to = wholeNumber(context, 'to', 0, 1_000_000);
    if (apply === true && context.options.yes !== true) context.usage(words.structureYes);
    return withConnection(context, apply === true, async (connection) => {
      if (context.options.diff === true) {
        const differences = await structureDifferences(connection);
        return { json: { differences }, text: differencesText(differences) };
      }
      if (apply !== true) {
        const plan = await planStructure(connection, to);
        return {
          json: plan,
          text: plan.steps.length > 0 ? stepsText(plan.steps) : words.upToDate(plan.version),
        };
      }
      const plan = await migrateStructure(connection, {
        now: new Date(),
        signal: context.signal,
        ...(to === undefined ? {} : { to }),
        progress: (done, total) => context.note(`${done}/${total}`),
      });
      await recordStructure(context, plan);
      return { json: { ...plan, applied: true }, text: words.applied(plan.version, plan.steps.length) };
    });
  },
};

const health: Command = {
  path: ['datacenter', 'health'],
  summary: words.health,
  usage: '[--url URL | --connection NAME]',
  options: TARGET_OPTIONS,
  needsWorkspace: (options) => options.url === undefined,
  help: [...words.helpTarget, ...words.helpHealth],
  async run(context) {
    if (context.options.url !== undefined) {
      const found = await withConnection(context, false, (connection) =>
        measureHealth({ now: () => new Date() }, connection, context.signal),
      );
      return { json: found, text: found.items.map(itemText).join('\n') };
    }
    const { connection } = context.options;
    const saved =
      connection === undefined ? undefined : await connectionNamed(context.core(), String(connection));
    const board = await runHealthRound(context.core(), saved?.id, context.signal);
    if (board.failure) throw fail(board.failure.code, board.failure.message);
    const lines = board.items.map((item) => `${words.levels[item.level]}\t${itemText(item)}`);
    return { json: board, text: lines.join('\n') };
  },
};

function itemText(item: HealthItem): string {
  return `${HEALTH_ITEM_NAMES[item.id]}\t${item.text}`;
}

const dictionary: Command = {
  path: ['datacenter', 'dictionary'],
  summary: words.dictionary,
  usage: '(--url URL | --connection NAME) [--search TEXT]',
  options: { ...TARGET_OPTIONS, search: { type: 'string' } },
  needsWorkspace: onSavedConnection,
  help: [...words.helpTarget, ...words.helpDictionary],
  async run(context) {
    const sought = String(context.options.search ?? '').toLowerCase();
    const found = await withConnection(context, false, (connection) =>
      dictionaryOf(connection, context.signal),
    );
    if (found.liveError !== null) context.note(found.liveError);
    const columns = found.columns.filter((column) =>
      [column.table, column.tableChinese, column.column, column.chinese, column.codes, column.codesName].some(
        (text) => text.toLowerCase().includes(sought),
      ),
    );
    const text = columns.map(({ table, column, chinese, type, liveType, codes, codesName, live }) =>
      [table, column, chinese, type || liveType, `${codes} ${codesName}`.trim(), live].join('\t'),
    );
    return { json: { ...found, columns }, text: text.join('\n') };
  },
};

const query: Command = {
  path: ['query', 'run'],
  summary: words.query,
  usage: '(--url URL | --connection NAME) --sql S [--max-rows N] [--timeout SECONDS]',
  options: {
    ...TARGET_OPTIONS,
    sql: { type: 'string' },
    'max-rows': { type: 'string' },
    timeout: { type: 'string' },
  },
  required: ['sql'],
  needsWorkspace: onSavedConnection,
  help: [...words.helpTarget, ...words.helpQuery],
  async run(context) {
    const sql = context.options.sql as string;
    const maxRows = wholeNumber(context, 'max-rows', 1, 1_000_000) ?? 1_000;
    const seconds = wholeNumber(context, 'timeout', 1, 3_600);
    const options = { maxRows, signal: context.signal, ...(seconds ? { timeoutMs: seconds * 1000 } : {}) };
    const { connection } = target(context);
    const answer =
      connection === undefined
        ? await withConnection(context, false, (open) => runQuery(open, sql, options))
        : await runSavedQuery(context.core(), context.actor(), { connection, sql, ...options });
    if (answer.truncated) context.note(words.truncated(answer.rowCount));
    return { json: answer, text: tableText(answer) };
  },
};

export const commands: Command[] = [
  list,
  test,
  check,
  health,
  structure,
  dictionary,
  backupCommand,
  filesCommand,
  query,
];

/** In the log of the workspace; a URL has none, which is said. */
async function recordStructure(context: CommandContext, plan: StructurePlan): Promise<void> {
  const { connection } = target(context);
  if (connection === undefined) return context.note(words.structureUnrecorded);
  await appendAudit(context.core(), context.actor(), 'datacenter.structure', connection, {
    from: plan.version,
    steps: plan.steps.map(({ number, name, direction, statements }) => ({
      number,
      name,
      direction,
      statements: statements.length,
    })),
  });
}

function differencesText(differences: readonly StructureDifference[]): string {
  const text = datacenterDictionaryMessages.differences;
  const lines = differences.map(({ kind, table, name, wanted, live }) =>
    [text.kinds[kind], text.line(table, name), wanted && text.wanted(wanted), live && text.live(live)]
      .filter(Boolean)
      .join('\t'),
  );
  return lines.join('\n') || text.none;
}

/** Exactly one of --url and --connection; anything else is wrong usage. */
function target(context: CommandContext): { url?: string; connection?: string } {
  const { url, connection } = context.options;
  if ((url === undefined) === (connection === undefined)) context.usage(words.needTarget);
  return typeof url === 'string' ? { url } : { connection: connection as string };
}

async function testTarget(context: CommandContext): Promise<ConnectionTest> {
  const { url, connection } = target(context);
  if (url !== undefined) return testUrl(url, { spawn: context.spawn }, context.signal);
  const saved = await connectionNamed(context.core(), connection ?? '');
  return testConnection(context.core(), { id: saved.id }, context.signal);
}

async function withConnection<T>(
  context: CommandContext,
  writable: boolean,
  work: (connection: DatacenterConnection) => Promise<T>,
): Promise<T> {
  const { url, connection } = target(context);
  const open =
    url !== undefined
      ? openUrl(url, { spawn: context.spawn, writable })
      : await openConnection(context.core(), (await connectionNamed(context.core(), connection ?? '')).id, {
          writable,
        });
  try {
    return await work(open);
  } finally {
    await open.close();
  }
}

function wholeNumber(context: CommandContext, name: string, from: number, to: number): number | undefined {
  const text = context.options[name];
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isInteger(value) || value < from || value > to) context.usage(words.number(name, from, to));
  return value;
}

function testText(answer: ConnectionTest): string {
  const steps = answer.steps.map(
    ({ step, state, text }) => `${words.stepNames[step]}\t${words.stepStates[state]}\t${text}`,
  );
  return [answer.target, ...steps, ...answer.notes].join('\n');
}

function stepsText(steps: readonly StructureStep[]): string {
  return steps
    .map((step) =>
      [`-- ${step.number} ${step.name} (${step.direction})`, ...step.statements.map((sql) => `${sql};`)].join(
        '\n',
      ),
    )
    .join('\n');
}

function tableText(answer: QueryAnswer): string {
  const lines = answer.rows.map((row) =>
    answer.columns
      .map((name) => {
        const value = row[name] ?? '';
        return typeof value === 'object'
          ? `<${value.bytes} bytes>`
          : String(value).replace(/[\t\r\n]+/g, ' ');
      })
      .join('\t'),
  );
  return [answer.columns.join('\t'), ...lines, words.rows(answer.rowCount, answer.ms)].join('\n');
}
