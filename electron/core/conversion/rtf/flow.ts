/**
 * Collects inlines into paragraphs and paragraphs into tables. One flow for the body, one for each
 * header, note and text box.
 */
import type { Block, CharacterStyle, Inline, Paragraph, TableRow } from '../document.ts';
import type { State } from './state.ts';
import { buildTable, type FilledRow, type RowDefinition } from './table-build.ts';

interface TableInProgress {
  rows: FilledRow[];
  cells: Block[][];
  current: Block[];
}

export interface Flow {
  text(text: string, state: State): void;
  inline(inline: Inline): void;
  /** True when the current paragraph has no inlines yet. */
  atParagraphStart(): boolean;
  /** True when the last text is raised: a note's own mark stands there. */
  endsRaised(): boolean;
  /** True when nothing was put in at all. */
  isEmpty(): boolean;
  endParagraph(state: State): void;
  endCell(state: State, level: number): void;
  endRow(state: State, definition: RowDefinition, level: number): void;
  /** Blocks finished so far at the top level, taken out of the flow (for a section break). */
  take(state: State): Block[];
  /** Closes what is open and returns all blocks. */
  finish(state: State): Block[];
  pendingLabel: Paragraph['label'] | undefined;
  tables: number;
}

const MAX_TABLE_LEVEL = 6;

/** Creates an empty flow. */
export function createFlow(): Flow {
  let blocks: Block[] = [];
  let inlines: Inline[] = [];
  const levels: TableInProgress[] = [];
  let touched = false;

  function target(): Block[] {
    return levels.at(-1)?.current ?? blocks;
  }

  function closeLevel(): void {
    const level = levels.pop();
    if (!level) return;
    // Cells without a row end: keep their content as a row of its own.
    if (level.current.length > 0) level.cells.push(level.current);
    if (level.cells.length > 0) level.rows.push({ cells: level.cells, definition: undefined });
    if (level.rows.length === 0) return;
    target().push(buildTable(level.rows));
    flow.tables++;
  }

  function setLevel(wanted: number): void {
    const level = Math.min(MAX_TABLE_LEVEL, Math.max(0, wanted));
    while (levels.length > level) closeLevel();
    while (levels.length < level) levels.push({ rows: [], cells: [], current: [] });
  }

  function pushParagraph(state: State): void {
    const paragraph: Paragraph = {
      kind: 'paragraph',
      style: state.paragraph,
      inlines,
      mark: state.character,
    };
    state.ownsParagraph = false;
    state.ownsCharacter = false;
    if (flow.pendingLabel) paragraph.label = flow.pendingLabel;
    flow.pendingLabel = undefined;
    inlines = [];
    target().push(paragraph);
  }

  const flow: Flow = {
    pendingLabel: undefined,
    tables: 0,
    atParagraphStart: () => inlines.length === 0,
    endsRaised() {
      const last = inlines.at(-1);
      return last?.kind === 'text' && (last.style.position === 'super' || last.style.raise > 0);
    },
    isEmpty: () => !touched,
    text(text, state) {
      if (text === '') return;
      touched = true;
      const style: CharacterStyle = state.character;
      const last = inlines.at(-1);
      if (last?.kind === 'text' && (last.style === style || sameStyle(last.style, style))) {
        last.text += text;
        return;
      }
      state.ownsCharacter = false;
      inlines.push({ kind: 'text', text, style });
    },
    inline(inline) {
      touched = true;
      inlines.push(inline);
    },
    endParagraph(state) {
      touched = true;
      setLevel(state.tableLevel);
      pushParagraph(state);
    },
    endCell(state, wanted) {
      touched = true;
      const level = Math.min(MAX_TABLE_LEVEL, Math.max(1, wanted));
      if (levels.length < level) setLevel(level);
      else while (levels.length > level) closeLevel();
      pushParagraph(state);
      const table = levels.at(-1) as TableInProgress;
      table.cells.push(table.current);
      table.current = [];
    },
    endRow(state, definition, wanted) {
      touched = true;
      const level = Math.min(MAX_TABLE_LEVEL, Math.max(1, wanted));
      if (levels.length < level) {
        // A row end without cells: nothing was in it.
        if (inlines.length === 0) return;
        setLevel(level);
      }
      while (levels.length > level) closeLevel();
      const table = levels.at(-1) as TableInProgress;
      if (inlines.length > 0) pushParagraph(state);
      if (table.current.length > 0) {
        table.cells.push(table.current);
        table.current = [];
      }
      if (table.cells.length === 0) return;
      table.rows.push({ cells: table.cells, definition });
      table.cells = [];
    },
    take(state) {
      if (inlines.length > 0) {
        setLevel(state.tableLevel);
        pushParagraph(state);
      }
      setLevel(0);
      const taken = blocks;
      blocks = [];
      return taken;
    },
    finish(state) {
      if (inlines.length > 0) pushParagraph(state);
      setLevel(0);
      return blocks;
    },
  };
  return flow;
}

/** Whether two styles draw alike: writers switch fonts back and forth around every number. */
function sameStyle(one: CharacterStyle, other: CharacterStyle): boolean {
  for (const key in one) {
    if (one[key as keyof CharacterStyle] !== other[key as keyof CharacterStyle]) return false;
  }
  for (const key in other) {
    if (!(key in one) && other[key as keyof CharacterStyle] !== undefined) return false;
  }
  return true;
}

/** Rows of a table that repeat on each page: the leading ones marked so. */
export function headerRowCount(rows: readonly TableRow[]): number {
  let count = 0;
  while (count < rows.length && rows[count]?.header) count++;
  return count === rows.length ? 0 : count;
}
