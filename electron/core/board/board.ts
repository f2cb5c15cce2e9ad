import type { Board } from '../../../shared/contract/board.ts';
import { beijingDay, type Day } from '../../../shared/domain/time.ts';
import { boardMessages as words } from '../../../shared/messages/board.ts';
import { conversionStatus } from '../conversion/conversion.ts';
import type { Actor, Core } from '../core.ts';
import { currentDuty } from '../duty/duty.ts';
import { itemHistory, today } from '../inspection/inspection.ts';
import { incidentBoard, incidentFigures } from '../servicedesk/servicedesk.ts';
import { readSettings } from '../settings/settings.ts';

const CASES_ITEM = 'datacenter.cases';

type Figure = Board['figures'][number];

/** The live figures for visits and demonstrations: only what the console itself has found; what it does not know stays empty. */
export async function readBoard(core: Core, actor: Actor): Promise<Board> {
  const now = core.now();
  const settings = await readSettings(core);
  const inspection = await today(core);
  const duty = await currentDuty(core, actor);
  const counts = inspection.sheet?.counts ?? null;
  return {
    at: now.toISOString(),
    day: beijingDay(now),
    project: settings.project,
    customer: settings.customer,
    figures: [
      await cases(core),
      await converted(core),
      checks(counts),
      ...(await incidents(core, beijingDay(now))),
    ],
    onDuty: [...new Set(duty.onDuty.map(({ operatorName }) => operatorName))],
    tiles: inspection.tiles
      .filter(({ service }) => service !== 'workstation')
      .map(({ service, number, name, result, headline }) => ({
        service,
        number,
        name,
        result,
        headline: headline?.name ?? '',
        value: headline?.value ?? '',
      })),
    checks: counts && {
      normal: counts.normal,
      warning: counts.warning,
      fault: counts.fault,
      unchecked: counts.unchecked,
    },
  };
}

/** As the last check found them; the data centre itself is not asked for a board. */
async function cases(core: Core): Promise<Figure> {
  const [last] = (await itemHistory(core, CASES_ITEM, 5)).filter(({ number }) => number !== null);
  return figure(
    'cases',
    last?.number ?? null,
    words.units.cases,
    last ? words.fromSheet(last.day) : words.notChecked,
  );
}

async function converted(core: Core): Promise<Figure> {
  const { counts } = await conversionStatus(core);
  return figure(
    'converted',
    counts.converted + counts.noted,
    words.units.files,
    words.waiting(counts.waiting.toLocaleString('zh-CN')),
  );
}

function checks(counts: { total: number; unchecked: number } | null): Figure {
  if (!counts) return figure('checks', null, words.units.items, words.notChecked);
  const done = counts.total - counts.unchecked;
  return figure('checks', done, words.units.items, words.checksNote(done, counts.total));
}

/** How the contract's times were kept this month, and what is being worked on. */
async function incidents(core: Core, day: Day): Promise<Figure[]> {
  const { overall } = await incidentFigures(core, { from: `${day.slice(0, 8)}01`, to: day });
  const { rows } = await incidentBoard(core);
  const open = rows.filter(({ state, resolvedAt }) => state !== 'cancelled' && resolvedAt === null);
  return [
    figure(
      'incidents',
      overall.rate,
      words.units.share,
      overall.owed === 0 ? words.noIncidents : words.incidentsNote(overall.met, overall.owed),
    ),
    figure('openIncidents', open.length, words.units.cases, ''),
  ];
}

function figure(id: string, value: number | null, unit: string, note: string): Figure {
  return { id, value, unit, note };
}
