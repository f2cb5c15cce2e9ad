import { type Tag, TagDisposition, TemplateHandler } from 'easy-template-x';
import { unzipSync } from 'fflate';
import { fail, type OpsError } from '../../../../shared/errors/errors.ts';
import { deliverablesMessages } from '../../../../shared/messages/deliverables.ts';
import type { Scope } from './placeholders.ts';

const words = deliverablesMessages.template;
const MOST_TEMPLATE_BYTES = 10 * 1024 * 1024;
const DOCUMENT = 'word/document.xml';
const MOST_UNZIPPED = 60 * 1024 * 1024;
/** Characters shown on either side of a placeholder. */
const AROUND = 16;
const MOST_NAMED = 12;
const MOST_DEPTH = 8;

/**
 * Whether a file can serve as Word template: a .docx without macros and outside references, every placeholder known where
 * it stands, every loop closed in order. The refusal names the placeholder and those that are known.
 * @throws DELIVERABLE_TEMPLATE_FILE, DELIVERABLE_TEMPLATE_PLACEHOLDER, DELIVERABLE_TEMPLATE_LOOP
 */
export async function checkTemplate(file: Uint8Array, known: Scope): Promise<void> {
  checkFile(file);
  const handler = new TemplateHandler();
  let tags: Tag[];
  let texts: string[];
  try {
    tags = await handler.parseTags(Buffer.from(file));
    texts = [await handler.getText(Buffer.from(file))];
  } catch (error) {
    throw fail('DELIVERABLE_TEMPLATE_FILE', words.damaged, undefined, error);
  }
  checkTags(tags, known, texts[0] ?? '');
  for (const text of texts) checkBraces(text, tags);
}

function checkFile(file: Uint8Array): void {
  if (file.byteLength > MOST_TEMPLATE_BYTES) throw fail('DELIVERABLE_TEMPLATE_FILE', words.tooBig);
  if (file[0] !== 0x50 || file[1] !== 0x4b) throw fail('DELIVERABLE_TEMPLATE_FILE', words.notDocx);
  const names = new Set<string>();
  let unzipped = 0;
  let relations: Record<string, Uint8Array>;
  try {
    relations = unzipSync(file, {
      filter: ({ name, originalSize }) => {
        names.add(name);
        unzipped += originalSize;
        if (unzipped > MOST_UNZIPPED) return false;
        return (name.endsWith('.rels') && originalSize < 1024 * 1024) || name === DOCUMENT;
      },
    });
  } catch (error) {
    throw fail('DELIVERABLE_TEMPLATE_FILE', words.damaged, undefined, error);
  }
  if (!names.has(DOCUMENT)) throw fail('DELIVERABLE_TEMPLATE_FILE', words.notDocx);
  if (unzipped > MOST_UNZIPPED) throw fail('DELIVERABLE_TEMPLATE_FILE', words.tooBig);
  if ([...names].some((name) => name.endsWith('vbaProject.bin')))
    throw fail('DELIVERABLE_TEMPLATE_FILE', words.macro);
  for (const [name, content] of Object.entries(relations)) {
    const xml = Buffer.from(content).toString('utf8');
    // The reader of the placeholders forgives a document that breaks off; Word does not.
    if (name === DOCUMENT && !/<\/w:document>\s*$/.test(xml))
      throw fail('DELIVERABLE_TEMPLATE_FILE', words.damaged);
    if (name !== DOCUMENT) refuseOutside(xml);
  }
}

/** A picture or template that Word would fetch from elsewhere when the report is opened; a link to click is none. */
function refuseOutside(xml: string): void {
  for (const [relation] of xml.matchAll(/<Relationship\b[^>]*>/g)) {
    if (!/TargetMode\s*=\s*"External"/.test(relation) || /relationships\/hyperlink"/.test(relation)) continue;
    const target = /Target\s*=\s*"([^"]*)"/.exec(relation)?.[1] ?? '';
    throw fail('DELIVERABLE_TEMPLATE_FILE', words.external(target.slice(0, 60)));
  }
}

