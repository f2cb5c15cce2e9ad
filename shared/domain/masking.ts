/** Kinds of personal data hidden by default: 身份证, 电话, 住址, 银行账号. */
export const MASK_KINDS = ['idNumber', 'phone', 'address', 'account'] as const;
export type MaskKind = (typeof MASK_KINDS)[number];

/** Column names that say what they hold, whole or as a part between underscores; Chinese names by their words. */
const BY_NAME: readonly [kind: MaskKind, pattern: RegExp][] = [
  [
    'idNumber',
    /(?:^|_)(?:id_?(?:number|card|no)|identity_?(?:number|card|no)?|cert(?:ificate)?_?(?:number|no)|passport|sfzh?|sfzhm|zjhm)(?:_|$)|身份证|证件号|公民身份号码|护照/i,
  ],
  [
    'phone',
    /(?:^|_)(?:phone|telephone|tel|mobile|cell(?:phone)?|contact_?(?:number|phone)|lxdh|sjh|dh|dhhm|sjhm)(?:_(?:number|no))?(?:_|$)|电话|手机|联系方式/i,
  ],
  [
    'address',
    /(?:^|_)(?:address|addr|residence|domicile|home_place|zz|dz|jtzz|hjd|lxdz)(?:_|$)|住址|地址|住所|户籍地/i,
  ],
  [
    'account',
    /(?:^|_)(?:bank_?(?:account|card)|account_?(?:number|no)|card_?(?:number|no)|yhzh)(?:_|$)|银行账号|银行卡|账号/i,
  ],
];

/** What a column of this name holds, or undefined. */
export function sensitiveColumn(name: string): MaskKind | undefined {
  return BY_NAME.find(([, pattern]) => pattern.test(name))?.[0];
}

/** Citizen number, 18 places with a possible day of birth (GB 11643-1999), standing alone among other characters. */
const ID_NUMBER =
  /(?<![0-9A-Za-z])([1-8]\d{5})((?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(\d{3}[0-9Xx])(?![0-9A-Za-z])/g;
/** Mobile numbers, with or without +86; land lines with their area code. */
const MOBILE = /(?<![0-9A-Za-z])((?:\+?86[- ]?)?1[3-9]\d)([- ]?\d{4})([- ]?\d{4})(?![0-9A-Za-z])/g;
const LAND_LINE = /(?<![0-9A-Za-z])(0\d{2,3}-)(\d{3,4})(\d{4})(?![0-9A-Za-z])/g;
/** A place down to the house: a district or village, then a road with a number, or group, building, unit, room. */
const ADDRESS =
  /([\p{Script=Han}]{0,12}?(?:省|市|区|县|州|旗|镇|乡|街道))([\p{Script=Han}\dA-Za-z]{1,24}?(?:(?:路|街|巷|道|村|弄|里)[\p{Script=Han}]{0,6}\d{1,5}(?:号|弄)|\d{1,4}(?:组|栋|幢|单元|室|号楼))[\p{Script=Han}\dA-Za-z-]{0,20})/gu;

/** A text that can hold none of them: most cells, told apart cheaply. */
const MAY_HOLD = /\d{4}|\d(?:组|栋|幢|单元|室|号)/;

/**
 * A text with the personal data it contains hidden by what it looks like, wherever it stands in the text: numbers keep
 * their region or net and their last places, addresses keep their district.
 */
export function maskContent(text: string): string {
  if (text.length < 6 || !MAY_HOLD.test(text)) return text;
  let masked = text.replace(
    ID_NUMBER,
    (_all, region: string, _birth: string, tail: string) => `${region}********${tail}`,
  );
  masked = masked.replace(
    MOBILE,
    (_all, net: string, _middle: string, tail: string) => `${net}****${tail.trim()}`,
  );
  masked = masked.replace(
    LAND_LINE,
    (_all, area: string, middle: string, tail: string) => `${area}${'*'.repeat(middle.length)}${tail}`,
  );
  return masked.replace(ADDRESS, (_all, district: string) => `${district}****`);
}

/** A value of a column known to be sensitive: hidden even when it does not look like what it is called. */
export function maskKnown(kind: MaskKind, value: string | number): string {
  const text = String(value).trim();
  if (text === '') return text;
  const byContent = maskContent(text);
  if (byContent !== text) return byContent;
  switch (kind) {
    case 'idNumber':
    case 'account':
      return text.length > 10
        ? `${text.slice(0, 6)}${'*'.repeat(text.length - 10)}${text.slice(-4)}`
        : '****';
    case 'phone':
      return text.length > 7 ? `${text.slice(0, 3)}****${text.slice(-4)}` : '****';
    case 'address': {
      const district = /^.{0,20}?(?:区|县|市|州|旗)/u.exec(text)?.[0];
      return district && district.length < text.length ? `${district}****` : `${text.slice(0, 3)}****`;
    }
  }
}

/** A cell as it may be shown: by its column's kind where that is known, else by its content. Bytes and null stay. */
export function maskCell<T>(value: T, kind: MaskKind | undefined): T | string {
  if (typeof value === 'string') return kind ? maskKnown(kind, value) : maskContent(value);
  if (typeof value === 'number' && kind) return maskKnown(kind, value);
  return value;
}
