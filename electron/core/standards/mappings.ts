import type { StandardImpact } from '../../../shared/contract/standards.ts';
import type { StandardDifference, StandardKind } from '../../../shared/domain/standardTables.ts';
import { standardsMessages } from '../../../shared/messages/standards.ts';
import type { Core } from '../core.ts';
import { template } from '../inspection/template.ts';
import { listQueries } from '../statistics/queries.ts';
import type { CentreColumn } from './centre.ts';
import { writtenValues } from './touched.ts';

const words = standardsMessages.impact;
const SHOWN = 6;

/** Where the console itself maps or writes out what changes: dictionary columns, saved statistics, check items, channels, marks. */
export async function mappingsTouched(
  core: Core,
  kind: StandardKind,
  differences: readonly StandardDifference[],
  columns: readonly CentreColumn[],
): Promise<StandardImpact['mappings']> {
  if (differences.length === 0) return [];
  const written = writtenValues(kind, differences);
  const found: StandardImpact['mappings'] = columns.map((column) => ({
    where: words.mappingColumn,
    what: `${column.table}.${column.column} ${column.chinese}`,
    why: words.mappingColumnWhy,
  }));
  for (const query of await listQueries(core)) {
    const values = writtenIn(query.sql, written);
    if (values.length > 0)
      found.push({ where: words.mappingQuery, what: query.name, why: words.mappingQueryWhy(shown(values)) });
  }
  for (const item of template.items) {
    const values = writtenIn(JSON.stringify(item.params), written);
    if (values.length > 0)
      found.push({
        where: words.mappingTemplate,
        what: item.name,
        why: words.mappingTemplateWhy(shown(values)),
      });
  }
  if (kind === 'exchange-types')
    found.push({
      where: words.mappingRealtime,
      what: standardsMessages.kinds[kind],
      why: words.mappingRealtimeWhy,
    });
  const marks = differences.filter(({ before, after }) => before?.mark !== after?.mark).length;
  if ((kind === 'courts' || kind === 'national-courts') && marks > 0)
    found.push({
      where: words.mappingMarks,
      what: standardsMessages.kinds[kind],
      why: words.mappingMarksWhy(marks),
    });
  return found;
}

/** The values a text writes as a quoted word. */
function writtenIn(text: string, values: ReadonlySet<string>): string[] {
  const quoted = [...text.matchAll(/'([^']*)'|"([^"]*)"/g)].map(
    ([, single, double]) => single ?? double ?? '',
  );
  return [...new Set(quoted.filter((word) => values.has(word)))];
}

function shown(values: readonly string[]): string {
  return values.slice(0, SHOWN).join('、');
}
