import fc from 'fast-check';
import { expect, it } from 'vitest';
import { escapeText, foldLine } from './ics.ts';

/** What a reader does: RFC 5545 3.1 and 3.3.11. */
const unfold = (text: string) => text.replaceAll('\r\n ', '');
const readText = (text: string) =>
  text.replace(/\\([\\;,nN])/g, (_, character: string) => (/n/i.test(character) ? '\n' : character));

const chinese = fc.string({ unit: fc.constantFrom(...'值班表，。；abc \\,;\n𠮷é'), maxLength: 300 });

it('folded lines are read back whole, none longer than 75 octets, no character broken', () => {
  fc.assert(
    fc.property(chinese, (text) => {
      const line = `SUMMARY:${escapeText(text)}`;
      const folded = foldLine(line);
      expect(unfold(folded)).toBe(line);
      for (const part of folded.split('\r\n')) expect(Buffer.byteLength(part)).toBeLessThanOrEqual(75);
      expect(folded).not.toContain('\ufffd');
      expect(readText(line.slice(8))).toBe(text);
    }),
  );
});

it('escapes as the standard says', () => {
  expect(escapeText('a;b,c\\d\r\ne')).toBe('a\\;b\\,c\\\\d\\ne');
});
