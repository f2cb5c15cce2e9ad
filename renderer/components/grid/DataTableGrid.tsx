import './modules.ts';
import { CloseOutlined } from '@ant-design/icons';
import type { FilterChangedEvent, GridApi, IDatasource, IRowNode } from 'ag-grid-community';
import { AgGridReact, type AgGridReactProps } from 'ag-grid-react';
import { Button } from 'antd';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { ErrorData } from '../../../shared/errors/errors.ts';
import { componentMessages } from '../../../shared/messages/components.ts';
import { gridMessages } from '../../../shared/messages/grid.ts';
import { useThemeMode } from '../../app/themeMode.tsx';
import { toErrorData } from '../../rpc/errors.ts';
import {
  type ColumnFilter,
  fromGridFilter,
  type GridFilterModel,
  type TableFilter,
  type TablePage,
  type TableQuery,
  type TableSort,
} from '../tableModel.ts';
import { cellValue, toColDef } from './columns.tsx';
import styles from './DataTable.module.css';
import { gridTheme } from './gridTheme.ts';
import type { DataTableProps } from './props.ts';
import { TableOverlay } from './TableOverlay.tsx';
import { TableToolbar } from './TableToolbar.tsx';
import { useColumnChoice } from './useColumnChoice.ts';
import { useEscape } from './useEscape.ts';
import { useExport } from './useExport.ts';
import { useRefreshOn } from './useRefreshOn.ts';

const words = componentMessages.table;
const BLOCK = 100;
const BLOCKS_KEPT = 30;
/** 17 px type of very wide screens over the 14 px the widths are given for (theme.ts). */
const LARGE_SCALE = 17 / 14;
const NO_TOPICS: readonly string[] = [];

interface Progress {
  state: 'loading' | 'ready';
  total: number | undefined;
  unfiltered: number | undefined;
  error: ErrorData | undefined;
}
const NOTHING_YET: Progress = { state: 'loading', total: undefined, unfiltered: undefined, error: undefined };

