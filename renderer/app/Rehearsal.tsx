import { Checkbox, Form, Input, InputNumber, Radio, Segmented, Select, Switch } from 'antd';
import { Chart } from '../components/Chart.tsx';
import { DataTable } from '../components/DataTable.tsx';
import type { TableColumn } from '../components/tableModel.ts';
import styles from './Rehearsal.module.css';
import type { Piece } from './readAhead.ts';

interface Line {
  id: number;
  day: string;
}
const COLUMNS: readonly TableColumn<Line>[] = [
  { field: 'id', title: '', kind: 'number' },
  { field: 'day', title: '', kind: 'day', flex: 1 },
];
const LINES: readonly Line[] = Array.from({ length: 20 }, (_, id) => ({ id, day: '2026-01-01' }));
const ITEMS = [0, 1, 2, 3];
const OPTIONS = ITEMS.map((value) => ({ value, label: '' }));

/** Pieces of pages where nobody sees, hears or reaches them. */
export default function Rehearsal({ pieces }: { pieces: readonly Piece[] }) {
  return (
    <div className={styles.aside} aria-hidden inert>
      {pieces.includes('fields') ? <Fields /> : null}
      {pieces.includes('table') ? <Grid /> : null}
      {pieces.includes('chart') ? <Bars /> : null}
    </div>
  );
}

function Grid() {
  return (
    <DataTable name="rehearsal" columns={COLUMNS} rows={LINES} rowId={({ id }) => String(id)} height={300} />
  );
}

function Bars() {
  return (
    <Chart
      title=""
      option={{
        xAxis: { type: 'category', data: ITEMS.map(String) },
        yAxis: { type: 'value' },
        legend: {},
        series: [
          { type: 'bar', data: ITEMS },
          { type: 'line', data: ITEMS },
        ],
      }}
    />
  );
}

function Fields() {
  return (
    <Form layout="vertical">
      <Form.Item label=" ">
        <Input />
      </Form.Item>
      <Input.Search />
      <Input.TextArea rows={1} />
      <InputNumber />
      <Select options={OPTIONS} />
      <Segmented options={OPTIONS} />
      <Radio.Group options={OPTIONS} />
      <Checkbox />
      <Switch />
    </Form>
  );
}
