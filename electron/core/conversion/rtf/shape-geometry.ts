/**
 * Outlines of drawn shapes as SVG paths. Sources: MS-ODRAW 2.4.24 (MSOSPT, kinds of shapes), 2.2.51 (MSOPATHINFO,
 * segments of a free form).
 */
import { coordinate } from '../pictures/canvas.ts';

type Point = readonly [x: number, y: number];

const MAX_POINTS = 20_000;
/** Numbers of `shapeType`. */
export const RECTANGLE = 1;
export const ELLIPSE = 3;
export const ROUND_RECTANGLE = 2;
export const LINE = 20;

function polygon(width: number, height: number, ...points: Point[]): string {
  const parts = points.map(([x, y]) => `${coordinate(x * width)} ${coordinate(y * height)}`);
  return `M${parts.join('L')}Z`;
}

function ellipse(width: number, height: number): string {
  const [x, y] = [coordinate(width / 2), coordinate(height / 2)];
  return `M0 ${y}A${x} ${y} 0 1 1 ${coordinate(width)} ${y}A${x} ${y} 0 1 1 0 ${y}Z`;
}

function roundRectangle(width: number, height: number): string {
  const r = coordinate(Math.min(width, height) / 6);
  const [w, h] = [coordinate(width), coordinate(height)];
  const right = coordinate(width - Number(r));
  const bottom = coordinate(height - Number(r));
  return `M${r} 0H${right}A${r} ${r} 0 0 1 ${w} ${r}V${bottom}A${r} ${r} 0 0 1 ${right} ${h}H${r}A${r} ${r} 0 0 1 0 ${bottom}V${r}A${r} ${r} 0 0 1 ${r} 0Z`;
}

const STAR: Point[] = Array.from({ length: 10 }, (_, index) => {
  const radius = index % 2 === 0 ? 0.5 : 0.191;
  const angle = (index * Math.PI) / 5 - Math.PI / 2;
  return [0.5 + radius * Math.cos(angle) * 1.05, 0.525 + radius * Math.sin(angle) * 1.05] as const;
});

/** Shapes whose outline is one polygon in a box of 1 × 1. */
const POLYGONS: Record<number, Point[]> = {
  4: [
    [0.5, 0],
    [1, 0.5],
    [0.5, 1],
    [0, 0.5],
  ],
  5: [
    [0.5, 0],
    [1, 1],
    [0, 1],
  ],
  6: [
    [0, 0],
    [1, 1],
    [0, 1],
  ],
  7: [
    [0.25, 0],
    [1, 0],
    [0.75, 1],
    [0, 1],
  ],
  8: [
    [0, 0],
    [1, 0],
    [0.75, 1],
    [0.25, 1],
  ],
  9: [
    [0.25, 0],
    [0.75, 0],
    [1, 0.5],
    [0.75, 1],
    [0.25, 1],
    [0, 0.5],
  ],
  10: [
    [0.29, 0],
    [0.71, 0],
    [1, 0.29],
    [1, 0.71],
    [0.71, 1],
    [0.29, 1],
    [0, 0.71],
    [0, 0.29],
  ],
  11: [
    [0.25, 0],
    [0.75, 0],
    [0.75, 0.25],
    [1, 0.25],
    [1, 0.75],
    [0.75, 0.75],
    [0.75, 1],
    [0.25, 1],
    [0.25, 0.75],
    [0, 0.75],
    [0, 0.25],
    [0.25, 0.25],
  ],
  12: STAR,
  13: [
    [0, 0.25],
    [0.75, 0.25],
    [0.75, 0],
    [1, 0.5],
    [0.75, 1],
    [0.75, 0.75],
    [0, 0.75],
  ],
  15: [
    [0, 0],
    [0.75, 0],
    [1, 0.5],
    [0.75, 1],
    [0, 1],
  ],
  55: [
    [0, 0],
    [0.75, 0],
    [1, 0.5],
    [0.75, 1],
    [0, 1],
    [0.25, 0.5],
  ],
  56: [
    [0.5, 0],
    [1, 0.38],
    [0.81, 1],
    [0.19, 1],
    [0, 0.38],
  ],
  66: [
    [1, 0.25],
    [0.25, 0.25],
    [0.25, 0],
    [0, 0.5],
    [0.25, 1],
    [0.25, 0.75],
    [1, 0.75],
  ],
  67: [
    [0.25, 0],
    [0.25, 0.75],
    [0, 0.75],
    [0.5, 1],
    [1, 0.75],
    [0.75, 0.75],
    [0.75, 0],
  ],
  68: [
    [0.25, 1],
    [0.25, 0.25],
    [0, 0.25],
    [0.5, 0],
    [1, 0.25],
    [0.75, 0.25],
    [0.75, 1],
  ],
  69: [
    [0, 0.5],
    [0.2, 0],
    [0.2, 0.25],
    [0.8, 0.25],
    [0.8, 0],
    [1, 0.5],
    [0.8, 1],
    [0.8, 0.75],
    [0.2, 0.75],
    [0.2, 1],
  ],
  110: [
    [0.5, 0],
    [1, 0.5],
    [0.5, 1],
    [0, 0.5],
  ],
  111: [
    [0.2, 0],
    [1, 0],
    [0.8, 1],
    [0, 1],
  ],
};

