/** Makes the Word templates shipped in resources/deliverables: `node test/support/makeReportTemplates.ts`. */
import { writeFileSync } from 'node:fs';
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import register from '../../resources/deliverables/register.json' with { type: 'json' };

const SONG = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '宋体' };
const HEI = { ascii: 'Arial', hAnsi: 'Arial', eastAsia: '黑体' };
const MM = 56.7;
const rule = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const borders = { top: rule, bottom: rule, left: rule, right: rule };

const FRAME = [
  ['项目名称', '{项目名称}', '报告期间', '{起始日} 至 {截止日}'],
  ['甲方', '{甲方}', '运维单位', '{运维单位}'],
  ['送达对象', '{送达对象}', '应送达日', '{应送达日}'],
  ['编制人', '{编制人}', '版次', '{版次}'],
  ['数据截止', '{数据截止}', '口径版本', '{口径版本}'],
];

function heading(text: string, level: 1 | 2): Paragraph {
  return new Paragraph({
    heading: level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
    keepNext: true,
    spacing: { before: level === 1 ? 320 : 220, after: 120 },
    children: [new TextRun({ text, bold: true, font: HEI, size: level === 1 ? 26 : 22, color: '000000' })],
  });
}

function body(text: string, options: { size?: number; indent?: boolean; bold?: boolean } = {}): Paragraph {
  const { size = 21, indent = true, bold = false } = options;
  return new Paragraph({
    spacing: { line: 340, after: 60 },
    ...(indent ? { indent: { firstLine: size * 20 } } : {}),
    keepNext: bold,
    children: [new TextRun({ text, font: bold ? HEI : SONG, size, bold })],
  });
}

function centred(text: string, size: number, bold: boolean): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: 80, after: 80 },
    keepNext: bold,
    children: [new TextRun({ text, font: HEI, size, bold })],
  });
}

/** A mark of a loop, in a paragraph of its own that leaves nothing behind. */
function mark(text: string): Paragraph {
  return new Paragraph({
    spacing: { before: 0, after: 0, line: 20, lineRule: 'exact' },
    children: [new TextRun({ text, size: 2 })],
  });
}

function frameCell(text: string, label: boolean): TableCell {
  return new TableCell({
    borders,
    verticalAlign: VerticalAlign.CENTER,
    width: { size: label ? 12 : 38, type: WidthType.PERCENTAGE },
    ...(label ? { shading: { fill: 'F2F2F2' } } : {}),
    margins: { top: 50, bottom: 50, left: 90, right: 90 },
    children: [
      new Paragraph({
        alignment: label ? AlignmentType.CENTER : AlignmentType.LEFT,
        children: [new TextRun({ text, font: SONG, size: 18 })],
      }),
    ],
  });
}

function frame(): Table {
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: FRAME.map(
      (cells) => new TableRow({ children: cells.map((text, place) => frameCell(text, place % 2 === 0)) }),
    ),
  });
}

function signatures(): Table {
  const box = (title: string) =>
    new TableCell({
      borders,
      width: { size: 33, type: WidthType.PERCENTAGE },
      margins: { top: 90, bottom: 90, left: 110, right: 110 },
      children: [
        new Paragraph({
          keepNext: true,
          children: [new TextRun({ text: title, font: SONG, size: 18, bold: true })],
        }),
        new Paragraph({
          spacing: { before: 700 },
          children: [new TextRun({ text: '签字：', font: SONG, size: 18 })],
        }),
        new Paragraph({
          alignment: AlignmentType.RIGHT,
          children: [new TextRun({ text: '年　　月　　日', font: SONG, size: 18 })],
        }),
      ],
    });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      new TableRow({ cantSplit: true, children: ['编制人', '审核人（服务经理）', '甲方签收'].map(box) }),
    ],
  });
}

function sections(): Paragraph[] {
  return [
    mark('{#章节}'),
    heading('{章节名}', 1),
    mark('{#文字}'),
    mark('{#栏名}'),
    body('{内容}', { indent: false, bold: true }),
    mark('{/栏名}'),
    mark('{#段落}'),
    body('{内容}'),
    mark('{/段落}'),
    mark('{/文字}'),
    mark('{#小节}'),
    heading('{小节名}', 2),
    mark('{#简述}'),
    body('{内容}'),
    mark('{/简述}'),
    mark('{#指标表}'),
    mark('{表}'),
    mark('{/指标表}'),
    mark('{#表格}'),
    centred('表　{表名}', 17, true),
    mark('{表}'),
    mark('{/表格}'),
    mark('{#图表}'),
    centred('{图}', 17, true),
    centred('图　{图名}', 17, false),
    mark('{/图表}'),
    mark('{#说明}'),
    body('注：{内容}', { size: 17, indent: false }),
    mark('{/说明}'),
    mark('{/小节}'),
    mark('{/章节}'),
  ];
}

function footer(): Footer {
  const run = (children: (string | (typeof PageNumber)[keyof typeof PageNumber])[]) =>
    new TextRun({ children, font: SONG, size: 15 });
  return new Footer({
    children: [
      new Paragraph({
        border: { top: rule },
        alignment: AlignmentType.CENTER,
        children: [
          run([
            '{报告名称}　　　第 ',
            PageNumber.CURRENT,
            ' 页　共 ',
            PageNumber.TOTAL_PAGES,
            ' 页　　　数据摘要 {数据摘要}',
          ]),
        ],
      }),
    ],
  });
}

for (const { id, name } of register.kinds) {
  const document = new Document({
    title: `${name}模板`,
    creator: '数据中心运维台',
    styles: { default: { document: { run: { font: SONG, size: 21 } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: 210 * MM, height: 297 * MM },
            margin: { top: 18 * MM, bottom: 18 * MM, left: 20 * MM, right: 20 * MM, footer: 8 * MM },
          },
        },
        footers: { default: footer() },
        children: [
          centred('{项目名称}', 20, false),
          centred('{报告名称}', 36, true),
          frame(),
          ...sections(),
          new Paragraph({ spacing: { before: 300 }, children: [] }),
          signatures(),
        ],
      },
    ],
  });
  const file = new URL(`../../resources/deliverables/${id}.docx`, import.meta.url);
  writeFileSync(file, await Packer.toBuffer(document));
}
