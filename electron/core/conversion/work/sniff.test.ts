import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isRtfHead, plainSuffix, sniff, suffixOfName } from './sniff.ts';

const text = (content: string) => Buffer.from(content, 'latin1');
/** Bytes without any pattern, as a cipher gives. */
const cipher = Buffer.concat(
  Array.from({ length: 128 }, (_, i) => createHash('sha256').update(String(i)).digest()),
);

describe('what a file is', () => {
  it.each([
    ['rtf', text('{\\rtf1\\ansi x}')],
    ['rtf', text('\uFEFF'.slice(1).concat('\xef\xbb\xbf{\\rtf1 x}'))],
    ['rtf', text('\r\n\0 {\\rtf1 x}')],
    ['empty', Buffer.alloc(0)],
    ['empty', Buffer.alloc(64)],
    ['pdf', text('%PDF-1.7')],
    ['word', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0])],
    ['zip', text('PK\x03\x04word/document.xml')],
    ['image', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
    ['html', text('<!DOCTYPE html><html></html>')],
    ['encrypted', text('b\x14#e\x05\0\0\0E-SafeNet\0\0\0LOCK')],
    ['encrypted', cipher],
    ['text', Buffer.from('本院认为，被告应当偿还借款本息。'.repeat(100), 'utf8')],
    ['unknown', Buffer.from([1, 2, 0, 3])],
  ] as const)('%s', (type, bytes) => expect(sniff(bytes)).toBe(type));

  it('a head is told from few bytes', () => {
    expect(isRtfHead(text('{\\rt'))).toBe(false);
    expect(isRtfHead(text('{\\RTF1'))).toBe(false);
    expect(isRtfHead(Buffer.alloc(0))).toBe(false);
  });

  it('suffixes are plain', () => {
    expect(plainSuffix(' .RTF ')).toBe('rtf');
    expect(suffixOfName('判决书.v2.Rtf')).toBe('rtf');
    expect(suffixOfName('a.b/判决书')).toBe('');
  });
});
