/** Words of positioned paragraphs (frames). Source: RTF 1.9.1, "Positioned Objects and Frames". */
import type { ParagraphFrame, ParagraphStyle } from '../document.ts';

const LIMIT = 31_680;
const DEFAULT_FRAME: ParagraphFrame = {
  x: 0,
  y: 0,
  horizontal: 'column',
  vertical: 'margin',
  width: 0,
  height: 0,
};

/** Whether a word is one of frames'. */
export function isFrameWord(word: string): boolean {
  return /^(pos(neg)?[xy]|pos[xy][lcrtb]|ph(mrg|pg|col)|pv(mrg|pg|para)|abs[wh])$/.test(word);
}

function clamp(value: number): number {
  return Math.max(-LIMIT, Math.min(LIMIT, value));
}

function changeOf(word: string, param: number): Partial<ParagraphFrame> | undefined {
  switch (word) {
    case 'posx':
      return { x: clamp(param) };
    case 'posnegx':
      return { x: -clamp(Math.abs(param)) };
    case 'posy':
      return { y: clamp(param) };
    case 'posnegy':
      return { y: -clamp(Math.abs(param)) };
    case 'posxl':
    case 'posxc':
    case 'posxr':
      return { x: word === 'posxl' ? 'start' : word === 'posxc' ? 'center' : 'end' };
    case 'posyt':
    case 'posyc':
    case 'posyb':
      return { y: word === 'posyt' ? 'start' : word === 'posyc' ? 'center' : 'end' };
    case 'phmrg':
    case 'phpg':
    case 'phcol':
      return { horizontal: word === 'phmrg' ? 'margin' : word === 'phpg' ? 'page' : 'column' };
    case 'pvmrg':
    case 'pvpg':
    case 'pvpara':
      return { vertical: word === 'pvmrg' ? 'margin' : word === 'pvpg' ? 'page' : 'paragraph' };
    case 'absw':
      return { width: Math.max(0, clamp(param)) };
    case 'absh':
      return { height: Math.abs(clamp(param)) };
  }
  return undefined;
}

/** Applies one word of a frame to a paragraph style; false when it is none. */
export function applyFrameWord(style: Partial<ParagraphStyle>, word: string, param: number): boolean {
  const change = changeOf(word, param);
  if (!change) return false;
  style.frame = { ...(style.frame ?? DEFAULT_FRAME), ...change };
  return true;
}
