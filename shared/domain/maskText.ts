import { maskContent } from './masking.ts';

/** What was hidden, and how often; shown before a text leaves the house. */
export interface MaskedText {
  text: string;
  masked: number;
}

const HIDDEN = '****';

/** Patterns besides personal data: what would open a door or say where one is. Each keeps its first group. */
const SECRETS: readonly RegExp[] = [
  // postgres://user:password@host → the scheme stays.
  /\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@:]+(?::[^\s/@]*)?@/gi,
  // password=…, "token": "…", 密码：…; the name stays.
  /((?:pass(?:word|wd|phrase)?|pwd|secret|token|api[_-]?key|authorization|cookie|session|密码|口令|密钥|令牌)["']?\s*[:=：]\s*["']?)(?:bearer\s+|basic\s+)?[^\s"',;，；}]+/gi,
  /\b(bearer\s+|basic\s+)[A-Za-z0-9+/._~-]{8,}=*/gi,
  /(-----BEGIN [A-Z ]+-----)[\s\S]*?-----END [A-Z ]+-----/g,
  // Long keys and digests: hexadecimal of 32 and more, or base64 of 40 and more with figures in it.
  /(^|[^0-9A-Za-z])[0-9a-f]{32,}(?![0-9A-Za-z])/gi,
  /(^|[^0-9A-Za-z+/_-])(?=[A-Za-z+/_-]*\d)[0-9A-Za-z+/_-]{40,}={0,2}(?![0-9A-Za-z+/_-])/g,
];
const EMAIL = /([A-Za-z0-9._%+-])[A-Za-z0-9._%+-]*@([A-Za-z0-9.-]+\.[A-Za-z]{2,})/g;
/** The first two parts say which net; the house stays hidden. */
const ADDRESS_4 = /\b(\d{1,3}\.\d{1,3})\.\d{1,3}\.\d{1,3}\b/g;
const HOME = /((?:\/home\/|\/Users\/|[A-Z]:\\Users\\))[^\s/\\'"]+/g;
const CASE_NUMBER = /(（\d{4}）[^\s\d（）]{1,6}\d{0,4}[^\s\d（）]{1,6})\d{1,7}(号)/g;
/** Citizen numbers also where letters stand beside them; 15-place ones of old. */
const LOOSE_ID = /(?<!\d)(\d{6})(?:19|20)?\d{6}\d{2,3}[\dXx](?!\d)/g;

/** A text with secrets, addresses and personal data hidden by what they look like. What it says otherwise stays. */
export function maskText(text: string): MaskedText {
  let masked = 0;
  const hide = (given: string, pattern: RegExp, shown: (groups: string[]) => string) =>
    given.replace(pattern, (...found: unknown[]) => {
      masked += 1;
      return shown(found.map((group) => (typeof group === 'string' ? group : '')));
    });
  let result = text;
  for (const pattern of SECRETS)
    result = hide(result, pattern, ([all = '', kept = '']) =>
      all.endsWith('@') ? `${kept}${HIDDEN}@` : `${kept}${HIDDEN}`,
    );
  result = hide(result, EMAIL, ([, first = '', domain = '']) => `${first}${HIDDEN}@${domain}`);
  result = hide(result, ADDRESS_4, ([, net = '']) => `${net}.*.*`);
  result = hide(result, HOME, ([, root = '']) => `${root}${HIDDEN}`);
  result = hide(result, CASE_NUMBER, ([, head = '', tail = '']) => `${head}${HIDDEN}${tail}`);
  result = result
    .split('\n')
    .map((line) => {
      const hidden = maskContent(line);
      if (hidden !== line) masked += 1;
      return hidden;
    })
    .join('\n');
  result = hide(result, LOOSE_ID, ([, region = '']) => `${region}********`);
  return { text: result, masked };
}
