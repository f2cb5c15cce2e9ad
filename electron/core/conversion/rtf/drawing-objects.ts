/**
 * The drawings of Word 6 and 95: `{\*\do … \dprect …}`. Source: RTF 1.9.1, "Word 6.0 and Word 95 RTF for Drawing
 * Objects". Lengths are twips.
 */
import type { Block, BoxInline } from '../document.ts';
import type { Context } from './context.ts';
import { drawShape, type ShapeLook } from './shape-drawing.ts';
import { ELLIPSE, LINE, RECTANGLE, ROUND_RECTANGLE } from './shape-geometry.ts';
import type { Destination } from './state.ts';

const KINDS: Record<string, number> = {
  dprect: RECTANGLE,
  dpellipse: ELLIPSE,
  dparc: ELLIPSE,
  dpline: LINE,
  dppolyline: 0,
  dppolygon: 0,
  dptxbx: RECTANGLE,
  dpcallout: RECTANGLE,
};
const DASHES: Record<string, number> = { dplinedash: 6, dplinedot: 2, dplinedado: 8, dplinedadodo: 10 };
const MAX_POINTS = 4_000;

/** One object of a drawing. */
interface DrawnObject {
  type: number;
  closed: boolean;
  x: number;
  y: number;
  width: number;
  height: number;
  points: number[];
  line: { colour: [number, number, number]; width: number; dash: number; hollow: boolean };
  fill: { colour: [number, number, number]; pattern: number };
  blocks: Block[];
}

function newObject(type: number): DrawnObject {
  return {
    type,
    closed: false,
    x: 0,
    y: 0,
    width: 0,
    height: 0,
    points: [],
    line: { colour: [0, 0, 0], width: 15, dash: 0, hollow: false },
    fill: { colour: [255, 255, 255], pattern: 0 },
    blocks: [],
  };
}

function hexColour(parts: readonly number[]): string {
  return `#${parts.map((part) => Math.min(255, Math.max(0, part)).toString(16).padStart(2, '0')).join('')}`;
}

function lookOf(object: DrawnObject): ShapeLook {
  const { type, width, height, points, line, fill } = object;
  const look: ShapeLook = {
    type,
    width,
    height,
    flipHorizontal: false,
    flipVertical: false,
    rotation: 0,
    arrows: { start: false, end: false },
  };
  if (!line.hollow)
    look.line = { colour: hexColour(line.colour), width: line.width, dash: line.dash, style: 0 };
  if (fill.pattern > 0 && (type !== 0 || object.closed)) look.fill = hexColour(fill.colour);
  if (points.length >= 4 && (type === 0 || type === LINE)) {
    const closing = object.closed ? points.slice(0, 2) : [];
    const vertices = `8;${points.length / 2};${[...points, ...closing].join(';')}`;
    look.form = { vertices, segments: '', left: 0, top: 0, right: width || 1, bottom: height || 1 };
  }
  return look;
}

/** The destination of `\do`. */
export function drawingObjectDestination(context: Context): Destination {
  let horizontal: NonNullable<BoxInline['place']>['horizontal'] = 'column';
  let vertical: NonNullable<BoxInline['place']>['vertical'] = 'paragraph';
  const origins: { x: number; y: number }[] = [];
  let object: DrawnObject | undefined;
  let inGroup = false;

  function finish(): void {
    const done = object;
    object = undefined;
    if (!done) return;
    const { width, height, blocks } = done;
    const drawing = drawShape(lookOf(done));
    if (!drawing && blocks.length === 0) return;
    const box: BoxInline = { kind: 'box', blocks, width, height };
    if (drawing) box.drawing = drawing;
    const shift = origins.reduce((sum, { x, y }) => ({ x: sum.x + x, y: sum.y + y }), { x: 0, y: 0 });
    if (context.flowDepth <= 1)
      box.place = { x: done.x + shift.x, y: done.y + shift.y, horizontal, vertical };
    context.flow.inline(box);
  }

  function colourWord(word: string, param: number): boolean {
    const match = /^dp(lineco|fillbgc)([rgb])$/.exec(word);
    if (!object || !match) return false;
    const target = match[1] === 'lineco' ? object.line.colour : object.fill.colour;
    const channel = 'rgb'.indexOf(match[2] ?? 'r');
    target[channel] = param;
    return true;
  }

  function objectWord(word: string, param: number): void {
    if (!object || colourWord(word, param)) return;
    switch (word) {
      case 'dpx':
        object.x = param;
        break;
      case 'dpy':
        object.y = param;
        break;
      case 'dpxsize':
        object.width = Math.abs(param);
        break;
      case 'dpysize':
        object.height = Math.abs(param);
        break;
      case 'dpptx':
      case 'dppty':
        if (object.points.length < MAX_POINTS) object.points.push(param);
        break;
      case 'dproundr':
        object.type = ROUND_RECTANGLE;
        break;
      case 'dplinew':
        object.line.width = Math.min(1_000, Math.abs(param));
        break;
      case 'dplinehollow':
        object.line.hollow = true;
        break;
      case 'dpfillpat':
        object.fill.pattern = param;
        break;
      default:
        object.line.dash = DASHES[word] ?? object.line.dash;
    }
  }

  return {
    word(word, param) {
      switch (word) {
        case 'dobxpage':
          horizontal = 'page';
          return true;
        case 'dobxmargin':
          horizontal = 'margin';
          return true;
        case 'dobypage':
          vertical = 'page';
          return true;
        case 'dobymargin':
          vertical = 'margin';
          return true;
        case 'dpgroup':
          finish();
          inGroup = true;
          origins.push({ x: 0, y: 0 });
          return true;
        case 'dpendgroup':
          finish();
          origins.pop();
          return true;
        case 'dptxbxtext': {
          object ??= newObject(RECTANGLE);
          const { blocks } = object;
          context.state.destination = context.openFlow((flow) => {
            if (!flow.isEmpty()) blocks.push(...flow.finish(context.state));
          });
          context.state.ownsDestination = true;
          return true;
        }
      }
      const type = KINDS[word];
      if (type !== undefined) {
        // A text box may be named after the rectangle it is.
        if (object && object.width === 0 && object.points.length === 0 && object.blocks.length > 0)
          return true;
        finish();
        object = newObject(type);
        object.closed = word === 'dppolygon';
        inGroup = false;
        return true;
      }
      const origin = origins.at(-1);
      if (inGroup && origin && (word === 'dpx' || word === 'dpy')) {
        if (word === 'dpx') origin.x = param;
        else origin.y = param;
        return true;
      }
      objectWord(word, param);
      return true;
    },
    close: finish,
  };
}
