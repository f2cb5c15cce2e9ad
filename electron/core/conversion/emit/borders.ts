/** Paragraphs that follow each other with the same borders or shading share one box. */
import type { Block, Borders, Paragraph } from '../document.ts';
import { colour, pt, stroke } from './typst-code.ts';

function hasFrame(block: Block): block is Paragraph {
  if (block.kind !== 'paragraph') return false;
  const { borders, background } = block.style;
  return (
    background !== undefined || (borders !== undefined && Object.values(borders).some((border) => border))
  );
}

function frameKey({ style }: Paragraph): string {
  return JSON.stringify([style.borders ?? null, style.background ?? null, style.left, style.right]);
}

/** Splits blocks into runs: single blocks, and groups of paragraphs framed alike. */
export function groupFramed(blocks: readonly Block[]): { framed: boolean; blocks: Block[] }[] {
  const groups: { framed: boolean; blocks: Block[]; key: string }[] = [];
  for (const block of blocks) {
    const framed = hasFrame(block);
    const key = framed ? frameKey(block) : '';
    const last = groups.at(-1);
    if (last && last.key === key && last.framed === framed) last.blocks.push(block);
    else groups.push({ framed, blocks: [block], key });
  }
  return groups;
}

/** Wraps the code of a framed group in its box. */
export function frameCode(code: string, first: Paragraph): string {
  const borders: Borders = first.style.borders ?? {};
  const options: string[] = ['width: 100%'];
  const edges = (['top', 'bottom', 'left', 'right'] as const).filter((edge) => borders[edge]);
  if (edges.length > 0) {
    options.push(`stroke: (${edges.map((edge) => `${edge}: ${stroke(borders[edge])}`).join(', ')})`);
    // Side borders stand outside the text, as word processors draw them; above and below they take room.
    const vertical = (['top', 'bottom'] as const).filter((edge) => borders[edge]);
    const horizontal = (['left', 'right'] as const).filter((edge) => borders[edge]);
    if (vertical.length > 0)
      options.push(
        `inset: (${vertical.map((edge) => `${edge}: ${pt(borders[edge]?.space ?? 0)}`).join(', ')})`,
      );
    if (horizontal.length > 0) {
      options.push(
        `outset: (${horizontal.map((edge) => `${edge}: ${pt(borders[edge]?.space ?? 0)}`).join(', ')})`,
      );
    }
  }
  if (first.style.background) options.push(`fill: ${colour(first.style.background)}`);
  return `block(${options.join(', ')}, {${code}})`;
}
