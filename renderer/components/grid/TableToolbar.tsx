import { DownloadOutlined, SettingOutlined } from '@ant-design/icons';
import { Button, Checkbox, Popover, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { componentMessages } from '../../../shared/messages/components.ts';
import { formatCount } from '../format.ts';
import { describeFilter, type TableColumn, type TableFilter } from '../tableModel.ts';
import styles from './DataTable.module.css';

const words = componentMessages.table;

interface ToolbarProps<Row> {
  columns: readonly TableColumn<Row>[];
  filter: TableFilter;
  total: number | undefined;
  unfiltered: number | undefined;
  onChoose: (field: string, values: readonly string[]) => void;
  onClear: (field?: string) => void;
  chooser: {
    hidden: () => ReadonlySet<string>;
    show: (field: string, shown: boolean) => void;
    reset: () => void;
  };
  exporter?: { run: () => void; text: string | undefined } | undefined;
  children?: ReactNode;
}

/** Above the table: how many rows, what the filters hide, choices, columns, export. */
export function TableToolbar<Row>(props: ToolbarProps<Row>) {
  const { columns, filter, onChoose, onClear, exporter } = props;
  const active = Object.entries(filter);
  return (
    <div className={styles.toolbar}>
      {props.children}
      {columns.map((column) =>
        column.choices ? (
          <Select
            key={column.field}
            mode="multiple"
            size="small"
            allowClear
            maxTagCount="responsive"
            style={{ minWidth: 132, maxWidth: 260 }}
            placeholder={column.title}
            aria-label={column.title}
            options={column.choices.map(({ value, label }) => ({ value, label }))}
            value={chosenOf(filter, column.field)}
            onChange={(values: string[]) => onChoose(column.field, values)}
          />
        ) : null,
      )}
      <span className={styles.count}>{countSentence(props.total, props.unfiltered, active.length > 0)}</span>
      {active.map(([field, one]) => {
        const column = columns.find((candidate) => candidate.field === field);
        const text = `${column?.title ?? field} ${describeFilter(one, column?.choices)}`;
        return (
          <button
            key={field}
            type="button"
            className={styles.chip}
            aria-label={words.removeFilter(text)}
            title={words.removeFilter(text)}
            onClick={() => onClear(field)}
          >
            {text}
          </button>
        );
      })}
      {active.length > 1 ? (
        <Button size="small" type="link" onClick={() => onClear()}>
          {words.clearFilters}
        </Button>
      ) : null}
      <span className={styles.space} />
      <ColumnChooser columns={columns} chooser={props.chooser} />
      {exporter ? (
        <Button
          size="small"
          icon={<DownloadOutlined />}
          disabled={exporter.text !== undefined}
          onClick={exporter.run}
        >
          {exporter.text ?? words.export}
        </Button>
      ) : null}
    </div>
  );
}

function chosenOf(filter: TableFilter, field: string): string[] {
  const one = filter[field];
  return one?.kind === 'choice' ? [...one.values] : [];
}

function countSentence(total: number | undefined, unfiltered: number | undefined, filtered: boolean): string {
  if (total === undefined) return '';
  const shown = formatCount(total);
  if (!filtered || unfiltered === undefined) return words.rows(shown);
  return words.hidden(shown, formatCount(Math.max(0, unfiltered - total)));
}

function ColumnChooser<Row>({ columns, chooser }: Pick<ToolbarProps<Row>, 'columns' | 'chooser'>) {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const look = () => setHidden(chooser.hidden());
  const content = (
    <div className={styles.chooser}>
      {columns.map((column, index) => (
        <Checkbox
          key={column.field}
          checked={!hidden.has(column.field)}
          disabled={index === 0}
          onChange={(event) => {
            chooser.show(column.field, event.target.checked);
            look();
          }}
        >
          {column.title}
        </Checkbox>
      ))}
      <Button
        size="small"
        type="link"
        onClick={() => {
          chooser.reset();
          look();
        }}
      >
        {words.columnsReset}
      </Button>
    </div>
  );
  return (
    <Popover
      content={content}
      title={words.columnsTitle}
      trigger="click"
      placement="bottomRight"
      onOpenChange={(open) => open && look()}
    >
      <Button size="small" icon={<SettingOutlined />}>
        {words.columns}
      </Button>
    </Popover>
  );
}
