import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { fail } from '../../../shared/errors/errors.ts';
import { keptFileMessages as words } from '../../../shared/messages/keptFiles.ts';
import type { Core } from '../core.ts';
import { writeFileAtomic } from './atomic.ts';

/** The most one file may have, in bytes. */
export const MOST_KEPT_BYTES = 20 << 20;
const LONGEST_NAME = 120;
const FORBIDDEN = /[\\/:*?"<>|\p{Cc}]/u;

/** First bytes of what may be kept, and the suffixes they may bear. */
const KINDS: readonly { magic: readonly number[]; suffixes: readonly string[] }[] = [
  { magic: [0x25, 0x50, 0x44, 0x46], suffixes: ['pdf'] },
  { magic: [0xff, 0xd8, 0xff], suffixes: ['jpg', 'jpeg'] },
  { magic: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], suffixes: ['png'] },
  { magic: [0x42, 0x4d], suffixes: ['bmp'] },
  { magic: [0x49, 0x49, 0x2a, 0x00], suffixes: ['tif', 'tiff'] },
  { magic: [0x4d, 0x4d, 0x00, 0x2a], suffixes: ['tif', 'tiff'] },
  { magic: [0x50, 0x4b, 0x03, 0x04], suffixes: ['docx', 'xlsx', 'pptx', 'ofd'] },
  { magic: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], suffixes: ['doc', 'xls', 'ppt', 'wps', 'et'] },
  { magic: [0x7b, 0x5c, 0x72, 0x74, 0x66], suffixes: ['rtf'] },
];
/** Texts have no first bytes of their own: they hold no control characters but line ends and tabs. */
const TEXTS = ['txt', 'csv'];

export interface KeptFile {
  name: string;
  bytes: number;
  sha256: string;
}

/**
 * Checks a file a person hands in and keeps it under `results/<folder>/<SHA-256>`; the same content is stored once.
 * @throws FILE_NOT_KEPT at `field`: no content, too large, a bad name, a type that is not allowed or not what its suffix says
 */
export function keepFile(
  core: Core,
  folder: string,
  given: { name: string; base64: string },
  field = 'files',
): KeptFile {
  const refuse = (message: string) => fail('FILE_NOT_KEPT', message, { field });
  const name = given.name.trim();
  if (name === '' || name.length > LONGEST_NAME || FORBIDDEN.test(name) || /^\.+$/.test(name))
    throw refuse(words.name(name.slice(0, 40), LONGEST_NAME));
  const content = Buffer.from(given.base64, 'base64');
  if (content.length === 0) throw refuse(words.empty(name));
  if (content.length > MOST_KEPT_BYTES) throw refuse(words.tooLarge(name, MOST_KEPT_BYTES >> 20));
  if (!isOfItsKind(name, content)) throw refuse(words.kind(name));
  const sha256 = digestOf(content);
  const place = core.workspace.path('results', folder, sha256);
  if (!existsSync(place) || digestOf(readFileSync(place)) !== sha256) {
    mkdirSync(core.workspace.path('results', folder), { recursive: true });
    writeFileAtomic(place, content, 0o600);
  }
  return { name, bytes: content.length, sha256 };
}

/** A kept file, checked against its digest. @throws FILE_MISSING, FILE_DAMAGED */
export function readKept(core: Core, folder: string, { name, sha256 }: KeptFile): Buffer {
  const place = core.workspace.path('results', folder, sha256);
  if (!existsSync(place)) throw fail('FILE_MISSING', words.missing(name));
  const content = readFileSync(place);
  if (digestOf(content) !== sha256) throw fail('FILE_DAMAGED', words.damaged(name));
  return content;
}

/** Whether the first bytes are those the suffix promises. */
export function isOfItsKind(name: string, content: Uint8Array): boolean {
  const suffix = /\.([a-z\d]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  if (TEXTS.includes(suffix))
    return content.every((byte) => byte >= 0x20 || byte === 9 || byte === 10 || byte === 13);
  return KINDS.some(
    ({ magic, suffixes }) =>
      suffixes.includes(suffix) && magic.every((byte, place) => content[place] === byte),
  );
}

function digestOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
