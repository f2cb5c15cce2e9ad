import type { Sheet, SheetItem } from '../../../shared/contract/inspection.ts';
import { beijingDay, showTime } from '../../../shared/domain/time.ts';
import { methodNames, resultNames, serviceNames } from '../../../shared/messages/inspection.ts';
import { inspectionPageMessages } from '../../../shared/messages/inspectionPage.ts';
import { StateTag } from '../../components/StateTag.tsx';
import { IncidentLink } from '../servicedesk/RaiseFromCheck.tsx';
import { resultLook } from './look.ts';
import styles from './SheetsPage.module.css';

const words = inspectionPageMessages.sheets;

/** The sheet as the form shows it: one band a service, one row an item; a row opens its entry by click or Enter. */
export function SheetTable({ sheet, onOpen }: { sheet: Sheet; onOpen?: ((id: string) => void) | undefined }) {
  const services = [...new Set(sheet.items.map((item) => item.service))];
  const { columns } = words;
  return (
    <div className={styles.scroll}>
      <table className={`${styles.table} ${styles.fixed}`}>
        <thead>
          <tr>
            {Object.entries(columns).map(([id, name]) => (
              <th key={id} scope="col" className={styles[id]}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        {services.map((service, index) => (
          <tbody key={service}>
            <tr className={styles.band}>
              <th colSpan={Object.keys(columns).length} scope="rowgroup">
                {index + 1}　{serviceNames[service]}
              </th>
            </tr>
            {sheet.items
              .filter((item) => item.service === service)
              .map((item) => (
                <Row key={item.id} item={item} day={sheet.day} onOpen={onOpen} />
              ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function Row({
  item,
  day,
  onOpen,
}: {
  item: SheetItem;
  day: string;
  onOpen?: ((id: string) => void) | undefined;
}) {
  const late =
    item.checkedAt && beijingDay(item.checkedAt) !== day ? `${beijingDay(item.checkedAt).slice(5)} ` : '';
  return (
    <tr
      className={onOpen ? styles.openable : undefined}
      tabIndex={onOpen ? 0 : undefined}
      title={onOpen ? words.rowHint : undefined}
      onClick={() => onOpen?.(item.id)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onOpen?.(item.id);
      }}
    >
      <td className={styles.number}>{item.number}</td>
      <th scope="row" className={styles.name}>
        {item.name}
        {item.corrections > 0 ? <sup>{words.correctedMark}</sup> : null}
      </th>
      <td className={styles.method}>{methodNames[item.method]}</td>
      <td className={styles.standard}>{item.standard}</td>
      <td className={styles.last}>{item.lastValue}</td>
      <td className={styles.value}>{item.value}</td>
      <td className={styles.result}>
        <StateTag state={resultLook[item.result]} text={resultNames[item.result]} plain />
      </td>
      <td className={styles.time}>{item.checkedAt ? `${late}${showTime(item.checkedAt)}` : ''}</td>
      <td className={styles.explanation}>
        {handling(item).map((line) => (
          <div key={line}>{line}</div>
        ))}
        {item.incident ? (
          <div>
            {words.incident} <IncidentLink number={item.incident} />
          </div>
        ) : null}
      </td>
    </tr>
  );
}

function handling(item: SheetItem): string[] {
  return [
    item.explanation,
    item.action && words.handled(item.action),
    item.owner && words.owner(item.owner),
    item.due && words.due(item.due),
    item.note && words.note(item.note),
    item.basis && words.basis(item.basis),
  ].filter((line) => line !== '');
}
