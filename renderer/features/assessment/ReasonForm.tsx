import { Input } from 'antd';
import { useState } from 'react';
import styles from './AssessmentPage.module.css';
import { EvidenceField } from './EvidenceField.tsx';

export interface Reasoned {
  reason: string;
  files: File[];
}

/** The reason of an act and the files that prove it, told to the question around it at every change. */
export function ReasonForm({ label, onChange }: { label: string; onChange: (given: Reasoned) => void }) {
  const [given, setGiven] = useState<Reasoned>({ reason: '', files: [] });
  const change = (part: Partial<Reasoned>) => {
    const next = { ...given, ...part };
    setGiven(next);
    onChange(next);
  };
  return (
    <div className={styles.reason}>
      <Input.TextArea
        autoFocus
        aria-label={label}
        placeholder={label}
        rows={3}
        maxLength={500}
        value={given.reason}
        onChange={(event) => change({ reason: event.target.value })}
      />
      <EvidenceField value={given.files} onChange={(files) => change({ files })} />
    </div>
  );
}
