import { CloseOutlined } from '@ant-design/icons';
import { Button, Checkbox, InputNumber } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import type { ServiceRecord } from '../../../shared/contract/assignments.ts';
import { quarterOf, type RecordKind } from '../../../shared/domain/serviceRecord.ts';
import { beijingDay } from '../../../shared/domain/time.ts';
import { assignmentsPageMessages } from '../../../shared/messages/assignmentsPage.ts';
import { componentMessages } from '../../../shared/messages/components.ts';
import { useEscape } from '../../components/grid/useEscape.ts';
import { Empty, Loaded } from '../../components/Page.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { client } from '../../rpc/client.ts';
import { useNow } from '../../rpc/clock.ts';
import { useRead } from '../../rpc/query.tsx';
import { recordLook, recordStateText } from './kinds.ts';
import styles from './QuarterView.module.css';

const words = assignmentsPageMessages.plan;

/** The plans of a year, and their items in the quarter they are due. */
export function QuarterView({
  panel,
  onAdd,
  mayWork,
}: {
  panel: (record: ServiceRecord) => ReactNode;
  onAdd: (kind: RecordKind, parent: ServiceRecord) => void;
  mayWork: boolean;
}) {
  const today = beijingDay(useNow(60_000));
  const [year, setYear] = useState(Number(today.slice(0, 4)));
  const [keyOnly, setKeyOnly] = useState(false);
  const [chosen, setChosen] = useState<string>();
  const box = useRef<HTMLDivElement>(null);
  useEscape(box, chosen !== undefined, () => setChosen(undefined));
  const read = useRead(['assignments', 'quarters', year], ({ signal }) =>
    client.assignments.quarters({ year: String(year) }, { signal }),
  );
  return (
    <Loaded read={read} lines={8}>
      {({ plans, items }) => {
        const open = [...plans, ...items].find(({ id }) => id === chosen);
        const shown = items.filter(
          (item) => (!keyOnly || item.isKey) && (open?.kind !== 'plan' || item.parentId === open.id),
        );
        return (
          <div className={open ? `${styles.view} ${styles.withPanel}` : styles.view} ref={box}>
            <div className={styles.main}>
              <div className={styles.bar}>
                <InputNumber
                  aria-label={words.year}
                  min={2000}
                  max={2099}
                  value={year}
                  onChange={(value) => value && setYear(value)}
                />
                <Checkbox checked={keyOnly} onChange={(event) => setKeyOnly(event.target.checked)}>
                  {words.keyOnly}
                </Checkbox>
                <div className={styles.plans}>
                  {plans.map((plan) => (
                    <button
                      key={plan.id}
                      type="button"
                      className={styles.plan}
                      aria-pressed={plan.id === chosen}
                      onClick={() => setChosen(plan.id === chosen ? undefined : plan.id)}
                    >
                      {plan.title}{' '}
                      <span className={styles.count}>
                        {words.doneOf(plan.children.done, plan.children.total)}
                      </span>
                    </button>
                  ))}
                </div>
                {mayWork && open?.kind === 'plan' && open.state === 'open' ? (
                  <Button size="small" onClick={() => onAdd('planitem', open)}>
                    {assignmentsPageMessages.detail.addBelonging.plan}
                  </Button>
                ) : null}
              </div>
              {plans.length === 0 && items.length === 0 ? (
                <Empty title={words.empty.title(String(year))} hint={words.empty.hint} />
              ) : (
                <div className={styles.quarters}>
                  {words.quarters.map((name, index) => (
                    <Quarter
                      key={name}
                      name={name}
                      months={words.months[index] ?? ''}
                      now={today.startsWith(String(year)) && quarterOf(today) === index + 1}
                      items={shown.filter(({ dueOn }) => quarterOf(dueOn) === index + 1)}
                      chosen={chosen}
                      onChoose={setChosen}
                    />
                  ))}
                </div>
              )}
            </div>
            {open ? (
              <aside className={styles.panel} aria-label={open.number}>
                <div className={styles.panelHead}>
                  {open.number}
                  <Button
                    size="small"
                    type="text"
                    icon={<CloseOutlined />}
                    aria-label={componentMessages.table.closeDetails}
                    onClick={() => setChosen(undefined)}
                  />
                </div>
                {panel(open)}
              </aside>
            ) : null}
          </div>
        );
      }}
    </Loaded>
  );
}

function Quarter({
  name,
  months,
  now,
  items,
  chosen,
  onChoose,
}: {
  name: string;
  months: string;
  now: boolean;
  items: readonly ServiceRecord[];
  chosen: string | undefined;
  onChoose: (id: string) => void;
}) {
  const done = items.filter(({ state }) => state === 'done').length;
  return (
    <section className={now ? `${styles.quarter} ${styles.now}` : styles.quarter}>
      <header>
        <h2>{name}</h2>
        <span className={styles.count}>{months}</span>
        <span className={styles.count}>{items.length > 0 ? words.doneOf(done, items.length) : ''}</span>
      </header>
      {items.length === 0 ? <p className={styles.none}>{words.nothing}</p> : null}
      <ul className={styles.items}>
        {items.map((item) => (
          <li key={item.id}>
            <button
              type="button"
              className={styles.item}
              aria-pressed={item.id === chosen}
              onClick={() => onChoose(item.id)}
            >
              <span className={styles.name}>
                {item.isKey ? (
                  <span className={styles.key} title={words.keyHint}>
                    {words.key}
                  </span>
                ) : null}
                {item.title}
              </span>
              <StateTag state={recordLook(item)} text={recordStateText(item)} plain />
              <span className={styles.count}>
                {item.percent}% {item.owner} {item.dueOn.slice(5)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
