import { workspaceFolder } from '../hosts/workspaceFolder.ts';

/** What the program was started for: the console's window, or `<app> ops …`. */
export type Asked =
  | { kind: 'window'; workspaceDir: string }
  | { kind: 'ops'; workspaceDir: string; args: readonly string[] };

/**
 * Reads the program's arguments. Chromium's own switches among them are not ours and are passed over.
 * @param argv `process.argv` of Electron: the program, in development the entry file, then the arguments
 */
export function commandLine(argv: readonly string[]): Asked {
  const ops = argv.indexOf('ops');
  const workspaceDir = workspaceFolder(optionValue(argv, '--workspace'));
  if (ops > 0) return { kind: 'ops', workspaceDir, args: argv.slice(ops + 1) };
  return { kind: 'window', workspaceDir };
}

function optionValue(argv: readonly string[], option: string): string | undefined {
  const joined = argv.find((word) => word.startsWith(`${option}=`));
  if (joined) return joined.slice(option.length + 1);
  const at = argv.indexOf(option);
  return at < 0 ? undefined : argv[at + 1];
}
