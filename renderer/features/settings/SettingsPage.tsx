import { useSearchParams } from 'react-router';
import { settingsPageMessages } from '../../../shared/messages/settingsPage.ts';
import { Page } from '../../components/Page.tsx';
import { ProbeSettings } from '../inspection/ProbeSettings.tsx';
import { ThresholdSettings } from '../inspection/ThresholdSettings.tsx';
import { About } from './About.tsx';
import { BackupSettings } from './BackupSettings.tsx';
import { CalendarSettings } from './CalendarSettings.tsx';
import { Notices } from './Notices.tsx';
import { Password } from './Password.tsx';
import { People } from './People.tsx';
import styles from './SettingsPage.module.css';
import { SheetSettings } from './SheetSettings.tsx';
import { WorkingHoursSettings } from './WorkingHoursSettings.tsx';

const words = settingsPageMessages.sections;

const sections = {
  sheet: SheetSettings,
  probes: ProbeSettings,
  thresholds: ThresholdSettings,
  people: People,
  calendar: CalendarSettings,
  hours: WorkingHoursSettings,
  backup: BackupSettings,
  notices: Notices,
  password: Password,
  about: About,
} as const;
type SectionName = keyof typeof sections;
const names = Object.keys(sections) as SectionName[];

/** What can be set, one section at a time; the section stands in the address. */
export default function SettingsPage() {
  const [parameters, setParameters] = useSearchParams();
  const asked = parameters.get('section');
  const name = names.find((candidate) => candidate === asked) ?? 'sheet';
  const Shown = sections[name];
  return (
    <Page title={settingsPageMessages.title}>
      <div className={styles.columns}>
        <div className={styles.list} role="tablist" aria-orientation="vertical">
          {names.map((candidate) => (
            <button
              key={candidate}
              type="button"
              role="tab"
              aria-selected={candidate === name}
              className={candidate === name ? `${styles.choice} ${styles.chosen}` : styles.choice}
              onClick={() => setParameters({ section: candidate }, { replace: true })}
            >
              {words[candidate]}
            </button>
          ))}
        </div>
        <div className={styles.shown} role="tabpanel">
          <Shown />
        </div>
      </div>
    </Page>
  );
}
