import { Button, Tabs } from 'antd';
import { useState } from 'react';
import type { Sheet } from '../../../shared/contract/inspection.ts';
import { inspectionMessages, stateNames } from '../../../shared/messages/inspection.ts';
import { inspectionPageMessages } from '../../../shared/messages/inspectionPage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { formatDay } from '../../components/format.ts';
import { Empty, Loaded, Section } from '../../components/Page.tsx';
import { StateTag } from '../../components/StateTag.tsx';
import { client } from '../../rpc/client.ts';
import { useAct, useRead } from '../../rpc/query.tsx';
import { useMayWork } from '../../rpc/roles.ts';
import { Corrections } from './Corrections.tsx';
import { ExcuseForm } from './ExcuseForm.tsx';
import { HeaderForm } from './HeaderForm.tsx';
import { ItemForm } from './ItemForm.tsx';
import { sheetLook } from './look.ts';
import styles from './SheetsPage.module.css';
import { SheetTable } from './SheetTable.tsx';
import { Signatures } from './Signatures.tsx';

const words = inspectionPageMessages.sheets;

/** The sheet of one day, or the way to make it. */
export function SheetView({ day }: { day: string }) {
  const sheet = useRead(
    ['inspection', 'sheet', day],
    ({ signal }) => client.inspection.sheet({ day }, { signal }),
    { keepPrevious: false },
  );
  return (
    <div className={styles.view}>
      <Loaded read={sheet} lines={10}>
        {(found) => (found ? <Opened sheet={found} /> : <NotOpened day={day} />)}
      </Loaded>
    </div>
  );
}

function NotOpened({ day }: { day: string }) {
  const mayWork = useMayWork();
  const run = useAct(() => client.inspection.run({ day }), { topics: ['inspection', 'jobs'] });
  const open = useAct(() => client.inspection.open({ day }), { topics: ['inspection'] });
  return (
    <Section>
      <ErrorNote error={run.error ?? open.error} />
      <Empty
        title={words.missedTitle(formatDay(day))}
        hint={words.missedHint}
        action={
          mayWork ? (
            <span className={styles.actions}>
              <Button type="primary" loading={run.busy} onClick={() => void run.run(undefined)}>
                {words.run}
              </Button>
              <Button loading={open.busy} onClick={() => void open.run(undefined)}>
                {words.open}
              </Button>
            </span>
          ) : null
        }
      />
    </Section>
  );
}

function Opened({ sheet }: { sheet: Sheet }) {
  const mayWork = useMayWork();
  const [editing, setEditing] = useState<string>();
  const [form, setForm] = useState<'header' | 'excuse'>();
  const run = useAct(() => client.inspection.run({ day: sheet.day }), { topics: ['inspection', 'jobs'] });
  const edited = sheet.items.find((item) => item.id === editing);
  return (
    <>
      <Section
        title={formatDay(sheet.day)}
        note={`${sheet.dayLabel}　${inspectionMessages.summary(sheet.counts)}`}
        extra={<StateTag state={sheetLook[sheet.state]} text={stateNames[sheet.state]} />}
      >
        <ErrorNote error={run.error} />
        {sheet.frozen ? <p className={styles.frozen}>{words.frozenNote}</p> : null}
        <div className={styles.headLine}>
          <Signatures sheet={sheet} />
          {mayWork ? (
            <span className={styles.actions}>
              {sheet.frozen ? null : (
                <Button size="small" loading={run.busy} onClick={() => void run.run(undefined)}>
                  {words.run}
                </Button>
              )}
              <Button size="small" onClick={() => setForm('header')}>
                {words.header}
              </Button>
              <Button size="small" onClick={() => setForm('excuse')}>
                {words.excuse}
              </Button>
            </span>
          ) : null}
        </div>
        <p className={styles.digest}>
          {words.digest} {sheet.digest}
        </p>
      </Section>
      <Tabs
        className={styles.tabs ?? ''}
        size="small"
        items={[
          {
            key: 'items',
            label: words.items,
            children: <SheetTable sheet={sheet} onOpen={mayWork ? setEditing : undefined} />,
          },
          {
            key: 'corrections',
            label: words.corrections(sheet.corrections.length),
            children: <Corrections corrections={sheet.corrections} />,
          },
        ]}
      />
      {edited ? <ItemForm open item={edited} day={sheet.day} onClose={() => setEditing(undefined)} /> : null}
      <HeaderForm open={form === 'header'} sheet={sheet} onClose={() => setForm(undefined)} />
      <ExcuseForm open={form === 'excuse'} day={sheet.day} onClose={() => setForm(undefined)} />
    </>
  );
}
