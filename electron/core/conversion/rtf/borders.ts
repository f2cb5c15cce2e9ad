/** Border words: `\brdr…` words describe the border that was named last (`\brdrt`, `\clbrdrl`, `\trbrdrh` …). */
import type { Border, Borders, ParagraphStyle } from '../document.ts';
import type { Context } from './context.ts';

const targets = new WeakMap<Context, { border: Border; drop: () => void }>();

const STYLES: Record<string, Border['style']> = {
  brdrs: 'single',
  brdrth: 'thick',
  brdrsh: 'single',
  brdrdb: 'double',
  brdrdot: 'dotted',
  brdrdash: 'dashed',
  brdrdashsm: 'dashed',
  brdrdashd: 'dash-dot',
  brdrdashdd: 'dash-dot',
  brdrhair: 'single',
  brdrtriple: 'triple',
  brdrwavy: 'wave',
  brdrwavydb: 'double',
  brdrtnthsg: 'thin-thick',
  brdrthtnsg: 'thick-thin',
  brdrtnthtnsg: 'triple',
  brdrtnthmg: 'thin-thick',
  brdrthtnmg: 'thick-thin',
  brdrtnthtnmg: 'triple',
  brdrtnthlg: 'thin-thick',
  brdrthtnlg: 'thick-thin',
  brdrtnthtnlg: 'triple',
  brdremboss: 'single',
  brdrengrave: 'single',
  brdroutset: 'single',
  brdrinset: 'single',
  brdrframe: 'single',
  brdrdashdotstr: 'dash-dot',
};

/** A new border that the following `\brdr…` words describe; `drop` is called for "no border". */
export function borderFor(context: Context, drop: () => void = () => {}): Border {
  const border: Border = { style: 'single', width: 10, space: 0 };
  targets.set(context, { border, drop });
  return border;
}

/** `\brdrt` and its like, on a paragraph. */
export function paragraphBorder(
  context: Context,
  style: Partial<ParagraphStyle>,
  edges: readonly (keyof Borders)[],
): void {
  const borders: Borders = { ...style.borders };
  style.borders = borders;
  const border = borderFor(context, () => {
    for (const edge of edges) delete borders[edge];
  });
  for (const edge of edges) borders[edge] = border;
}

/** Applies a `\brdr…` property word to the border named last. False when it is no such word. */
export function applyBorderWord(context: Context, word: string, param: number): boolean {
  if (!word.startsWith('brdr') && word !== 'brsp') return false;
  const target = targets.get(context);
  if (!target) return true;
  const { border } = target;
  switch (word) {
    case 'brdrw':
      border.width = Math.min(255, Math.max(1, param));
      return true;
    case 'brdrcf': {
      const colour = context.colours[param];
      if (colour) border.colour = colour;
      return true;
    }
    case 'brsp':
      border.space = Math.min(620, Math.max(0, param));
      return true;
    case 'brdrnone':
    case 'brdrnil':
    case 'brdrtbl':
      target.drop();
      return true;
    default: {
      const style = STYLES[word];
      if (style) border.style = style;
      return style !== undefined;
    }
  }
}