/** The table itself; comes lazily through DataTable.tsx. */
export default function DataTableGrid<Row extends object>(props: DataTableProps<Row>) {
  const { name, columns, rowId, rows, load, detail } = props;
  const { large } = useThemeMode();
  const api = useRef<GridApi<Row>>(null);
  const box = useRef<HTMLDivElement>(null);
  const [loading, setLoading] = useState(NOTHING_YET);
  const [choices, setChoices] = useState<TableFilter>({});
  const [filter, setFilter] = useState<TableFilter>({});
  const [open, setOpen] = useState<Row>();
  const columnChoice = useColumnChoice(name);
  const exporter = useExport(props);
  const latest = useRef({ load, choices, rowId, columns });
  latest.current = { load, choices, rowId, columns };
  const remote = load !== undefined;
  // Asked for while the grid is being made, which takes longer than the answer.
  const [begun] = useState(() => ({ firstPage: load && begin(load) }));

  const columnDefs = useMemo(
    () => columns.map((column, index) => toColDef(column, index, !remote, large ? LARGE_SCALE : 1)),
    [columns, remote, large],
  );

  const datasource = useMemo<IDatasource>(
    () => ({
      getRows: async ({ startRow, endRow, sortModel, filterModel, successCallback, failCallback }) => {
        try {
          const query: TableQuery = {
            offset: startRow,
            limit: endRow - startRow,
            sort: sortModel.map(({ colId, sort }) => ({ field: colId, direction: sort })),
            filter: { ...fromGridFilters(filterModel), ...latest.current.choices },
          };
          const { firstPage } = begun;
          begun.firstPage = undefined;
          const page = await (firstPage && isFirst(query) ? firstPage : latest.current.load?.(query));
          if (!page) return failCallback();
          successCallback([...page.rows], page.total);
          setOpen(
            (was) =>
              was &&
              (page.rows.find((row) => latest.current.rowId(row) === latest.current.rowId(was)) ?? was),
          );
          const filtered = Object.keys(filterModel).length + Object.keys(latest.current.choices).length > 0;
          setLoading((before) => ({
            state: 'ready',
            total: page.total,
            unfiltered: page.unfiltered ?? (filtered ? before.unfiltered : page.total),
            error: undefined,
          }));
        } catch (error) {
          failCallback();
          setLoading((before) => ({ ...before, state: 'ready', error: toErrorData(error) }));
        }
      },
    }),
    [begun],
  );

  const refresh = useCallback(() => api.current?.refreshInfiniteCache(), []);
  useRefreshOn(name, props.load ? props.topics : NO_TOPICS, remote, refresh);

  // The same objects from one drawing to the next: new ones make the grid filter anew, which draws the table anew.
  const local = useMemo<AgGridReactProps<Row>>(
    () => ({
      rowData: rows ? [...rows] : [],
      isExternalFilterPresent: () => Object.keys(latest.current.choices).length > 0,
      doesExternalFilterPass: (node) =>
        node.data !== undefined && passes(latest.current.columns, latest.current.choices, node.data),
    }),
    [rows],
  );
  const model: AgGridReactProps<Row> = remote
    ? {
        rowModelType: 'infinite',
        datasource,
        cacheBlockSize: BLOCK,
        maxBlocksInCache: BLOCKS_KEPT,
      }
    : local;

  const total = remote ? loading.total : rows?.length;
  const shownHere = useCallback(() => {
    const found: Row[] = [];
    api.current?.forEachNodeAfterFilterAndSort((node) => node.data && found.push(node.data));
    return found;
  }, []);
  const [shownCount, setShownCount] = useState<number>();

  const choose = (field: string, values: readonly string[]) => {
    const next: Record<string, ColumnFilter> = { ...choices };
    if (values.length === 0) delete next[field];
    else next[field] = { kind: 'choice', values };
    applyChoices(next);
  };
  const applyChoices = (next: TableFilter) => {
    latest.current.choices = next;
    setChoices(next);
    if (api.current?.getDisplayedRowCount()) api.current.ensureIndexVisible(0, 'top');
    if (remote) api.current?.purgeInfiniteCache();
    else api.current?.onFilterChanged();
  };
  const clear = (field?: string) => {
    if (field === undefined) {
      api.current?.setFilterModel(null);
      applyChoices({});
    } else if (choices[field]) choose(field, []);
    else {
      const model = { ...api.current?.getFilterModel() };
      delete model[field];
      api.current?.setFilterModel(model);
    }
  };
  const onFilterChanged = ({ api: grid }: FilterChangedEvent<Row>) => {
    setFilter(fromGridFilters(grid.getFilterModel()));
    if (!remote) setShownCount(shownHere().length);
  };

  const show = (node: IRowNode<Row> | undefined) => {
    if (!detail || !node?.data) return;
    node.setSelected(true, true);
    setOpen(node.data);
  };
  const close = useCallback(() => {
    api.current?.deselectAll();
    setOpen(undefined);
  }, []);
  useEscape(box, open !== undefined, close);
  const current = open && rows ? (rows.find((row) => rowId(row) === rowId(open)) ?? open) : open;
  const allFilters = { ...filter, ...choices };
  const filtered = Object.keys(allFilters).length > 0;
  const visible = remote || !filtered ? total : (shownCount ?? total);

  return (
    <div className={styles.table} style={{ height: props.height }} ref={box}>
      <TableToolbar
        columns={columns}
        filter={allFilters}
        total={visible}
        unfiltered={remote ? loading.unfiltered : rows?.length}
        onChoose={choose}
        onClear={clear}
        chooser={{
          hidden: () =>
            new Set(
              columnStates(api.current)
                .filter(({ hide }) => hide)
                .map(({ colId }) => colId),
            ),
          show: (field, shown) => api.current?.setColumnsVisible([field], shown),
          reset: () => api.current && columnChoice.forget(api.current),
        }}
        exporter={
          props.exports
            ? {
                text: exporter.text,
                run: () => {
                  const shown = columnStates(api.current).filter(({ hide }) => !hide);
                  void exporter.run({
                    shown: shown.flatMap(({ colId }) => columns.find(({ field }) => field === colId) ?? []),
                    sort: sortOf(shown),
                    filter: allFilters,
                    here: remote ? undefined : shownHere(),
                  });
                },
              }
            : undefined
        }
      >
        {props.toolbar}
      </TableToolbar>
      <div className={styles.body}>
        <div className={detail ? `${styles.grid} ${styles.clickable}` : styles.grid}>
          <AgGridReact<Row>
            theme={gridTheme}
            localeText={gridMessages}
            columnDefs={columnDefs}
            getRowId={({ data }) => rowId(data)}
            suppressOverlays={['loading', 'noRows', 'noMatchingRows']}
            suppressCellFocus={false}
            suppressMultiSort
            enableCellTextSelection
            ensureDomOrder
            animateRows={false}
            rowSelection={{ mode: 'singleRow', checkboxes: false, enableClickSelection: false }}
            {...model}
            onGridReady={(event) => {
              api.current = event.api;
              columnChoice.restore(event.api);
            }}
            onColumnVisible={({ api: grid }) => columnChoice.save(grid)}
            onColumnMoved={({ api: grid, finished }) => finished && columnChoice.save(grid)}
            onColumnResized={({ api: grid, finished, source }) =>
              finished && source === 'uiColumnResized' && columnChoice.save(grid)
            }
            onFilterChanged={onFilterChanged}
            onRowClicked={({ node }) => show(node as IRowNode<Row>)}
            onCellKeyDown={({ event, node }) =>
              (event as globalThis.KeyboardEvent | null)?.key === 'Enter' && show(node as IRowNode<Row>)
            }
            onCellFocused={({ rowIndex, api: grid }) => {
              if (open && rowIndex !== null) show(grid.getDisplayedRowAtIndex(rowIndex));
            }}
          />
          <TableOverlay
            loading={remote && loading.state === 'loading'}
            error={loading.error}
            rows={visible}
            filtered={filtered}
            empty={props.empty}
            onAgain={() => {
              setLoading(NOTHING_YET);
              api.current?.purgeInfiniteCache();
            }}
            onClear={() => clear()}
          />
        </div>
        {current && detail ? (
          <aside className={styles.panel} aria-label={words.details}>
            <header className={styles.panelHead}>
              <div className={styles.panelTitle}>{props.detailTitle?.(current) ?? words.details}</div>
              <Button
                type="text"
                size="small"
                icon={<CloseOutlined />}
                aria-label={words.closeDetails}
                title={words.closeDetails}
                onClick={close}
              />
            </header>
            {/* Anew for each row: nothing of the last one stands under this one's title. */}
            <div key={rowId(current)} className={styles.panelBody}>
              {detail(current, close)}
            </div>
          </aside>
        ) : null}
      </div>
    </div>
  );
}

