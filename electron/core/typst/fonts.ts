/**
 * Which faces this machine has, and which of them stands in for a font a document names.
 * The table of names is data: `resources/fonts/faces.json`.
 */
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import faceTable from '../../../resources/fonts/faces.json' with { type: 'json' };
import { type FontFace, readFontFaces } from './sfnt.ts';

/** A group of faces of one design, e.g. all the names of 仿宋. */
export interface FontClass {
  id: string;
  /** Names under which documents ask for it, compared without case, spaces and underscores. */
  names: string[];
  /** Families to use, the best first. */
  families: string[];
}

interface FontTable {
  classes: FontClass[];
  /** Class used when the name is unknown, by kind of script. */
  fallback: { serif: string; sans: string; mono: string; latinSerif: string; latinSans: string };
}

/** The answer to "which family shall draw this name?". */
export interface FontChoice {
  family: string;
  /** True when another design than the one asked for is used. */
  substituted: boolean;
  /** True when the name belongs to a face for Chinese, Japanese or Korean. */
  eastAsian: boolean;
  sans: boolean;
}

/** What can be asked of the fonts of this machine. */
export interface FontCatalogue {
  faces: FontFace[];
  /** The chosen family for a name; `eastAsian` says which script the text is of. */
  choose(name: string, eastAsian: boolean, hint?: 'serif' | 'sans' | 'mono'): FontChoice;
  /** The face of an installed family nearest to the weight and slope. */
  face(family: string, bold: boolean, italic: boolean): FontFace | undefined;
}

const require = createRequire(import.meta.url);

function packagedFontFolders(): string[] {
  const folders: string[] = [];
  for (const [name, cuts] of [
    ['@expo-google-fonts/noto-serif-sc', ['400Regular', '700Bold']],
    ['@expo-google-fonts/noto-sans-sc', ['400Regular', '700Bold']],
  ] as const) {
    try {
      // Installed, the fonts lie beside the archive: native code opens them by their path.
      const root = dirname(require.resolve(`${name}/package.json`)).replace('app.asar', 'app.asar.unpacked');
      for (const cut of cuts) folders.push(join(root, cut));
    } catch {
      // The package is optional where the system has Chinese fonts of its own.
    }
  }
  return folders;
}

function systemFontFolders(): string[] {
  if (process.platform === 'win32') {
    return [
      join(process.env.WINDIR ?? 'C:\\Windows', 'Fonts'),
      join(process.env.LOCALAPPDATA ?? homedir(), 'Microsoft', 'Windows', 'Fonts'),
    ];
  }
  if (process.platform === 'darwin') {
    return ['/System/Library/Fonts', '/Library/Fonts', join(homedir(), 'Library/Fonts')];
  }
  return [
    '/usr/share/fonts',
    '/usr/local/share/fonts',
    join(homedir(), '.local/share/fonts'),
    join(homedir(), '.fonts'),
  ];
}

function walkFonts(folder: string, depth: number, out: string[]): void {
  let entries: import('node:fs').Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return;
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (depth > 0) walkFonts(path, depth - 1, out);
    } else if (/\.(ttf|otf|ttc|otc)$/i.test(entry.name)) {
      out.push(path);
    }
  }
}

let systemFaces: FontFace[] | undefined;

/** Faces found in the system's font folders (read once a process). */
export function listSystemFaces(): FontFace[] {
  if (!systemFaces) {
    const files: string[] = [];
    for (const folder of systemFontFolders()) walkFonts(folder, 6, files);
    systemFaces = files.sort().flatMap(readFontFaces);
  }
  return systemFaces;
}

/**
 * Folders to hand to the typesetter beside the system's own: the packaged Noto SC faces. They are used before the
 * system's Noto CJK collections of the same design: their outlines are embedded in two thirds of the time, and every
 * machine without the court's fonts gives the same pages.
 */
export function listFontPaths(): string[] {
  return packagedFontFolders().filter((folder) => existsSync(folder));
}

