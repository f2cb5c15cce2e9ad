import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import {
  MariaSQL,
  MSSQL,
  PLSQL,
  PostgreSQL,
  type SQLDialect,
  SQLite,
  type SQLNamespace,
  sql,
} from '@codemirror/lang-sql';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useRef } from 'react';
import type { Engine } from '../../../shared/contract/datacenter.ts';
import type { EditorTable, SqlEditorProps } from './props.ts';
import styles from './SqlEditor.module.css';

const DIALECTS: Record<Engine, SQLDialect> = {
  sqlite: SQLite,
  postgres: PostgreSQL,
  mysql: MariaSQL,
  oracle: PLSQL,
  dameng: PLSQL,
  mssql: MSSQL,
};

const highlight = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--ops-primary)', fontWeight: '600' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--ops-ok)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--ops-warn)' },
  { tag: [tags.lineComment, tags.blockComment], color: 'var(--ops-text-muted)', fontStyle: 'italic' },
  { tag: tags.typeName, color: 'var(--ops-text-secondary)' },
]);

const look = EditorView.theme({
  '&': {
    height: '100%',
    fontSize: '13.5px',
    backgroundColor: 'var(--ops-surface)',
    color: 'var(--ops-text)',
  },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'Consolas, "Cascadia Mono", "Noto Sans Mono CJK SC", monospace',
    lineHeight: '1.5',
  },
  '.cm-gutters': {
    backgroundColor: 'var(--ops-sunken)',
    color: 'var(--ops-text-muted)',
    borderRight: '1px solid var(--ops-border)',
  },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--ops-hover) 60%, transparent)' },
  '.cm-content': { caretColor: 'var(--ops-text)' },
  '.cm-cursor': { borderLeftColor: 'var(--ops-text)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--ops-primary-soft) !important',
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--ops-raised)',
    border: '1px solid var(--ops-border)',
    color: 'var(--ops-text)',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--ops-primary-soft)',
    color: 'var(--ops-text)',
  },
  '.cm-completionDetail': { color: 'var(--ops-text-muted)', fontStyle: 'normal' },
});

function language(engine: Engine, tables: readonly EditorTable[] = []) {
  const schema: SQLNamespace = Object.fromEntries(
    tables.map(({ name, title, columns }) => [
      name,
      {
        self: { label: name, type: 'class', detail: title },
        children: columns.map((column) => ({
          label: column.name,
          type: 'property',
          detail: column.title || column.type,
        })),
      },
    ]),
  );
  return sql({ dialect: DIALECTS[engine], schema, upperCaseKeywords: true });
}

/** The editor itself; comes lazily through SqlEditor.tsx. */
export default function SqlEditorView(props: SqlEditorProps) {
  const { value, engine, tables, height = 180 } = props;
  const box = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const languagePart = useRef(new Compartment());
  const latest = useRef(props);
  latest.current = props;

  // Made once; later values are handed in below.
  useEffect(() => {
    const { value, engine, tables, readOnly = false, label } = latest.current;
    const made = new EditorView({
      parent: box.current as HTMLDivElement,
      state: EditorState.create({
        doc: value,
        extensions: [
          lineNumbers(),
          highlightSpecialChars(),
          history(),
          drawSelection(),
          bracketMatching(),
          closeBrackets(),
          autocompletion({ icons: false }),
          highlightActiveLine(),
          syntaxHighlighting(highlight),
          EditorView.lineWrapping,
          EditorState.readOnly.of(readOnly),
          EditorView.contentAttributes.of({ 'aria-label': label }),
          keymap.of([
            {
              key: 'Mod-Enter',
              run: () => {
                latest.current.onRun?.();
                return true;
              },
            },
            ...closeBracketsKeymap,
            ...defaultKeymap,
            ...historyKeymap,
            ...completionKeymap,
          ]),
          languagePart.current.of(language(engine, tables)),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange?.(update.state.doc.toString());
          }),
          look,
        ],
      }),
    });
    view.current = made;
    return () => made.destroy();
  }, []);

  useEffect(() => {
    view.current?.dispatch({ effects: languagePart.current.reconfigure(language(engine, tables)) });
  }, [engine, tables]);

  useEffect(() => {
    const { current } = view;
    if (current && current.state.doc.toString() !== value)
      current.dispatch({ changes: { from: 0, to: current.state.doc.length, insert: value } });
  }, [value]);

  return <div ref={box} className={styles.editor} style={{ height }} />;
}
