import type { AssessmentStatus, EvidenceFile, Fact } from '../../../shared/contract/assessment.ts';
import { ASSESSMENT_ITEMS, type AssessmentItem } from '../../../shared/domain/assessmentScheme.ts';
import { beijingStamp, weekday } from '../../../shared/domain/time.ts';
import { assessmentMessages as words } from '../../../shared/messages/assessment.ts';
import type { Core } from '../core.ts';
import { evidenceList } from './evidenceFiles.ts';
import { presentFact } from './register.ts';
import { assessmentStatus } from './status.ts';
import { assessmentStore } from './store.ts';
import { scoredYear } from './years.ts';

/** One fact of the score sheet (form L), every text as it shall stand on the paper. */
export interface SheetRow {
  number: string;
  date: string;
  text: string;
  rule: string;
  evidence: string;
  /** The how-manieth of its rule in the year, over all its facts. */
  times: string;
  /** `−0.5`, `+3`; `0` once voided. */
  effect: string;
  points: number;
  assessor: string;
  acknowledged: string;
  appeal: string;
  note: string;
}

export interface SheetItem {
  item: AssessmentItem;
  number: number;
  name: string;
  standard: string;
  deducted: number;
  rows: SheetRow[];
}

export interface ScoreSheet {
  status: AssessmentStatus;
  items: SheetItem[];
  /** Files of the facts on the sheet, in its order of dates. */
  files: (EvidenceFile & { number: string })[];
}

/** The score sheet of a year: the facts that count, and those voided after they counted, under their items. */
export async function scoreSheet(core: Core, yearId?: string): Promise<ScoreSheet> {
  const status = await assessmentStatus(core, yearId);
  const { year, scheme } = await scoredYear(core, yearId);
  const rows = await assessmentStore(core.log).facts({
    from: year.from,
    to: year.to,
    states: ['confirmed', 'appealed', 'voided'],
  });
  const facts = rows.map((row) => presentFact(row, scheme));
  const shown = new Set(facts.map(({ number }) => number));
  const files = (await evidenceList(core, yearId)).filter(({ number }) => shown.has(number));
  const namesOf = (number: string) => files.filter((file) => file.number === number).map(({ name }) => name);
  return {
    status,
    files,
    items: ASSESSMENT_ITEMS.map((item, index) => {
      const own = facts.filter((fact) => fact.item === item);
      const extra = item === 'extra-work';
      return {
        item,
        number: index + 1,
        name: words.items[item],
        standard: words.standards[item],
        deducted: extra ? -status.bonus : (status.items.find((each) => each.item === item)?.deducted ?? 0),
        rows: own.map((fact, place) => rowOf(fact, own.slice(0, place + 1), namesOf(fact.number))),
      };
    }),
  };
}

/** `−0.5`, `+3`, `0`. */
export function signed(points: number): string {
  if (points === 0) return '0';
  return points < 0 ? `−${-points}` : `+${points}`;
}

function rowOf(fact: Fact, soFar: readonly Fact[], files: readonly string[]): SheetRow {
  const voided = fact.state === 'voided';
  const same = soFar.filter(({ type, state }) => type === fact.type && state !== 'voided').length;
  const points = voided ? 0 : fact.effect;
  return {
    number: fact.number,
    date: `${fact.date} ${weekday(fact.date)}`,
    text: fact.person && !fact.text.includes(fact.person) ? `${fact.person}：${fact.text}` : fact.text,
    rule: [
      words.types[fact.type],
      fact.type === 'duty-absence' && fact.dayKind ? words.dayKinds[fact.dayKind] : '',
      fact.affectedWork ? words.affectedWork : '',
      fact.impact ? words.impacts[fact.impact] : '',
    ]
      .filter(Boolean)
      .join('，'),
    evidence: [
      fact.evidence,
      words.sources[fact.source] ?? fact.source,
      files.length > 0 ? words.files.shown(files) : '',
    ]
      .filter(Boolean)
      .join('；'),
    times: voided ? '' : String(same),
    effect: signed(points),
    points,
    assessor: stamped(fact.decidedBy, fact.decidedAt),
    acknowledged: stamped(fact.acknowledgedBy, fact.acknowledgedAt),
    appeal: fact.appeal ? `${stamped(fact.appealedBy, fact.appealedAt)}：${fact.appeal}` : '',
    note: [
      voided ? words.voidedNote : '',
      fact.state === 'appealed' ? words.states.appealed : '',
      fact.decision,
    ]
      .filter(Boolean)
      .join('：'),
  };
}

/** The list of evidence as it stands on paper and in the workbook. */
export function fileCells(file: ScoreSheet['files'][number]) {
  return [
    file.number,
    file.name,
    words.acts[file.act],
    Math.max(1, Math.ceil(file.bytes / 1024)),
    file.sha256,
    file.addedBy,
    beijingStamp(file.addedAt).slice(0, 16),
  ] as const;
}

function stamped(name: string | null, at: string | null): string {
  return name && at ? `${name} ${beijingStamp(at).slice(0, 10)}` : '';
}
