/** How a closing ends the case: it decides the document written and the term that applies. */
export type ClosingForm = 'judgment' | 'ruling' | 'mediation' | 'enforcement';

/** A closing way: its code of the class, its share, its form. */
export type Closing = readonly [code: string, weight: number, form: ClosingForm];

export const SIMPLE = '09_03201-1';
export const ORDINARY = '09_03201-2';
export const SMALL = '09_03201-3';
export const CRIMINAL_SIMPLE = '09_02206-1';
export const CRIMINAL_ORDINARY = '09_02206-2';
export const CRIMINAL_FAST = '09_02206-3';

/** A term: months by the calendar, or days. */
export type Term = { months: number } | { days: number };

export interface Kind {
  /** Cases of every thousand at courts of a tier. `follows` takes the court above its original, or the same. */
  share: { basic?: number; intermediate?: number; high?: number };
  caseType: string;
  exchange: string;
  mark: string;
  group: 'civil' | 'criminal' | 'admin' | 'enforcement' | 'bankruptcy';
  causes: readonly (readonly [string, number])[];
  sources: readonly string[];
  closings: readonly Closing[];
  procedures: readonly (readonly [string | null, number])[];
  /** Who acts against whom: codes of the class of litigation statuses; claimants may be absent (criminal cases). */
  claimant: string | null;
  respondent: string;
  /** What the case grew out of; it then bears the original's number. */
  follows?: { kind: KindId; court: 'above' | 'same'; gapDays: readonly [number, number] };
  /** The term by procedure; null where the law sets none. */
  term: (procedure: string | null, form: ClosingForm) => Term | null;
  /** Every how many of its cases one bears a defect. */
  defectStep: number;
}

const LOANS = [
  ['民间借贷纠纷', 22],
  ['金融借款合同纠纷', 12],
  ['信用卡纠纷', 8],
  ['物业服务合同纠纷', 10],
  ['离婚纠纷', 10],
  ['追偿权纠纷', 4],
  ['房屋租赁合同纠纷', 5],
  ['建设工程施工合同纠纷', 4],
  ['商品房预售合同纠纷', 4],
  ['分期付款买卖合同纠纷', 3],
  ['确认劳动关系纠纷', 2],
  ['追索劳动报酬纠纷', 4],
  ['提供劳务者受害责任纠纷', 3],
  ['生命权、身体权、健康权纠纷', 3],
  ['小额借款合同纠纷', 3],
  ['保证合同纠纷', 2],
  ['抚养费纠纷', 2],
  ['赡养费纠纷', 1],
  ['股权转让纠纷', 1],
  ['不当得利纠纷', 2],
  ['中介合同纠纷', 1],
  ['餐饮服务合同纠纷', 1],
  ['信息网络买卖合同纠纷', 1],
] as const;
const CHARGES = [
  ['危险驾驶罪', 28],
  ['盗窃罪', 16],
  ['故意伤害罪', 8],
  ['诈骗罪', 9],
  ['交通肇事罪', 5],
  ['帮助信息网络犯罪活动罪', 7],
  ['走私、贩卖、运输、制造毒品罪', 6],
  ['寻衅滋事罪', 4],
  ['掩饰、隐瞒犯罪所得、犯罪所得收益罪', 5],
  ['开设赌场罪', 3],
  ['容留他人吸毒罪', 2],
  ['强奸罪', 2],
  ['非法捕捞水产品罪', 2],
  ['滥伐林木罪', 1],
  ['职务侵占罪', 1],
  ['受贿罪', 1],
] as const;
const ADMINISTRATIVE = [
  ['行政处罚', 5],
  ['行政确认', 4],
  ['行政强制', 3],
  ['政府信息公开', 3],
  ['行政登记', 2],
  ['行政许可', 1],
  ['行政补偿', 2],
] as const;
const days = (count: number) => ({ days: count });
const months = (count: number) => ({ months: count });
const civil = (ordinary: number) =>
  [
    [SIMPLE, 10 - ordinary],
    [ORDINARY, ordinary],
    [SMALL, 3],
  ] as const;
