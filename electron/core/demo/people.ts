import { creditCheckDigit } from '../../../shared/domain/creditCode.ts';
import { idCheckDigit } from '../../../shared/domain/idNumber.ts';
import { organisationCheckDigit } from '../../../shared/domain/organisationCode.ts';
import { districts } from '../reference/reference.ts';
import { lazy } from '../reference/table.ts';
import { dayText } from './clock.ts';
import type { Random } from './random.ts';

const SURNAMES = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文',
];
const GIVEN = [
  ...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰萍红建国志鹏飞鑫波斌宇浩凯健俊帆雪琳晶欣慧莉珍凤洁梅云莲真环爱妹翠雅芝玲香月莺媛瑞凡佳嘉琼勤荔蓉眉君琴薇菁梦岚馨瑗琰韵融园艺咏卿聪澜纯毓悦昭冰爽',
];
const PLACES = [
  '成都',
  '绵阳',
  '德阳',
  '宜宾',
  '泸州',
  '南充',
  '达州',
  '乐山',
  '自贡',
  '内江',
  '遂宁',
  '眉山',
  '广安',
  '巴中',
  '雅安',
  '资阳',
  '广元',
  '攀枝花',
];
const WORDS = [
  '锦程',
  '天府',
  '蜀都',
  '岷江',
  '嘉陵',
  '青衣',
  '峨眉',
  '金沙',
  '鸿远',
  '瑞丰',
  '汇通',
  '恒信',
  '兴业',
  '华川',
  '西南',
  '川投',
  '安泰',
  '富民',
  '顺达',
  '宏图',
  '诚和',
  '万盛',
  '聚源',
  '博远',
];
const TRADES = [
  '建筑工程',
  '房地产开发',
  '商贸',
  '农业科技',
  '物业服务',
  '汽车销售',
  '机械制造',
  '食品',
  '物流',
  '网络科技',
  '劳务',
  '建材',
  '医药',
  '酒业',
  '旅游开发',
  '融资担保',
];
const STREETS = [
  '人民路',
  '解放街',
  '蜀汉路',
  '建设路',
  '滨江路',
  '学府街',
  '红星路',
  '春熙路',
  '天府大道',
  '江阳路',
  '文庙街',
  '东大街',
];
const districtCodes = lazy(() => [...districts().keys()].filter((code) => !code.endsWith('00')));
const ORGANISATION_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

export function personName(random: Random): string {
  const given = random.pick(GIVEN);
  return random.pick(SURNAMES) + (random.chance(0.72) ? given + random.pick(GIVEN) : given);
}

export interface Identity {
  name: string;
  sex: '男' | '女';
  /** Day number. */
  birth: number;
  district: string;
  idNumber: string;
}

/** A person with a valid identity number, born between the given day numbers. */
export function identity(random: Random, bornFrom: number, bornTo: number): Identity {
  const birth = random.int(bornFrom, bornTo);
  const sex = random.chance(0.58) ? '男' : '女';
  const district = random.pick(districtCodes());
  return {
    name: personName(random),
    sex,
    birth,
    district,
    idNumber: idNumberFor(random, district, birth, sex),
  };
}

/** A valid number for that district, birth day and sex. */
export function idNumberFor(random: Random, district: string, birth: number, sex: '男' | '女'): string {
  const order = random.int(0, 499) * 2 + (sex === '男' ? 1 : 0);
  const first = `${district}${dayText(birth).replaceAll('-', '')}${String(order).padStart(3, '0')}`;
  return first + idCheckDigit(first);
}

export interface Organisation {
  name: string;
  district: string;
  creditCode: string;
  organisationCode: string;
  representative: string;
}

export function organisation(random: Random): Organisation {
  const district = random.pick(districtCodes());
  let body = 'MA';
  for (let i = 0; i < 6; i++) body += random.pick([...ORGANISATION_ALPHABET]);
  const organisationCode = body + organisationCheckDigit(body);
  // The ninth character of an organisation code may be X, which credit codes hold too.
  const first = `91${district}${organisationCode}`;
  return {
    name: `${random.pick(PLACES)}${random.pick(WORDS)}${random.pick(WORDS)}${random.pick(TRADES)}有限公司`,
    district,
    creditCode: first + creditCheckDigit(first),
    organisationCode,
    representative: personName(random),
  };
}

export function phone(random: Random): string {
  return `1${random.pick(['38', '39', '58', '59', '80', '81', '88', '77'])}${String(random.int(0, 99_999_999)).padStart(8, '0')}`;
}

/** A street address; the district's name comes from GB/T 2260. */
export function address(random: Random, district: string): string {
  return `四川省${districts().get(district) ?? ''}${random.pick(STREETS)}${random.int(1, 399)}号`;
}
