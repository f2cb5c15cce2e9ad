import { type DragEvent, useRef, useState } from 'react';
import { standardsPageMessages } from '../../../shared/messages/standardsPage.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import styles from './StandardsPage.module.css';

const words = standardsPageMessages.importForm;
const LARGEST = 12 * 1024 * 1024;
const KB = 1024;

/** A file's name and bytes, base64. */
export interface ChosenFile {
  name: string;
  size: number;
  content: string;
}

/** A file by click, keyboard or drag. */
export function FileChoice({
  file,
  onChoose,
}: {
  file: ChosenFile | undefined;
  onChoose: (file: ChosenFile) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [tooLarge, setTooLarge] = useState(false);
  const take = async (chosen: File | undefined) => {
    if (input.current) input.current.value = '';
    if (!chosen) return;
    setTooLarge(chosen.size > LARGEST);
    if (chosen.size > LARGEST) return;
    onChoose({ name: chosen.name, size: chosen.size, content: await base64(chosen) });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  return (
    <>
      <label
        className={over ? `${styles.drop} ${styles.over}` : styles.drop}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <input
          ref={input}
          type="file"
          className="visually-hidden"
          accept=".csv,.tsv,.txt,.json"
          onChange={(event) => void take(event.target.files?.[0])}
        />
        {file ? words.chosen(file.name, `${Math.max(1, Math.round(file.size / KB))} KB`) : words.drop}
      </label>
      <ErrorNote error={tooLarge ? { code: 'FILE_TOO_LARGE', message: words.tooLarge } : undefined} />
    </>
  );
}

function base64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