const ONLY_ORDINARY = [[ORDINARY, 1]] as const;
const NO_PROCEDURE = [[null, 1]] as const;

function bankruptcy(
  caseType: string,
  cause: string,
  source: string,
  closings: readonly Closing[],
  share: number,
  defectStep: number,
): Kind {
  return {
    share: { intermediate: share },
    caseType,
    exchange: '25',
    mark: '破',
    group: 'bankruptcy',
    causes: [[cause, 1]],
    sources: [source],
    closings,
    procedures: ONLY_ORDINARY,
    claimant: '09_03503-1',
    respondent: '09_03503-2',
    follows: { kind: 'bankruptcyReview', court: 'same', gapDays: [0, 2] },
    term: () => null,
    defectStep,
  };
}

/** What the province's courts try, in shares of a thousand; case types by 法〔2015〕137号, codes by 法标. */
export const KINDS = {
  civilFirst: {
    share: { basic: 344, intermediate: 28 },
    caseType: '0301',
    exchange: '21',
    mark: '民初',
    group: 'civil',
    causes: LOANS,
    sources: ['09_03222-1', '09_03222-1', '09_03222-1', '09_03222-7'],
    closings: [
      ['09_03223-1', 42, 'judgment'],
      ['09_03223-6', 26, 'mediation'],
      ['09_03223-4', 18, 'ruling'],
      ['09_03223-5', 6, 'ruling'],
      ['09_03223-3', 3, 'ruling'],
      ['09_03223-7', 2, 'ruling'],
    ],
    procedures: civil(3),
    claimant: '09_03207-1',
    respondent: '09_03207-2',
    term: (procedure) => months(procedure === SIMPLE ? 3 : procedure === SMALL ? 2 : 6),
    defectStep: 5,
  },
  civilSecond: {
    share: { intermediate: 60 },
    caseType: '0302',
    exchange: '22',
    mark: '民终',
    group: 'civil',
    causes: LOANS,
    sources: ['09_03316-1'],
    closings: [
      ['09_03317-1', 60, 'judgment'],
      ['09_03317-3', 14, 'judgment'],
      ['09_03317-5', 9, 'mediation'],
      ['09_03317-4', 9, 'ruling'],
      ['09_03317-9', 4, 'ruling'],
      ['09_03317-7', 3, 'ruling'],
    ],
    procedures: ONLY_ORDINARY,
    claimant: '09_03313-1',
    respondent: '09_03313-2',
    follows: { kind: 'civilFirst', court: 'above', gapDays: [20, 50] },
    term: (_, form) => (form === 'ruling' ? days(30) : months(3)),
    defectStep: 6,
  },
  retrialReview: {
    share: { intermediate: 10 },
    caseType: '0305',
    exchange: '61',
    mark: '民申',
    group: 'civil',
    causes: LOANS,
    sources: ['09_08211-1'],
    closings: [
      ['09_08214-5', 75, 'ruling'],
      ['09_08214-6', 10, 'ruling'],
      ['09_08214-3', 10, 'ruling'],
      ['09_08214-2', 5, 'ruling'],
    ],
    procedures: ONLY_ORDINARY,
    claimant: '09_03405-1',
    respondent: '09_03405-2',
    follows: { kind: 'civilFirst', court: 'above', gapDays: [60, 170] },
    term: () => months(3),
    defectStep: 5,
  },
  civilSpecial: {
    share: { basic: 20 },
    caseType: '0318',
    exchange: '24',
    mark: '民特',
    group: 'civil',
    causes: [['申请司法确认调解协议', 1]],
    sources: ['09_03537-1'],
    closings: [
      ['09_03538-4', 85, 'ruling'],
      ['09_03538-1', 8, 'ruling'],
      ['09_03538-5', 7, 'ruling'],
    ],
    procedures: ONLY_ORDINARY,
    claimant: '09_03503-1',
    respondent: '09_03503-2',
    term: () => days(30),
    defectStep: 50,
  },
  criminalFirst: {
    share: { basic: 82, intermediate: 8 },
    caseType: '0201',
    exchange: '11',
    mark: '刑初',
    group: 'criminal',
    causes: CHARGES,
    sources: ['09_02222-1'],
    closings: [
      ['09_02223-1', 92, 'judgment'],
      ['09_02223-5', 4, 'ruling'],
      ['09_02223-14', 4, 'ruling'],
    ],
    procedures: [
      [CRIMINAL_SIMPLE, 4],
      [CRIMINAL_ORDINARY, 4],
      [CRIMINAL_FAST, 3],
    ],
    claimant: null,
    respondent: '09_02218-4',
    term: (procedure) =>
      procedure === CRIMINAL_ORDINARY ? months(2) : days(procedure === CRIMINAL_FAST ? 10 : 20),
    defectStep: 9,
  },
  criminalSecond: {
    share: { intermediate: 16 },
    caseType: '0202',
    exchange: '12',
    mark: '刑终',
    group: 'criminal',
    causes: CHARGES,
    sources: ['09_02319-1'],
    closings: [
      ['09_02320-1', 70, 'ruling'],
      ['09_02320-2', 15, 'judgment'],
      ['09_02320-7', 15, 'ruling'],
    ],
    procedures: [[CRIMINAL_ORDINARY, 1]],
    claimant: null,
    respondent: '09_02301-1',
    follows: { kind: 'criminalFirst', court: 'above', gapDays: [12, 30] },
    term: () => months(2),
    defectStep: 6,
  },
  sentenceChange: {
    share: { intermediate: 40 },
    caseType: '0224',
    exchange: '15',
    mark: '刑更',
    group: 'criminal',
    causes: CHARGES,
    sources: ['09_02615-2'],
    closings: [
      ['09_02616-4', 90, 'ruling'],
      ['09_02616-6', 6, 'ruling'],
      ['09_02616-5', 4, 'ruling'],
    ],
    procedures: NO_PROCEDURE,
    claimant: null,
    respondent: '09_02218-4',
    term: () => months(1),
    defectStep: 20,
  },
  adminFirst: {
    share: { basic: 30, intermediate: 10 },
    caseType: '0401',
    exchange: '31',
    mark: '行初',
    group: 'admin',
    causes: ADMINISTRATIVE,
    sources: ['09_04214-1'],
    closings: [
      ['09_04215-1', 55, 'judgment'],
      ['09_04215-4', 25, 'ruling'],
      ['09_04215-3', 20, 'ruling'],
    ],
    procedures: [
      [ORDINARY, 3],
      [SIMPLE, 1],
    ],
    claimant: '09_04210-1',
    respondent: '09_04210-2',
    term: (procedure) => (procedure === SIMPLE ? days(45) : months(6)),
    defectStep: 5,
  },
  adminSecond: {
    share: { intermediate: 12 },
    caseType: '0402',
    exchange: '32',
    mark: '行终',
    group: 'admin',
    causes: ADMINISTRATIVE,
    sources: ['09_04312-1'],
    closings: [
      ['09_04313-1', 85, 'judgment'],
      ['09_04313-2', 8, 'judgment'],
      ['09_04313-4', 7, 'ruling'],
    ],
    procedures: ONLY_ORDINARY,
    claimant: '09_04311-1',
    respondent: '09_04311-2',
    follows: { kind: 'adminFirst', court: 'above', gapDays: [20, 45] },
    term: () => months(3),
    defectStep: 6,
  },
  enforcement: {
    share: { basic: 205, intermediate: 15 },
    caseType: '1002',
    exchange: '51',
    mark: '执',
    group: 'enforcement',
    causes: LOANS,
    sources: ['09_05079-1', '09_05079-1', '09_05079-2'],
    closings: [
      ['09_05080-5', 40, 'enforcement'],
      ['09_05080-3', 30, 'enforcement'],
      ['09_05080-4', 20, 'enforcement'],
      ['09_05080-10', 10, 'enforcement'],
    ],
    procedures: NO_PROCEDURE,
    claimant: '09_05036-1',
    respondent: '09_05036-2',
    term: () => months(6),
    defectStep: 6,
  },
  enforcementResumed: {
    share: { basic: 40 },
    caseType: '1003',
    exchange: '51',
    mark: '执恢',
    group: 'enforcement',
    causes: LOANS,
    sources: ['09_05081-1', '09_05081-2'],
    closings: [
      ['09_05082-1', 50, 'enforcement'],
      ['09_05082-2', 25, 'enforcement'],
      ['09_05082-3', 25, 'enforcement'],
    ],
    procedures: NO_PROCEDURE,
    claimant: '09_05036-1',
    respondent: '09_05036-2',
    term: () => months(6),
    defectStep: 20,
  },
  enforcementObjection: {
    share: { basic: 10, intermediate: 4 },
    caseType: '1006',
    exchange: '51',
    mark: '执异',
    group: 'enforcement',
    causes: LOANS,
    sources: ['09_05085-1'],
    closings: [
      ['09_05086-2', 70, 'ruling'],
      ['09_05086-3', 15, 'ruling'],
      ['09_05086-1', 15, 'ruling'],
    ],
    procedures: NO_PROCEDURE,
    claimant: '09_05036-4',
    respondent: '09_05036-2',
    term: () => days(15),
    defectStep: 50,
  },
  preservation: {
    share: { basic: 12 },
    caseType: '0901',
    exchange: '82',
    mark: '财保',
    group: 'civil',
    causes: LOANS,
    sources: ['09_906335-1'],
    closings: [
      ['09_906303-1', 90, 'ruling'],
      ['09_906303-4', 10, 'ruling'],
    ],
    procedures: ONLY_ORDINARY,
    claimant: '09_06306-1',
    respondent: '09_06306-2',
    term: () => days(2),
    defectStep: 50,
  },
  bankruptcyReview: {
    share: { intermediate: 32 },
    caseType: '1103',
    exchange: '2B',
    mark: '破申',
    group: 'bankruptcy',
    causes: [
      ['申请破产清算', 3],
      ['申请破产重整', 1],
      ['申请破产和解', 1],
    ],
    sources: ['09_03603-1'],
    closings: [
      ['09_03607-2', 60, 'ruling'],
      ['09_03607-5', 40, 'ruling'],
    ],
    procedures: ONLY_ORDINARY,
    claimant: '09_03503-1',
    respondent: '09_03503-2',
    term: () => days(15),
    defectStep: 3,
  },
  liquidation: bankruptcy(
    '1112',
    '申请破产清算',
    '09_03619-1',
    [
      ['09_03620-4', 90, 'ruling'],
      ['09_03620-1', 10, 'ruling'],
    ],
    15,
    2,
  ),
  reorganisation: bankruptcy(
    '1113',
    '申请破产重整',
    '09_03621-1',
    [
      ['09_03622-4', 80, 'ruling'],
      ['09_03622-1', 20, 'ruling'],
    ],
    5,
    2,
  ),
  settlement: bankruptcy(
    '1114',
    '申请破产和解',
    '09_03623-1',
    [
      ['09_03624-4', 80, 'ruling'],
      ['09_03624-1', 20, 'ruling'],
    ],
    2,
    2,
  ),
} as const satisfies Record<string, Omit<Kind, 'follows'> & { follows?: object }>;

export type KindId =
  | 'civilFirst'
  | 'civilSecond'
  | 'retrialReview'
  | 'civilSpecial'
  | 'criminalFirst'
  | 'criminalSecond'
  | 'sentenceChange'
  | 'adminFirst'
  | 'adminSecond'
  | 'enforcement'
  | 'enforcementResumed'
  | 'enforcementObjection'
  | 'preservation'
  | 'bankruptcyReview'
  | 'liquidation'
  | 'reorganisation'
  | 'settlement';

/** 裁定受理: an application accepted, which a bankruptcy case must follow. */
export const ACCEPTED = '09_03607-1';

export const KIND_IDS = Object.keys(KINDS) as KindId[];

export function kindOf(id: KindId): Kind {
  return KINDS[id];
}
