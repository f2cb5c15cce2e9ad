import type { DeskLink, Note } from '../../../shared/contract/servicedeskRecords.ts';
import { beijingStamp } from '../../../shared/domain/time.ts';
import { servicedeskMessages } from '../../../shared/messages/servicedesk.ts';

const words = servicedeskMessages.print;

/** One pair of name and value on the form. */
export interface PaperCell {
  label: string;
  value: string;
}

/** What `resources/servicedesk/form.typ` takes: every text as it shall stand on the paper. */
export interface PaperForm {
  heading: string;
  number: string;
  state: string;
  /** One or two pairs a line. */
  rows: PaperCell[][];
  people: { title: string; name: string; at: string }[];
  /** Widths in millimetres, 0 takes the rest. */
  lists: { title: string; columns: string[]; widths: number[]; rows: string[][] }[];
}

export function cell(label: string, value: string | null | undefined): PaperCell {
  return { label, value: value || words.none };
}

/** `2026-11-20 08:47`; empty for null. */
export function minute(instant: string | null | undefined): string {
  return instant ? beijingStamp(instant).slice(0, 16) : '';
}

/** `WT-… 标题`, one a line. */
export function linkLines(links: readonly DeskLink[], kinds?: readonly DeskLink['kind'][]): string {
  return links
    .filter(({ kind }) => !kinds || kinds.includes(kind))
    .map(({ number, title }) => `${number} ${title}`)
    .join('\n');
}

/** The timeline as a list for the back of the form. */
export function timeline(notes: readonly Note[]): PaperForm['lists'][number] {
  const { at, by, act, text } = words.timeline;
  return {
    title: words.labels.timeline,
    columns: [at, by, act, text],
    widths: [30, 20, 22, 0],
    rows: notes.map((note) => [
      minute(note.at),
      note.by,
      servicedeskMessages.acts[note.act] ?? note.act,
      note.text || words.none,
    ]),
  };
}
