import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

/** A file of the built renderer, as it is sent. */
export interface PageFile {
  body: Buffer;
  type: string;
  etag: string;
  /** Named by its content: may be kept for ever. */
  immutable: boolean;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/**
 * Looks up files of the built renderer by URL path. The list is made once from the folder, so a path can only ever
 * name a file that was built; contents are read at first use and kept.
 * @param directory `dist/renderer`
 * @returns the file, the page itself for a path of the page's own routes, or undefined
 */
export function openPageFiles(directory: string): (pathname: string) => PageFile | undefined {
  const paths = new Map(
    filesBelow(directory).map((path) => [`/${relative(directory, path).split(sep).join('/')}`, path]),
  );
  const read = new Map<string, PageFile>();

  return (pathname) => {
    const wanted = paths.has(pathname) ? pathname : extname(pathname) === '' ? '/index.html' : undefined;
    const path = wanted && paths.get(wanted);
    if (!wanted || !path) return undefined;
    const known = read.get(wanted);
    if (known) return known;
    const body = readFileSync(path);
    const file: PageFile = {
      body,
      type: TYPES[extname(path)] ?? 'application/octet-stream',
      etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
      immutable: wanted.startsWith('/assets/'),
    };
    read.set(wanted, file);
    return file;
  };
}

/** Folder by folder: the archive of an installed app does not list itself in one go. */
function filesBelow(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}
