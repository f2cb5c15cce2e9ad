import { Button } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { addDays, weekday } from '../../../shared/domain/time.ts';
import { inspectionPageMessages } from '../../../shared/messages/inspectionPage.ts';
import { Empty, Loaded, Page, Section } from '../../components/Page.tsx';
import { PrintDrawer } from '../../components/PrintDrawer.tsx';
import { client } from '../../rpc/client.ts';
import { useRead } from '../../rpc/query.tsx';
import { SheetList } from './SheetList.tsx';
import styles from './SheetsPage.module.css';
import { SheetView } from './SheetView.tsx';

const words = inspectionPageMessages.sheets;
const DAYS_LISTED = 400;

/** All sheets by day; the chosen one to fill, sign, correct and print. */
export default function SheetsPage() {
  const navigate = useNavigate();
  const { day: asked } = useParams<{ day?: string }>();
  const [printing, setPrinting] = useState<{ from: string; to: string }>();
  const list = useRead(
    ['inspection', 'list'],
    ({ signal }) => client.inspection.list({ offset: 0, limit: DAYS_LISTED }, { signal }),
    { topics: ['calendar'] },
  );
  const day = asked ?? list.data?.rows[0]?.day;
  // A day without a sheet has nothing to print; making one is then the primary action.
  const made = list.data?.rows.some((row) => row.day === day && row.counts !== null) ?? false;
  return (
    <Page
      fill
      title={words.title}
      says={list.data ? words.says(list.data.total, list.data.missed) : undefined}
      actions={
        day ? (
          <Button onClick={() => setPrinting({ from: monday(day), to: addDays(monday(day), 6) })}>
            {words.printWeek}
          </Button>
        ) : null
      }
      primary={
        day && made ? (
          <Button type="primary" onClick={() => setPrinting({ from: day, to: day })}>
            {words.print}
          </Button>
        ) : null
      }
    >
      <div className={styles.columns}>
        <Section flush className={styles.history} title={words.history}>
          <Loaded read={list} lines={8}>
            {(page) =>
              page.rows.length === 0 ? (
                <Empty title={words.none} hint={words.noneHint} />
              ) : (
                <SheetList
                  rows={page.rows}
                  chosen={day}
                  onChoose={(next) => void navigate(`/sheets/${next}`)}
                />
              )
            }
          </Loaded>
        </Section>
        {day ? <SheetView key={day} day={day} /> : <Empty title={words.choose} />}
      </div>
      <PrintDrawer
        title={inspectionPageMessages.print.title}
        print={printing && ((signal) => client.inspection.print(printing, { signal }))}
        onClose={() => setPrinting(undefined)}
      />
    </Page>
  );
}

const WEEK = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'];

/** The Monday of a day's week. */
function monday(day: string): string {
  return addDays(day, -WEEK.indexOf(weekday(day)));
}
