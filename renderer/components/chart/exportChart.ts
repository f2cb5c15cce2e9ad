import { FONT_STACK, lightPalette } from '../../app/theme.ts';
import { download } from '../download.ts';
import { init } from './echarts.ts';
import type { ChartOption } from './props.ts';

const SCALE = 2;
const PAD = 24 * SCALE;
const TITLE = 34 * SCALE;
const LINE = 20 * SCALE;

interface Picture {
  option: ChartOption;
  width: number;
  height: number;
  title: string;
  /** Definition and data time. */
  lines: readonly string[];
  fileName: string;
}

/** Saves a chart as PNG: in the light theme on white, its title above, its definition and data time below. */
export function exportChart({ option, width, height, title, lines, fileName }: Picture): void {
  const chart = init(document.createElement('div'), 'light', { width, height, locale: 'ZH' });
  chart.setOption(option);
  const picture = chart.renderToCanvas({ pixelRatio: SCALE, backgroundColor: '#ffffff' });
  chart.dispose();

  const canvas = document.createElement('canvas');
  canvas.width = picture.width + 2 * PAD;
  canvas.height = picture.height + 2 * PAD + TITLE + lines.length * LINE;
  const pen = canvas.getContext('2d');
  if (!pen) return;
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.textBaseline = 'top';
  pen.fillStyle = lightPalette.text;
  pen.font = `600 ${17 * SCALE}px ${FONT_STACK}`;
  pen.fillText(title, PAD, PAD, picture.width);
  pen.drawImage(picture, PAD, PAD + TITLE);
  pen.fillStyle = lightPalette.textSecondary;
  pen.font = `${12 * SCALE}px ${FONT_STACK}`;
  lines.forEach((line, index) => {
    pen.fillText(line, PAD, PAD + TITLE + picture.height + index * LINE + 6 * SCALE, picture.width);
  });
  canvas.toBlob((blob) => {
    if (blob) download(`${fileName}.png`, blob, 'image/png');
  }, 'image/png');
}
