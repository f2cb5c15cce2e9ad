import { chineseDay } from './clock.ts';
import type { Random } from './random.ts';
import type { Block, Paragraph, RtfDocument } from './rtf.ts';
import type { Facts } from './texts.ts';

const line = (text: string, more: Omit<Paragraph, 'kind' | 'text'> = {}): Paragraph => ({
  kind: 'paragraph',
  text,
  ...more,
});
const body = (text: string) => line(text, { indent: true, align: 'justify', size: 16 });
const yuan = (amount: number) => `${amount.toFixed(2)}元`;

const REASONINGS = [
  '本院认为，当事人之间的法律关系明确，双方意思表示真实，内容不违反法律、行政法规的强制性规定，应当受法律保护。',
  '本院认为，提出主张的一方应当对所依据的事实承担举证责任；没有证据或者证据不足以证明其主张的，承担不利后果。',
  '本院认为，当事人有权在法律规定的范围内处分自己的民事权利和诉讼权利，该处分不损害国家、集体和他人的合法权益。',
];
const FINDINGS = [
  '经审理查明，双方因上述事由产生往来，并以书面形式确认了各自的权利义务，后因履行发生争议，协商未果。',
  '经审理查明，双方对往来的时间、金额及交付方式均无争议，争议的焦点在于未履行部分的计算标准。',
  '经审理查明，相关款项通过转账方式支付，有回单、对账单及双方往来函件在卷佐证，本院予以采信。',
];
const QUESTIONS = [
  ['审：现在核对当事人身份，双方对到庭人员有无异议？', '原：没有异议。'],
  ['审：当事人的诉讼权利和义务是否清楚，是否申请回避？', '被：清楚，不申请回避。'],
  ['审：请原告方陈述诉讼请求和事实理由。', '原：与起诉状一致，请求依法支持。'],
  ['审：请被告方答辩。', '被：对基本事实没有异议，对金额的计算有异议。'],
  ['审：双方对提交的证据发表质证意见。', '原：真实性没有异议，关联性有异议。'],
  ['审：争议焦点归纳为金额如何计算，双方有无补充？', '被：没有补充。'],
  ['审：法庭调查结束，下面进行法庭辩论。', '原：坚持诉讼请求，其他意见见代理词。'],
  ['审：是否同意在法庭主持下调解？', '被：同意调解，希望给予一定的履行期限。'],
] as const;

/** A closing document of several pages, with a table of sums where money is claimed. */
export function closingDocument(facts: Facts, random: Random): RtfDocument {
  const blocks: Block[] = [
    line(facts.court, { align: 'center', size: 18, bold: true, font: 'song' }),
    line([...facts.title].join(' '), { align: 'center', size: 22, bold: true, font: 'song' }),
    line(facts.number, { align: 'right', size: 14, font: 'kai' }),
    ...facts.claimants.map((name) => body(`原告：${name}。`)),
    ...facts.respondents.map((name) => body(`${facts.claimants.length > 0 ? '被告' : '被告人'}：${name}。`)),
    body(
      `${[...facts.claimants, ...facts.respondents].join('、')}${facts.cause}一案，本院于${facts.filed}立案后，依法适用${facts.procedure}，公开开庭进行了审理。本案现已审理终结。`,
    ),
  ];
  for (let i = random.int(3, 9); i > 0; i--) blocks.push(body(random.pick(FINDINGS)));
  if (facts.claim > 0) {
    blocks.push(body('双方确认的款项如下表：'), sums(facts, random));
  }
  for (let i = random.int(2, 5); i > 0; i--) blocks.push(body(random.pick(REASONINGS)));
  blocks.push(
    body(`综上，依照有关法律规定，本案以${facts.closing || '裁定'}方式结案。`),
    body('如不服，可以在送达之日起法定期限内，向本院递交上诉状，并按照对方当事人的人数提出副本。'),
    line(''),
    line(`审　判　员　　${random.pick(['陈一鸣', '李秀琴', '王建平', '周敏', '刘洋'])}`, {
      align: 'right',
      size: 16,
    }),
    line(facts.closed, { align: 'right', size: 16 }),
    line(`书　记　员　　${random.pick(['杨帆', '赵琳', '何静', '吴涛'])}`, { align: 'right', size: 16 }),
  );
  return { header: `${facts.court}　电子卷宗`, footer: random.chance(0.5) ? 'plain' : 'counted', blocks };
}

function sums(facts: Facts, random: Random): Block {
  const rows = Array.from({ length: random.int(2, 6) }, (_, place) => [
    String(place + 1),
    random.pick(['本金', '利息', '违约金', '费用']),
    yuan(Math.round(facts.claim * random.next() * 100) / 100),
    random.pick(['有回单', '有收据', '双方确认', '']),
  ]);
  return {
    kind: 'table',
    widths: [1000, 3000, 2700, 2100],
    rows: [['序号', '项目', '金额', '备注'], ...rows, ['合计', '', yuan(facts.claim), '']],
  };
}

/** A hearing record: questions and answers. */
export function hearingRecord(facts: Facts, random: Random): RtfDocument {
  const blocks: Block[] = [
    line('庭 审 笔 录', { align: 'center', size: 22, bold: true, font: 'song' }),
    body(`时间：${facts.filed}９时００分至${random.int(10, 12)}时${random.int(10, 59)}分`),
    body(`地点：${facts.court}第${random.pick(['一', '二', '三'])}审判庭`),
    body(`案号：${facts.number}`),
    body(`案由：${facts.cause}`),
  ];
  for (const [question, answer] of QUESTIONS) {
    blocks.push(body(question), body(answer));
    for (let i = random.int(0, 2); i > 0; i--)
      blocks.push(body(`审：还有无其他意见？`), body(random.pick(['原：没有了。', '被：没有了。'])));
  }
  blocks.push(
    body('以上笔录经核对无误。'),
    line('签名：　　　　　　　　　　　　年　　月　　日', { size: 16 }),
  );
  return { header: `${facts.court}　庭审笔录`, footer: 'counted', blocks };
}

/** A one-page form made of a table. */
export function filingForm(facts: Facts, random: Random, today: number): RtfDocument {
  const opinion = random.pick([
    '符合立案条件，建议立案。',
    '材料齐备，建议立案。',
    '经审查，属于本院管辖，建议立案。',
  ]);
  return {
    header: facts.court,
    footer: 'plain',
    blocks: [
      line(facts.court, { align: 'center', size: 18, bold: true, font: 'song' }),
      line('立 案 审 批 表', { align: 'center', size: 20, bold: true, font: 'hei' }),
      {
        kind: 'table',
        widths: [1500, 2900, 1500, 2944],
        rows: [
          ['案号', facts.number, '案由', facts.cause],
          ['承办人', facts.judge, '立案日期', facts.filed],
          ['起诉方', facts.claimants.join('、') || '公诉机关', '应诉方', facts.respondents.join('、')],
          ['标的', yuan(facts.claim), '适用程序', facts.procedure],
          ['审查意见', opinion, '审批意见', '同意。'],
          ['备注', `①材料共${random.int(3, 40)}页②打印日期${chineseDay(today)}`, '', ''],
        ],
      },
      line('注：本表一式两份，一份附卷，一份存档。', { size: 12, font: 'song' }),
    ],
  };
}
