import type { ColumnState, GridApi } from 'ag-grid-community';
import { useCallback, useRef } from 'react';

interface StoredColumn {
  colId: string;
  width?: number;
  hide?: boolean;
}

const key = (name: string) => `ops.table.${name}`;

function stored(name: string): StoredColumn[] | undefined {
  try {
    const parsed: unknown = JSON.parse(localStorage.getItem(key(name)) ?? 'null');
    return Array.isArray(parsed) ? (parsed as StoredColumn[]) : undefined;
  } catch {
    // Written by hand or half: the default columns serve.
    return undefined;
  }
}

/** Keeps a table's order, widths and shown columns on this machine. */
export function useColumnChoice(name: string) {
  const restored = useRef(false);

  const restore = useCallback(
    (api: GridApi) => {
      const columns = stored(name);
      if (columns) {
        const state: ColumnState[] = columns.map((column) => ({
          colId: column.colId,
          hide: column.hide ?? false,
          ...(column.width ? { width: column.width, flex: null } : {}),
        }));
        api.applyColumnState({ state, applyOrder: true });
      }
      restored.current = true;
    },
    [name],
  );

  const save = useCallback(
    (api: GridApi) => {
      if (!restored.current) return;
      const columns = api.getColumnState().map(({ colId, width, hide, flex }) => ({
        colId,
        hide: hide ?? false,
        // A column that still shares the space keeps doing so.
        ...(flex ? {} : { width }),
      }));
      localStorage.setItem(key(name), JSON.stringify(columns));
    },
    [name],
  );

  const forget = useCallback(
    (api: GridApi) => {
      localStorage.removeItem(key(name));
      api.resetColumnState();
    },
    [name],
  );

  return { restore, save, forget };
}
