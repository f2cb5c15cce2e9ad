import type { Engine } from '../../../shared/contract/datacenter.ts';

/** A table as completion offers it; `title` is its Chinese name where one is known. */
export interface EditorTable {
  name: string;
  title: string;
  columns: readonly { name: string; title: string; type: string }[];
}

export interface SqlEditorProps {
  value: string;
  onChange?: (value: string) => void;
  engine: Engine;
  tables?: readonly EditorTable[] | undefined;
  /** Ctrl+Enter. */
  onRun?: () => void;
  readOnly?: boolean;
  /** Pixels; default 180. */
  height?: number;
  /** What a screen reader calls it. */
  label: string;
}
