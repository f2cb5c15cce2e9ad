/** What lies on the paper under the text: its colour, the lines round the page. Lengths in twips. */
import type { Border, Section } from '../document.ts';
import { borderLines, lineStroke, pt } from './typst-code.ts';

const EDGES = ['top', 'bottom', 'left', 'right'] as const;

/** Code that draws the lines round a page; '' where the section has none. */
export function pageBordersCode(section: Section, number: number): string {
  const { pageBorders: borders, margin, width, height } = section;
  if (!borders) return '';
  const offset = (edge: (typeof EDGES)[number]): number => {
    const space = borders.edges[edge]?.space ?? 0;
    return Math.max(0, borders.from === 'page' ? space : margin[edge] - space);
  };
  let code = '';
  const layers = Math.max(
    0,
    ...EDGES.map((edge) => {
      const border = borders.edges[edge];
      return border ? borderLines(border).length : 0;
    }),
  );
  for (let layer = 0; layer < layers; layer++) {
    const at = Object.fromEntries(
      EDGES.map((edge) => {
        const border = borders.edges[edge];
        const lines = border ? borderLines(border) : [];
        return [edge, { border, line: lines[layer], inset: (lines[layer] ?? lines.at(-1))?.inset ?? 0 }];
      }),
    ) as Record<
      (typeof EDGES)[number],
      { border?: Border; line?: { width: number; inset: number }; inset: number }
    >;
    const strokes = EDGES.flatMap((edge) => {
      const { border, line } = at[edge];
      return border && line ? [`${edge}: ${lineStroke(border, line)}`] : [];
    });
    const left = offset('left') + at.left.inset;
    const top = offset('top') + at.top.inset;
    const across = width - left - offset('right') - at.right.inset;
    const down = height - top - offset('bottom') - at.bottom.inset;
    if (strokes.length === 0 || across <= 0 || down <= 0) continue;
    code += `place(top + left, dx: ${pt(left)}, dy: ${pt(top)}, rect(width: ${pt(across)}, height: ${pt(down)}, stroke: (${strokes.join(', ')})));`;
  }
  if (code === '' || borders.on === 'all') return code;
  const first = number === 0 ? '1' : `locate(<section-${number}>).page()`;
  return `context if here().page() ${borders.on === 'first' ? '==' : '>'} ${first} {${code}};`;
}
