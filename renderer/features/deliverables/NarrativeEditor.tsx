import { App, Button, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { Edition, Narrative } from '../../../shared/contract/deliverables.ts';
import { showTime } from '../../../shared/domain/time.ts';
import { deliverablesPageMessages } from '../../../shared/messages/deliverablesPage.ts';
import { dropDraft, readDraft, saveDraft } from '../../components/drafts.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Section } from '../../components/Page.tsx';
import { client } from '../../rpc/client.ts';
import { useAct } from '../../rpc/query.tsx';
import { useMayWork } from '../../rpc/roles.ts';
import styles from './DeliverablesPage.module.css';

const words = deliverablesPageMessages.report;
const SAVE_AFTER_MS = 1_500;

/** The texts of a draft, saved as one types; what could not be saved stays on this machine until it is. */
export function NarrativeEditor({ edition, readOnly }: { edition: Edition; readOnly: boolean }) {
  const { modal } = App.useApp();
  const mayWork = useMayWork();
  const draftName = `deliverables.${edition.id}`;
  const [start] = useState(() => (edition.state === 'draft' && !readOnly ? readDraft(draftName) : undefined));
  const [values, setValues] = useState<Narrative>(() => ({
    ...edition.narrative,
    ...(start?.values as Narrative | undefined),
  }));
  const [restored, setRestored] = useState(start !== undefined);
  const [dirty, setDirty] = useState(start !== undefined);
  const version = useRef(edition.narrativeVersion);
  const latest = useRef(values);
  latest.current = values;
  const save = useAct(
    (narrative: Narrative) =>
      client.deliverables.saveNarrative({ id: edition.id, version: version.current, narrative }),
    { topics: ['deliverables'] },
  );
  const finalise = useAct(() => client.deliverables.finalise({ id: edition.id, version: version.current }), {
    topics: ['deliverables'],
  });
  const locked = readOnly || edition.state === 'final' || !mayWork;

  const saving = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const store = async (): Promise<boolean> => {
    clearTimeout(timer.current);
    timer.current = undefined;
    if (saving.current) {
      later();
      return false;
    }
    saving.current = true;
    const sent = latest.current;
    const saved = await save.run(sent);
    saving.current = false;
    if (!saved) return false;
    version.current = saved.narrativeVersion;
    if (latest.current === sent) {
      setDirty(false);
      setRestored(false);
      dropDraft(draftName);
    }
    return true;
  };
  const storing = useRef(store);
  storing.current = store;
  const later = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void storing.current(), SAVE_AFTER_MS);
  };
  // Whoever leaves the page while the last words still wait to be saved has them saved now.
  useEffect(
    () => () => {
      if (timer.current !== undefined) void storing.current();
    },
    [],
  );

  const change = (id: string, text: string) => {
    const next = { ...latest.current, [id]: text };
    latest.current = next;
    setValues(next);
    setDirty(true);
    save.clear();
    finalise.clear();
    saveDraft(draftName, next, []);
    later();
  };
  const discard = () => {
    clearTimeout(timer.current);
    timer.current = undefined;
    dropDraft(draftName);
    setValues(edition.narrative);
    setDirty(false);
    setRestored(false);
    save.clear();
    version.current = edition.narrativeVersion;
  };
  const askFinal = async () => {
    if (dirty && !(await store())) return;
    // The core names what is still to be written; nothing needs asking then.
    if (fields.some(({ id, required }) => required && !latest.current[id]?.trim()))
      return void finalise.run(undefined);
    modal.confirm({
      title: words.finaliseTitle,
      content: words.finaliseText,
      okText: words.finalise,
      onOk: () => finalise.run(undefined),
    });
  };
  const fields = edition.content.sections.flatMap((section) =>
    section.narratives.map((field) => ({ ...field, section: section.title })),
  );
  return (
    <Section
      className={styles.narrative}
      title={words.narrative}
      note={locked ? undefined : <SaveState dirty={dirty} busy={save.busy} edition={edition} />}
      extra={
        locked ? null : (
          <>
            {dirty ? (
              <Button size="small" loading={save.busy} onClick={() => void store()}>
                {words.save}
              </Button>
            ) : null}
            <Button size="small" type="primary" loading={finalise.busy} onClick={() => void askFinal()}>
              {words.finalise}
            </Button>
          </>
        )
      }
    >
      {restored ? (
        <p className={styles.hint}>
          {words.restored}{' '}
          <Button size="small" onClick={discard}>
            {words.discard}
          </Button>
        </p>
      ) : null}
      <ErrorNote error={save.error ?? finalise.error} />
      {fields.map((field) => (
        <div key={field.id} className={styles.field}>
          <span className={styles.fieldName}>
            {field.name}
            {locked ? null : (
              <small className={field.required && !values[field.id]?.trim() ? styles.wanting : styles.muted}>
                {field.required ? words.required : words.optional}
              </small>
            )}
          </span>
          {locked ? (
            <span className={styles.reading}>{values[field.id]?.trim() || '—'}</span>
          ) : (
            <Input.TextArea
              aria-label={field.name}
              value={values[field.id] ?? ''}
              placeholder={field.hint}
              autoSize={{ minRows: 2, maxRows: 12 }}
              maxLength={20_000}
              onChange={(event) => change(field.id, event.target.value)}
            />
          )}
        </div>
      ))}
    </Section>
  );
}

function SaveState({ dirty, busy, edition }: { dirty: boolean; busy: boolean; edition: Edition }) {
  if (busy) return words.saving;
  if (dirty) return words.unsaved;
  return edition.narrativeAt ? words.saved(showTime(edition.narrativeAt)) : words.neverSaved;
}
