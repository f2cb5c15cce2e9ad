/** The folder that holds one console's life: config, log, key, results, and in the demo the embedded data centre. */
export interface WorkspaceConfig {
  /** Of this file's shape. */
  version: 1;
  name: string;
  /** Printed on the sheet. */
  customer: string;
  contractor: string;
  project: string;
  demo: boolean;
  createdAt: string;
}

export interface Workspace {
  dir: string;
  config: WorkspaceConfig;
  /** An absolute path inside the workspace. */
  path(...parts: string[]): string;
  /** Encrypts and decrypts short texts with the workspace key (AES-256-GCM). */
  secrets: { seal(plain: string): string; open(sealed: string): string };
}
