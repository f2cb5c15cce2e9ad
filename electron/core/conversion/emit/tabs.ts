/** Where a tab goes. Positions are twips from the left edge of the text column. */
import type { TabStop, Twips } from '../document.ts';

export interface TabContext {
  stops: readonly TabStop[];
  defaultTab: Twips;
  /** Left indent; with a hanging first line it is a stop too. */
  left: Twips;
  hanging: boolean;
  /** Right end of the lines. */
  width: Twips;
}

export interface TabMove {
  /** Space the tab takes. */
  width: Twips;
  stop: Twips;
  align: TabStop['align'];
  leader: TabStop['leader'];
}

/**
 * The move of a tab at `position`, when text of width `following` comes up to the next tab, `wholes` of it before a
 * decimal point.
 */
export function nextTab(
  position: Twips,
  following: Twips,
  context: TabContext,
  wholes: Twips = following,
): TabMove {
  const reached = position + 1;
  let stop = context.stops.find((candidate) => candidate.align !== 'bar' && candidate.position > reached);
  if (context.hanging && context.left > reached && (!stop || stop.position > context.left)) {
    stop = { position: context.left, align: 'left', leader: 'none' };
  }
  if (!stop) {
    const step = Math.max(20, context.defaultTab);
    stop = { position: (Math.floor(reached / step) + 1) * step, align: 'left', leader: 'none' };
  }
  const space = stop.position - position;
  const taken =
    stop.align === 'right'
      ? following
      : stop.align === 'decimal'
        ? wholes
        : stop.align === 'center'
          ? following / 2
          : 0;
  return { width: Math.max(20, space - taken), stop: stop.position, align: stop.align, leader: stop.leader };
}
