import { Button } from 'antd';
import { useRef, useState } from 'react';
import type { FileInput } from '../../../shared/contract/assessment.ts';
import { assessmentPageMessages } from '../../../shared/messages/assessmentPage.ts';
import { base64Of } from '../../components/bytes.ts';
import { formatBytes } from '../../components/format.ts';
import styles from './AssessmentPage.module.css';

const words = assessmentPageMessages.files;
export const ACCEPTED =
  '.pdf,.jpg,.jpeg,.png,.bmp,.tif,.tiff,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.wps,.et,.ofd,.rtf,.txt,.csv';
/** As the core allows: at once, and together in one request. */
const MOST_FILES = 5;
const MOST_TOGETHER = 40 << 20;

/** Chosen files as a form field: antd hands value and onChange in. The core judges size and type. */
export function EvidenceField({
  value = [],
  onChange,
}: {
  value?: readonly File[];
  onChange?: (files: File[]) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [refused, setRefused] = useState('');
  const add = (chosen: readonly File[]) => {
    const all = [...value, ...chosen];
    const together = all.reduce((sum, { size }) => sum + size, 0);
    if (all.length > MOST_FILES) return setRefused(words.tooMany(MOST_FILES));
    if (together > MOST_TOGETHER) return setRefused(words.tooMuch(MOST_TOGETHER >> 20));
    setRefused('');
    onChange?.(all);
  };
  return (
    <div>
      <input
        ref={input}
        type="file"
        multiple
        accept={ACCEPTED}
        // The form's own style would show what is only hidden.
        style={{ display: 'none' }}
        aria-label={words.field}
        onChange={(event) => {
          add([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <Button size="small" onClick={() => input.current?.click()}>
        {words.choose}
      </Button>{' '}
      <span className={styles.muted}>{words.hint}</span>
      {refused ? (
        <p role="alert" className={styles.refused}>
          {refused}
        </p>
      ) : null}
      <ul className={styles.files}>
        {value.map((file, index) => (
          <li key={`${file.name} ${file.size} ${file.lastModified}`}>
            <span className={styles.fileName}>{file.name}</span>
            <span className={styles.muted}>{formatBytes(file.size)}</span>
            <Button
              type="link"
              size="small"
              onClick={() => onChange?.(value.filter((_file, place) => place !== index))}
            >
              {words.unchoose}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The chosen files as the core takes them. */
export function readFiles(files: readonly File[] | undefined): Promise<FileInput[]> {
  return Promise.all((files ?? []).map(async (file) => ({ name: file.name, base64: await base64Of(file) })));
}