/** Brackets and braces: open lines. */
function bracket(type: number, width: number, height: number): string | undefined {
  const [w, h] = [width, height].map(coordinate);
  const [half, middle] = [coordinate(width / 2), coordinate(height / 2)];
  const c = coordinate(Math.min(width / 2, height / 4));
  const lower = coordinate(height - Number(c));
  switch (type) {
    case 85:
      return `M${w} 0Q0 0 0 ${c}V${lower}Q0 ${h} ${w} ${h}`;
    case 86:
      return `M0 0Q${w} 0 ${w} ${c}V${lower}Q${w} ${h} 0 ${h}`;
    case 87:
      return `M${w} 0Q${half} 0 ${half} ${c}Q${half} ${middle} 0 ${middle}Q${half} ${middle} ${half} ${lower}Q${half} ${h} ${w} ${h}`;
    case 88:
      return `M0 0Q${half} 0 ${half} ${c}Q${half} ${middle} ${w} ${middle}Q${half} ${middle} ${half} ${lower}Q${half} ${h} 0 ${h}`;
  }
  return undefined;
}

/** Whether a shape is a line, which has no inside. Connectors are lines too. */
export function isLine(type: number): boolean {
  return type === LINE || (type >= 32 && type <= 40);
}

/** Whether a shape is text drawn as a picture (WordArt, watermarks). */
export function isTextShape(type: number): boolean {
  return type >= 136 && type <= 175;
}

/** The outline of a shape by its kind; unknown kinds are drawn as their box. */
export function outlineOf(type: number, width: number, height: number): { path: string; open: boolean } {
  if (isLine(type)) return { path: `M0 0L${coordinate(width)} ${coordinate(height)}`, open: true };
  const open = bracket(type, width, height);
  if (open) return { path: open, open: true };
  const points = POLYGONS[type];
  if (points) return { path: polygon(width, height, ...points), open: false };
  if (type === ELLIPSE || type === 120) return { path: ellipse(width, height), open: false };
  if (type === ROUND_RECTANGLE || type === 116) return { path: roundRectangle(width, height), open: false };
  return { path: polygon(width, height, [0, 0], [1, 0], [1, 1], [0, 1]), open: false };
}

function numbersOf(text: string): number[] {
  return text.split(/[^0-9-]+/).flatMap((part) => (part === '' ? [] : [Number(part)]));
}

/**
 * The outline of a free form.
 * @param vertices `8;N;(x,y);…`
 * @param segments `2;N;code;…`; without them the points are joined in order
 * @param place turns a point of the form's own space into one of the drawing
 */
export function freeForm(vertices: string, segments: string, place: (x: number, y: number) => Point): string {
  const values = numbersOf(vertices).slice(2, 2 + MAX_POINTS * 2);
  let at = 0;
  const next = (): string | undefined => {
    const [x, y] = [values[at], values[at + 1]];
    at += 2;
    return x === undefined || y === undefined ? undefined : place(x, y).map(coordinate).join(' ');
  };
  const codes = numbersOf(segments).slice(2);
  let path = '';
  const add = (command: string, points: number): void => {
    const found: string[] = [];
    for (let i = 0; i < points; i++) {
      const point = next();
      if (point === undefined) return;
      found.push(point);
    }
    path += command + found.join(' ');
  };
  if (codes.length === 0) {
    add('M', 1);
    while (at < values.length) add('L', 1);
    return path;
  }
  for (const code of codes) {
    const count = Math.min(MAX_POINTS, code & 0x1fff);
    switch ((code & 0xffff) >> 13) {
      case 0:
        for (let i = 0; i < Math.max(1, count) && at < values.length; i++) add(path === '' ? 'M' : 'L', 1);
        break;
      case 1:
        for (let i = 0; i < Math.max(1, count) && at < values.length; i++) {
          if (path === '') add('M', 1);
          add('C', 3);
        }
        break;
      case 2:
        add('M', 1);
        break;
      case 3:
        if (path !== '') path += 'Z';
        break;
    }
  }
  return path;
}