/** Walks the tags in order, with the loops that are open. */
function checkTags(tags: readonly Pick<Tag, 'disposition' | 'name'>[], root: Scope, text: string): void {
  const open: { name: string; scope: Scope }[] = [];
  const unknown: string[] = [];
  let unknownIn = '';
  let near: readonly Scope[] = [root];
  for (const { disposition, name } of tags) {
    const inner = open.at(-1);
    if (disposition === TagDisposition.Close) {
      if (!inner) throw loopFault(words.unopened(name));
      if (inner.name !== name) throw loopFault(words.crossed(inner.name, name));
      open.pop();
      continue;
    }
    // What an outer loop knows is known inside it too.
    const scopes = [root, ...open.map(({ scope }) => scope)].reverse();
    const loop = scopes.map(({ loops }) => loops.get(name)).find(Boolean);
    const value = scopes.some(({ values }) => values.has(name));
    if (disposition === TagDisposition.Open) {
      if (!loop && value) throw loopFault(words.notLoop(name));
      if (!loop) note(`#${name}`, scopes);
      open.push({ name, scope: loop?.inside ?? { values: new Map(), loops: new Map() } });
      if (open.length > MOST_DEPTH) throw loopFault(words.tooDeep);
    } else if (!value) {
      if (loop) throw loopFault(words.isLoop(name));
      note(name, scopes);
    }
  }
  const left = open.at(-1);
  if (left) throw loopFault(words.unclosed(left.name));
  if (unknown.length > 0) throw unknownFault([...new Set(unknown)], unknownIn, near, text);

  function note(name: string, scopes: readonly Scope[]): void {
    if (unknown.length === 0) {
      unknownIn = open.at(-1)?.name ?? '';
      near = scopes;
    }
    unknown.push(name);
  }
}

function loopFault(message: string): OpsError {
  return fail('DELIVERABLE_TEMPLATE_LOOP', message);
}

/** The known ones that may stand there, the likest first. */
function unknownFault(
  names: readonly string[],
  within: string,
  scopes: readonly Scope[],
  text: string,
): OpsError {
  const all = [
    ...new Set(
      scopes.flatMap(({ values, loops }) => [
        ...values.keys(),
        ...[...loops.keys()].map((loop) => `#${loop}`),
      ]),
    ),
  ];
  const first = names[0]?.replace(/^#/, '') ?? '';
  const likest = [...all].sort((a, b) => likeness(b, first) - likeness(a, first)).slice(0, MOST_NAMED);
  const shown = all.length > likest.length ? [...likest, words.andMore(all.length)] : likest;
  return fail(
    'DELIVERABLE_TEMPLATE_PLACEHOLDER',
    words.unknown(names, within ? words.where(within) : '', placeOf(names[0] ?? '', text), shown),
  );
}

/** A placeholder with the text around it, so that it can be found; empty where it stands in head or foot. */
function placeOf(name: string, text: string): string {
  const at = text.indexOf(`{${name}}`);
  if (at < 0) return '';
  const around = text.slice(Math.max(0, at - AROUND), at + name.length + 2 + AROUND);
  return around.replace(/\s+/g, ' ').trim();
}

/** How many characters two names share. */
function likeness(name: string, other: string): number {
  const characters = new Set(other);
  let shared = 0;
  for (const character of new Set(name)) if (characters.has(character)) shared++;
  return shared / Math.max(1, name.length);
}

/** Braces that belong to no placeholder would stand in the report, or swallow one. */
function checkBraces(text: string, tags: readonly Pick<Tag, 'rawText'>[]): void {
  let rest = text;
  for (const { rawText } of tags) rest = rest.replace(rawText, '');
  const stray = rest.search(/[{}]/);
  if (stray >= 0) {
    const near = rest.slice(Math.max(0, stray - 8), stray + 12).trim();
    throw fail('DELIVERABLE_TEMPLATE_PLACEHOLDER', words.brace(near));
  }
}
