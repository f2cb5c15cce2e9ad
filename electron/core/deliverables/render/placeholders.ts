import { deliverablesMessages } from '../../../../shared/messages/deliverables.ts';
import { outlineOf, type PartOutline } from '../../../../shared/messages/deliverablesFigures.ts';
import type { RegisterSection } from '../register.ts';

const words = deliverablesMessages.placeholders;

/** What may stand at a place of a template: single values, and loops with what may stand inside them. */
export interface Scope {
  values: Map<string, Described>;
  loops: Map<string, Described & { inside: Scope }>;
}
interface Described {
  says: string;
  group: string;
}

/** A heading of a table column or a part without what stands in brackets: as it is written in a placeholder. */
export function plainName(name: string): string {
  return name
    .replace(/^#/, '')
    .replace(/[（(].*$/, '')
    .replace(/[{}[\]\s]/g, '');
}

/** Every placeholder a template of this kind may use. */
export function knownPlaceholders(sections: readonly RegisterSection[]): Scope {
  const root: Scope = { values: new Map(), loops: new Map() };
  for (const [name, says] of Object.entries(words.report))
    root.values.set(name, { says, group: words.groups.report });
  root.loops.set('章节', sectionLoop());
  for (const { narratives, parts } of sections) {
    for (const { name, hint } of narratives)
      root.values.set(name, { says: words.narrative(hint), group: words.groups.narratives });
    for (const id of parts) {
      const outline = outlineOf.get(id);
      if (outline) addPart(root, outline);
    }
  }
  return root;
}

function addPart(root: Scope, outline: PartOutline): void {
  const group = `${words.groups.parts}·${outline.title}`;
  for (const [name, unit] of Object.values(outline.figures))
    root.values.set(`${outline.short}.${plainName(name)}`, { says: words.figure(name, unit), group });
  for (const { name, columns } of Object.values(outline.tables)) {
    const inside: Scope = { values: new Map(), loops: new Map() };
    for (const column of columns) inside.values.set(plainName(column), { says: words.column, group });
    root.loops.set(`${outline.short}.${plainName(name)}`, { says: words.table(name), group, inside });
  }
  for (const { name } of Object.values(outline.charts))
    root.values.set(`${outline.short}.${plainName(name)}`, { says: words.chart(name), group });
}

/** The loop over all sections: what lets one template serve every kind. */
function sectionLoop(): Described & { inside: Scope } {
  const group = words.groups.sections;
  const value = (...names: (keyof typeof words.section)[]) =>
    new Map(names.map((name) => [name as string, { says: words.section[name], group }]));
  const loop = (name: keyof typeof words.section, inside: Scope) =>
    [name as string, { says: words.section[name], group, inside }] as const;
  const lines: Scope = { values: value('内容'), loops: new Map() };
  const part: Scope = {
    values: value('小节名', '摘要'),
    loops: new Map([
      loop('指标', {
        values: value('指标名', '单位', '本期', '上期', '环比', '去年同期', '同比'),
        loops: new Map(),
      }),
      loop('指标表', { values: value('表名', '表'), loops: new Map() }),
      loop('表格', { values: value('表名', '表'), loops: new Map() }),
      loop('图表', { values: value('图名', '图'), loops: new Map() }),
      loop('简述', lines),
      loop('说明', lines),
    ]),
  };
  const text: Scope = { values: new Map(), loops: new Map([loop('栏名', lines), loop('段落', lines)]) };
  return {
    says: words.section.章节,
    group,
    inside: { values: value('章节名'), loops: new Map([loop('文字', text), loop('小节', part)]) },
  };
}

export interface PlaceholderLine {
  group: string;
  /** As written in the template, with braces. */
  name: string;
  says: string;
  loop: boolean;
}

/** The scope as a list for people, loops before what stands inside them. */
export function listPlaceholders(scope: Scope): PlaceholderLine[] {
  return [
    ...[...scope.values].map(([name, { says, group }]) => ({ group, name: `{${name}}`, says, loop: false })),
    ...[...scope.loops].flatMap(([name, { says, group, inside }]) => [
      { group, name: `{#${name}}…{/${name}}`, says, loop: true },
      ...listPlaceholders(inside).map((line) => ({ ...line, group })),
    ]),
  ];
}
