import { Tabs } from 'antd';
import { useState } from 'react';
import type { Standard, StandardVersion } from '../../../shared/contract/standards.ts';
import { standardsPageMessages as words } from '../../../shared/messages/standardsPage.ts';
import { Section } from '../../components/Page.tsx';
import { ActivateDrawer } from './ActivateDrawer.tsx';
import { DiffView } from './DiffView.tsx';
import { EntriesView } from './EntriesView.tsx';
import { ImpactView } from './ImpactView.tsx';
import styles from './StandardsPage.module.css';
import { Switches } from './Switches.tsx';
import { Versions } from './Versions.tsx';
import { WriteView } from './WriteView.tsx';

/** One table: its versions, when each holds, and what the chosen one changes. The newest is chosen at first. */
export function StandardView({ standard, mayWork }: { standard: Standard; mayWork: boolean }) {
  const [chosenId, setChosenId] = useState<string | null>();
  const [activating, setActivating] = useState(false);
  const [subject, setSubject] = useState<StandardVersion>(standard.inForce);
  const version =
    standard.versions.find(({ id }) => id === chosenId) ?? standard.versions[0] ?? standard.inForce;
  return (
    <div className={styles.main}>
      <Section title={words.versions.title} note={words.versions.note} flush>
        <Versions
          standard={standard}
          chosen={version.id}
          mayWork={mayWork}
          onChoose={setChosenId}
          onActivate={(wanted) => {
            setSubject(wanted);
            setActivating(true);
          }}
        />
      </Section>
      {standard.switches.length > 0 ? (
        <Section title={words.switches.title}>
          <Switches switches={standard.switches} mayWork={mayWork} />
        </Section>
      ) : null}
      {standard.kind === 'codes' || standard.kind === 'courts' ? (
        <WriteView key={standard.kind} kind={standard.kind} mayWork={mayWork} />
      ) : null}
      <Section title={version.name}>
        <Tabs
          key={version.id}
          defaultActiveKey={version.id === null ? 'entries' : 'diff'}
          items={[
            ...(version.id === null
              ? []
              : [
                  {
                    key: 'diff',
                    label: words.tabs.diff,
                    children: <DiffView standard={standard} version={version} />,
                  },
                  {
                    key: 'impact',
                    label: words.tabs.impact,
                    children: <ImpactView versionId={version.id} mayWork={mayWork} />,
                  },
                ]),
            {
              key: 'entries',
              label: words.tabs.entries,
              children: <EntriesView kind={standard.kind} versionId={version.id} />,
            },
          ]}
        />
      </Section>
      <ActivateDrawer open={activating} version={subject} onClose={() => setActivating(false)} />
    </div>
  );
}
