import type { AssessmentStatus } from '../../../shared/contract/assessment.ts';
import { assessmentMessages } from '../../../shared/messages/assessment.ts';
import { assessmentPageMessages } from '../../../shared/messages/assessmentPage.ts';
import { Chart, type ChartOption } from '../../components/Chart.tsx';
import { Section } from '../../components/Page.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import styles from './AssessmentPage.module.css';
import { standingLook } from './look.ts';

const words = assessmentPageMessages.summary;
const CHART_HEIGHT = 132;

/** The score with its outlook, the six items, and the course of the year. */
export function Summary({ status }: { status: AssessmentStatus }) {
  const { score, standing, forecast, bonus, counts, year } = status;
  return (
    <div className={styles.summary}>
      <Section title={words.title}>
        <div className={styles.score}>
          <span className={styles.points} data-score>
            {score}
          </span>
          <StateTag state={standingLook[standing]} text={assessmentMessages.standings[standing]} />
        </div>
        <ul className={styles.lines}>
          <li>{forecast === null ? words.noForecast : words.forecast(String(forecast))}</li>
          {bonus > 0 ? <li>{words.bonus(String(bonus))}</li> : null}
          <li>{words.waiting(counts.proposed, counts.appealed)}</li>
        </ul>
      </Section>
      <Section title={words.items}>
        <Items status={status} />
      </Section>
      <Section>
        <Chart
          title={words.courseTitle(year.name)}
          option={courseOption(status)}
          definition={words.courseDefinition}
          height={CHART_HEIGHT}
        />
      </Section>
    </div>
  );
}

function Items({ status }: { status: AssessmentStatus }) {
  const most = Math.max(5, status.bonus, ...status.items.map(({ deducted }) => deducted));
  return (
    <table className={styles.items}>
      <tbody>
        {status.items.map(({ item, deducted }) => {
          const extra = item === 'extra-work';
          const points = extra ? status.bonus : deducted;
          return (
            <tr key={item}>
              <td>{assessmentMessages.items[item]}</td>
              <td>
                {points > 0 ? (
                  <span
                    className={styles.bar}
                    data-gain={extra}
                    style={{ width: `${(points / most) * 100}%` }}
                  />
                ) : null}
              </td>
              <td className={points === 0 ? styles.zero : undefined}>
                {points === 0 ? '0' : extra ? words.gain(String(points)) : words.loss(String(points))}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Steps down at each deduction, up to today; the passing mark as a line. */
function courseOption({ course, scheme, year, today, score }: AssessmentStatus): ChartOption {
  const last = today < year.to ? today : year.to;
  const points = course.map(({ day, score: at }): [string, number] => [day, at]);
  if (points.at(-1)?.[0] !== last && last > year.from) points.push([last, score]);
  const lowest = Math.min(scheme.passing, ...points.map(([, at]) => at));
  const highest = Math.max(scheme.base, ...points.map(([, at]) => at));
  return {
    grid: { left: 36, right: 56, top: 10, bottom: 22 },
    tooltip: { trigger: 'axis' },
    xAxis: { type: 'time', min: year.from, max: year.to, splitNumber: 4 },
    yAxis: { type: 'value', min: Math.floor(lowest - 5), max: Math.ceil(highest), splitNumber: 2 },
    series: [
      {
        type: 'line',
        name: words.title,
        step: 'end',
        showSymbol: points.length < 20,
        data: points,
        markLine: {
          symbol: 'none',
          silent: true,
          label: { formatter: `${words.passing} ${scheme.passing}`, position: 'end', color: 'inherit' },
          data: [{ yAxis: scheme.passing }],
        },
      },
    ],
  };
}
