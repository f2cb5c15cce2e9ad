import { Suspense } from 'react';
import { lazyPart } from './lazyPart.tsx';
import { Loading } from './Page.tsx';
import type { SqlEditorProps } from './sql/props.ts';

export type { SqlEditorProps } from './sql/props.ts';

/** CodeMirror comes only with the first editor a person opens. */
const Editor = lazyPart<SqlEditorProps>(() => import('./sql/SqlEditorView.tsx'));
export const loadSqlEditor = Editor.load;

/** An editor for SQL with highlighting by engine, completion from tables and columns, and Ctrl+Enter to run. */
export function SqlEditor(props: SqlEditorProps) {
  return (
    <Suspense
      fallback={
        <div style={{ height: props.height ?? 180 }}>
          <Loading lines={4} />
        </div>
      }
    >
      <Editor {...props} />
    </Suspense>
  );
}
