import { Button } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { Standard } from '../../../shared/contract/standards.ts';
import type { StandardKind } from '../../../shared/domain/standardTables.ts';
import { standardsPageMessages as words } from '../../../shared/messages/standardsPage.ts';
import { formatCount } from '../../components/format.ts';
import { Loaded, Page, Section } from '../../components/Page.tsx';
import { client } from '../../rpc/client.ts';
import { useRead } from '../../rpc/query.tsx';
import { useMayWork } from '../../rpc/roles.ts';
import { ImportDrawer } from './ImportDrawer.tsx';
import styles from './StandardsPage.module.css';
import { StandardView } from './StandardView.tsx';
import { kindNames } from './words.ts';

/** Every table of the data standards with what holds today; the chosen one with its versions beside. */
export default function StandardsPage() {
  const mayWork = useMayWork();
  const navigate = useNavigate();
  const { kind } = useParams();
  const [importing, setImporting] = useState(false);
  const standards = useRead(['standards', 'list'], ({ signal }) => client.standards.list({}, { signal }));
  const add = mayWork ? (
    <Button type="primary" onClick={() => setImporting(true)}>
      {words.import}
    </Button>
  ) : null;
  return (
    <Page title={words.title} says={words.says} primary={add}>
      <Loaded read={standards} lines={8}>
        {(all) => {
          const chosen = all.find((standard) => standard.kind === kind) ?? all[0];
          return (
            <>
              <div className={styles.layout}>
                <Section flush>
                  <nav aria-label={words.list.label} className={styles.kinds}>
                    {all.map((standard) => (
                      <KindRow
                        key={standard.kind}
                        standard={standard}
                        chosen={standard.kind === chosen?.kind}
                        onOpen={() => navigate(`/standards/${standard.kind}`)}
                      />
                    ))}
                  </nav>
                </Section>
                {chosen ? <StandardView key={chosen.kind} standard={chosen} mayWork={mayWork} /> : null}
              </div>
              <ImportDrawer
                open={importing}
                kind={chosen?.kind ?? 'codes'}
                onClose={() => setImporting(false)}
                onSaved={(saved: StandardKind) => navigate(`/standards/${saved}`)}
              />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function KindRow({
  standard: { kind, inForce, since, next },
  chosen,
  onOpen,
}: {
  standard: Standard;
  chosen: boolean;
  onOpen: () => void;
}) {
  return (
    <button type="button" className={styles.kind} aria-current={chosen} onClick={onOpen}>
      <span className={styles.kindName}>{kindNames[kind]}</span>
      <span className={styles.muted}>
        {inForce.name} · {words.list.entries(formatCount(inForce.entries))}
        {since ? ` · ${words.list.since(since)}` : ''}
      </span>
      {next ? (
        <span className={styles.next}>{words.list.next(next.effectiveFrom, next.versionName)}</span>
      ) : null}
    </button>
  );
}
