import { describe, expect, it } from 'vitest';
import { parseRtf } from '../rtf/parser.ts';
import { createFaceResolver } from './faces.ts';
import { groupFrames, isFramesOnly, placeOfFrame } from './frames.ts';
import { emitTypst } from './typst.ts';

const PAGE = '{\\rtf1\\ansi\\paperw11906\\paperh16838\\margl1000\\margr1000\\margt1000\\margb1000 ';
const FRAME = '\\pard\\pvpg\\phpg\\posx2000\\posy3000\\absw4000 ';

function sectionOf(text: string) {
  const { document } = parseRtf(Buffer.from(`${PAGE}${text}}`, 'latin1'));
  const section = document.sections[0];
  if (!section) throw new Error('no section');
  return { document, section };
}

describe('positioned paragraphs', () => {
  it('draws paragraphs of one frame together, at its place', () => {
    const { document, section } = sectionOf(`${FRAME}one\\par two\\par\\pard\\par`);
    const groups = groupFrames(section.blocks);
    expect(groups.map(({ frame, blocks }) => [frame?.width, blocks.length])).toEqual([
      [4000, 2],
      [undefined, 1],
    ]);
    expect(emitTypst(document).markup).toContain('place(top + left, dx: 50pt, dy: 100pt, block(width: 200pt');
  });

  it('leaves a frame in the flow where text would run through it', () => {
    const { document, section } = sectionOf(`${FRAME}one\\par\\pard body\\par`);
    expect(isFramesOnly(section)).toBe(false);
    expect(emitTypst(document).markup).not.toContain('place(');
  });

  it('places a frame beside text when it lies in a margin, and centres', () => {
    const { section } = sectionOf('\\pard\\pvpg\\phpg\\posxc\\posy100\\absw4000 one\\par\\pard body\\par');
    const [group] = groupFrames(section.blocks);
    const place = group && placeOfFrame(group, section, false, createFaceResolver());
    expect(place).toMatchObject({ x: 3953, y: 100, horizontal: 'page', vertical: 'page' });
  });
});
