import { DownloadOutlined } from '@ant-design/icons';
import { Button, Checkbox } from 'antd';
import type { EChartsType } from 'echarts/core';
import { useEffect, useRef, useState } from 'react';
import { showInstant } from '../../../shared/domain/time.ts';
import { componentMessages } from '../../../shared/messages/components.ts';
import { useThemeMode } from '../../app/themeMode.tsx';
import { Empty } from '../Page.tsx';
import styles from './Chart.module.css';
import { init } from './echarts.ts';
import { exportChart } from './exportChart.ts';
import type { ChartOption, ChartProps } from './props.ts';

const words = componentMessages.chart;

/** The chart itself; comes lazily through Chart.tsx. */
export default function ChartCanvas(props: ChartProps) {
  const { title, option, definition, dataTime, height = 280, empty, onPick, extra, fileName } = props;
  const { name: themeName } = useThemeMode();
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);
  const [patterns, setPatterns] = useState(false);
  const pick = useRef(onPick);
  pick.current = onPick;

  useEffect(() => {
    const element = box.current;
    if (!element || empty) return undefined;
    const made = init(element, themeName, { locale: 'ZH' });
    chart.current = made;
    made.on('click', (event) => {
      pick.current?.({
        seriesName: event.seriesName ?? '',
        name: event.name,
        dataIndex: event.dataIndex,
        value: event.value,
      });
    });
    // The observer tells of the size at first, too: drawing twice for that would cost as much as the chart.
    const observer = new ResizeObserver(() => {
      if (element.clientWidth !== made.getWidth() || element.clientHeight !== made.getHeight()) made.resize();
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, [themeName, empty]);

  useEffect(() => {
    if (!themeName || empty) return;
    chart.current?.setOption(withDefaults(option, patterns), { notMerge: true });
  }, [option, patterns, themeName, empty]);

  const lines = [
    definition ? words.definition(definition) : '',
    dataTime ? words.dataTime(showInstant(dataTime)) : '',
  ].filter(Boolean);

  const save = () => {
    const width = box.current?.clientWidth ?? 800;
    exportChart({
      option: withDefaults(option, true),
      width,
      height,
      title,
      lines,
      fileName: fileName ?? title,
    });
  };

  return (
    <figure className={styles.figure}>
      <figcaption className={styles.head}>
        <span className={styles.title}>{title}</span>
        {extra}
        {empty ? null : (
          <>
            <Checkbox checked={patterns} onChange={(event) => setPatterns(event.target.checked)}>
              <span title={words.patternsHint}>{words.patterns}</span>
            </Checkbox>
            <Button size="small" icon={<DownloadOutlined />} onClick={save}>
              {words.export}
            </Button>
          </>
        )}
      </figcaption>
      {empty ? (
        <div style={{ height }} className={styles.empty}>
          <Empty title={words.noData} />
        </div>
      ) : (
        <div ref={box} style={{ height }} role="img" aria-label={title} />
      )}
      {lines.length > 0 ? <p className={styles.foot}>{lines.join(' · ')}</p> : null}
    </figure>
  );
}

/** No motion that does not inform; the labels never run out of the box; patterns on demand. */
function withDefaults(option: ChartOption, patterns: boolean): ChartOption {
  return {
    animation: false,
    grid: {
      left: 8,
      right: 16,
      top: 36,
      bottom: 8,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    tooltip: { trigger: 'axis', confine: true },
    aria: { enabled: true, decal: { show: patterns } },
    ...option,
  };
}