const FIRST: TableQuery = { offset: 0, limit: BLOCK, sort: [], filter: {} };

/** The first page of a table as it opens. Its error is told by who waits for it. */
function begin<Row>(load: (query: TableQuery) => Promise<TablePage<Row>>): Promise<TablePage<Row>> {
  const page = load(FIRST);
  page.catch(() => undefined);
  return page;
}

function isFirst(query: TableQuery): boolean {
  return JSON.stringify(query) === JSON.stringify(FIRST);
}

function fromGridFilters(model: Record<string, GridFilterModel>): TableFilter {
  const found: Record<string, ColumnFilter> = {};
  for (const [field, one] of Object.entries(model)) {
    const filter = fromGridFilter(one);
    if (filter) found[field] = filter;
  }
  return found;
}

function passes<Row extends object>(
  columns: DataTableProps<Row>['columns'],
  choices: TableFilter,
  row: Row,
): boolean {
  return Object.entries(choices).every(([field, choice]) => {
    const column = columns.find((candidate) => candidate.field === field);
    return !column || choice.kind !== 'choice' || choice.values.includes(String(cellValue(column, row)));
  });
}

function columnStates(api: GridApi | null) {
  return api?.getColumnState() ?? [];
}

function sortOf(columns: ReturnType<typeof columnStates>): TableSort[] {
  return columns.flatMap(({ colId, sort }) => (sort ? [{ field: colId, direction: sort }] : []));
}