function key(name: string): string {
  return name.toLowerCase().replace(/[\s_\-@"']/g, '');
}

let catalogue: FontCatalogue | undefined;

/** The fonts of this machine (built once a process, some milliseconds). */
export function fontCatalogue(): FontCatalogue {
  catalogue ??= createFontCatalogue([
    ...listSystemFaces(),
    ...listFontPaths().flatMap((folder) => {
      const files: string[] = [];
      walkFonts(folder, 1, files);
      return files.flatMap(readFontFaces);
    }),
  ]);
  return catalogue;
}

/** Builds a catalogue over given faces; `fontCatalogue()` is the one over this machine's. */
export function createFontCatalogue(faces: FontFace[], table: FontTable = faceTable): FontCatalogue {
  const byFamily = new Map<string, FontFace[]>();
  for (const face of faces) {
    for (const family of face.families) {
      const list = byFamily.get(key(family));
      if (list) list.push(face);
      else byFamily.set(key(family), [face]);
    }
  }
  const classById = new Map(table.classes.map((entry) => [entry.id, entry]));
  const classByName = new Map<string, FontClass>();
  for (const entry of table.classes) {
    for (const name of [...entry.names, ...entry.families]) {
      if (!classByName.has(key(name))) classByName.set(key(name), entry);
    }
  }
  const eastAsianClasses = new Set(['song', 'fangsong', 'kai', 'hei', 'xiaobiaosong', 'lishu', 'round']);
  const choices = new Map<string, FontChoice>();

  const familyOf = (list: FontFace[]): string => list[0]?.families[0] ?? '';
  const firstInstalled = (id: string): string | undefined => {
    for (const family of classById.get(id)?.families ?? []) {
      const list = byFamily.get(key(family));
      if (list) return familyOf(list);
    }
    return undefined;
  };

  function resolve(
    name: string,
    eastAsian: boolean,
    hint: 'serif' | 'sans' | 'mono' | undefined,
  ): FontChoice {
    const wanted = key(name);
    const known = classByName.get(wanted) ?? guessClass(name);
    const isEastAsianFont = known
      ? eastAsianClasses.has(known.id)
      : /[\u3000-\u9fff\uac00-\ud7af]/.test(name);
    const sans = known
      ? known.id === 'hei' || known.id === 'latinSans' || known.id === 'round'
      : hint === 'sans';
    const installed = byFamily.get(wanted);
    if (installed && (isEastAsianFont || !eastAsian)) {
      return { family: familyOf(installed), substituted: false, eastAsian: isEastAsianFont, sans };
    }
    const ids: string[] = [];
    if (known && (isEastAsianFont || !eastAsian)) ids.push(known.id);
    if (eastAsian)
      ids.push(sans ? table.fallback.sans : table.fallback.serif, table.fallback.serif, table.fallback.sans);
    else if (hint === 'mono') ids.push(table.fallback.mono);
    ids.push(sans ? table.fallback.latinSans : table.fallback.latinSerif, table.fallback.latinSerif);
    for (const id of ids) {
      const family = firstInstalled(id);
      if (family) return { family, substituted: true, eastAsian: isEastAsianFont, sans };
    }
    return {
      family: faces[0]?.families[0] ?? 'Libertinus Serif',
      substituted: true,
      eastAsian: isEastAsianFont,
      sans,
    };
  }

  function guessClass(name: string): FontClass | undefined {
    const patterns: [RegExp, string][] = [
      [/小标宋|xbs/i, 'xiaobiaosong'],
      [/仿宋|fangsong|fzfs/i, 'fangsong'],
      [/楷|kai/i, 'kai'],
      [/黑|雅黑|hei|gothic|ゴシック|等线/i, 'hei'],
      [/宋|明|song|ming|mincho|batang/i, 'song'],
      [/隶|lishu/i, 'lishu'],
      [/arial|helvet|sans|verdana|tahoma|calibri|segoe/i, 'latinSans'],
      [/courier|mono|consol|typewriter/i, 'latinMono'],
    ];
    for (const [pattern, id] of patterns) if (pattern.test(name)) return classById.get(id);
    return undefined;
  }

  return {
    faces,
    choose(name, eastAsian, hint) {
      const cacheKey = `${eastAsian ? 1 : 0}${hint ?? ''}|${name}`;
      let choice = choices.get(cacheKey);
      if (!choice) {
        choice = resolve(name, eastAsian, hint);
        choices.set(cacheKey, choice);
      }
      return choice;
    },
    face(family, bold, italic) {
      const list = byFamily.get(key(family));
      if (!list) return undefined;
      const weight = bold ? 700 : 400;
      let best: FontFace | undefined;
      let bestScore = Number.POSITIVE_INFINITY;
      for (const face of list) {
        const score = Math.abs(face.weight - weight) + (face.italic === italic ? 0 : 2000);
        if (score < bestScore) {
          best = face;
          bestScore = score;
        }
      }
      return best;
    },
  };
}
