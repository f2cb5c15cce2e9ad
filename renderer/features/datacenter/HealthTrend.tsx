import { Segmented, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import type { BoardItem, HealthTrend as Trend } from '../../../shared/contract/datacenterHealth.ts';
import { showTime } from '../../../shared/domain/time.ts';
import { HEALTH_ITEM_NAMES } from '../../../shared/messages/datacenterHealth.ts';
import { datacenterHealthPageMessages } from '../../../shared/messages/datacenterHealthPage.ts';
import { Chart, type ChartOption } from '../../components/Chart.tsx';
import { formatBytes } from '../../components/format.ts';
import { Loaded, Section } from '../../components/Page.tsx';
import { client } from '../../rpc/client.ts';
import { useRead } from '../../rpc/query.tsx';
import styles from './Health.module.css';
import { valueText } from './healthText.ts';

const words = datacenterHealthPageMessages.trend;
type Span = '24h' | '30d';
const SPAN_MS: Record<Span, number> = { '24h': 86_400_000, '30d': 30 * 86_400_000 };

/** The chosen item over time with its thresholds, beside what it is made of. */
export function HealthTrend({
  connectionId,
  item,
  extra,
}: {
  connectionId: string;
  item: BoardItem;
  /** What can be done about the item. */
  extra?: ReactNode;
}) {
  const [span, setSpan] = useState<Span>('24h');
  const [part, setPart] = useState<string>();
  const parts = item.id === 'storage' ? item.details.map((detail) => detail.name) : [];
  const shownPart = part !== undefined && parts.includes(part) ? part : undefined;
  const series = shownPart === undefined ? item.id : `${item.id}/${shownPart}`;
  const trend = useRead(
    ['health', 'trend', connectionId, series, span],
    ({ signal }) => client.datacenter.healthTrend({ id: connectionId, series, span }, { signal }),
    { keepPrevious: false },
  );
  const name = shownPart ?? HEALTH_ITEM_NAMES[item.id];
  return (
    <Section title={`${words.title}：${HEALTH_ITEM_NAMES[item.id]}`} extra={extra}>
      <div className={item.details.length > 0 ? styles.pair : undefined}>
        <Loaded read={trend} lines={5}>
          {(data) => (
            <Chart
              title={words.sentence(name, words.spans[span])}
              option={optionOf(data, span)}
              definition={span === '24h' ? words.definition24 : words.definition30}
              dataTime={item.takenAt}
              height={240}
              empty={data.points.length === 0}
              extra={
                <span className={styles.extra}>
                  {parts.length > 1 ? (
                    <Select
                      size="small"
                      aria-label={words.part}
                      value={shownPart ?? ''}
                      style={{ minWidth: 120 }}
                      options={[
                        { value: '', label: words.whole },
                        ...parts.map((value) => ({ value, label: value })),
                      ]}
                      onChange={(value) => setPart(value || undefined)}
                    />
                  ) : null}
                  <Segmented<Span>
                    size="small"
                    aria-label={words.span}
                    value={span}
                    options={[
                      { value: '24h', label: words.spans['24h'] },
                      { value: '30d', label: words.spans['30d'] },
                    ]}
                    onChange={setSpan}
                  />
                </span>
              }
            />
          )}
        </Loaded>
        {item.details.length > 0 ? <Details item={item} /> : null}
      </div>
      {trend.data?.forecast && trend.data.unit === 'bytes' ? (
        <p className={styles.quiet}>
          {words.forecast(formatBytes(Math.max(0, trend.data.forecast.perDay)), trend.data.forecast.fullOn)}
        </p>
      ) : null}
    </Section>
  );
}

/** Tablespaces, transactions, statements, courts: what the number is made of. */
function Details({ item }: { item: BoardItem }) {
  return (
    <ul className={styles.details} aria-label={datacenterHealthPageMessages.details.title}>
      {item.details.map((detail) => (
        <li key={`${detail.name} ${detail.text}`}>
          <span className={item.id === 'slowest' ? styles.statement : styles.detailName} title={detail.name}>
            {detail.name}
          </span>
          <span className={styles.detailText}>{detail.text}</span>
        </li>
      ))}
    </ul>
  );
}

function optionOf(trend: Trend, span: Span): ChartOption {
  const label = (value: number) => valueText(value, trend.unit);
  const marks = marksOf(trend);
  const latest = trend.points.at(-1)?.at;
  return {
    grid: { left: 8, right: 60, top: 24, bottom: 8, containLabel: true },
    tooltip: { trigger: 'axis', valueFormatter: (value) => label(Number(value)) },
    xAxis: {
      type: 'time',
      // The whole span also when the history is younger: a short line must not look like a day.
      ...(latest ? { min: Date.parse(latest) - SPAN_MS[span], max: latest } : {}),
      axisLabel: {
        hideOverlap: true,
        ...(span === '24h' ? { formatter: (at: number) => showTime(new Date(at)) } : {}),
      },
    },
    yAxis: {
      type: 'value',
      minInterval: trend.unit === 'count' ? 1 : 0,
      axisLabel: { formatter: label },
      min: trend.unit === 'bytes' ? 'dataMin' : 0,
    },
    series: [
      {
        name: words.average,
        type: 'line',
        showSymbol: trend.points.length < 3,
        data: trend.points.map((point) => [point.at, point.average]),
        markLine: { silent: true, symbol: 'none', data: marks },
      },
      ...(span === '30d'
        ? [
            {
              name: words.most,
              type: 'line' as const,
              showSymbol: trend.points.length < 3,
              lineStyle: { type: 'dashed' as const },
              data: trend.points.map((point) => [point.at, point.most]),
            },
          ]
        : []),
    ],
  };
}

/** Thresholds that the drawn numbers can be held against; far-off ones would flatten the line. */
function marksOf({ rule, unit, points }: Trend) {
  if (!rule || rule.of === 'share' || rule.unit !== unit) return [];
  const most = Math.max(...points.map((point) => point.most), 0);
  return (['warning', 'fault'] as const).flatMap((level) => {
    const value = rule[level];
    if (value === null || value > Math.max(most * 5, unit === 'percent' ? 100 : 0)) return [];
    return [{ yAxis: value, label: { formatter: words[level], position: 'end' as const } }];
  });
}
