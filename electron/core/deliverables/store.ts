import type { Knex } from 'knex';
import { inTransaction } from '../log/log.ts';

export interface DefinitionRow {
  kind: string;
  due: string;
  recipient: string;
  enabled: number;
  since: string;
  year_start: string;
  version: number;
  changed_by: string;
  changed_at: string;
}

export interface ReportRow {
  id: string;
  kind: string;
  period_key: string;
  title: string;
  period_from: string;
  period_to: string;
  due_day: string | null;
  recipient: string;
  opened_by: string;
  opened_at: string;
  removed_at: string | null;
}

export interface EditionRow {
  id: string;
  report_id: string;
  number: number;
  state: 'draft' | 'final';
  content: string;
  digest: string;
  taken_at: string;
  definition_version: string;
  template_digest: string;
  narrative: string;
  narrative_version: number;
  narrative_by: string;
  narrative_at: string | null;
  made_by: string;
  final_by: string | null;
  final_at: string | null;
}

/** An edition without its figures, for lists. */
export type EditionHead = Omit<EditionRow, 'content' | 'narrative'>;

export interface FileRow {
  edition_id: string;
  narrative_version: number;
  format: 'pdf' | 'docx' | 'xlsx';
  sha256: string;
  bytes: number;
  pages: number | null;
  rendered_at: string;
}

export interface DeliveryRow {
  id: string;
  report_id: string;
  edition_id: string;
  recipient: string;
  way: 'paper' | 'file' | 'both';
  delivered_day: string;
  recorded_by: string;
  recorded_at: string;
  signed_by: string;
  receipt_name: string;
  receipt_digest: string;
  note: string;
  voided_at: string | null;
  voided_by: string | null;
  void_reason: string | null;
}

const HEAD = [
  'id',
  'report_id',
  'number',
  'state',
  'digest',
  'taken_at',
  'definition_version',
  'template_digest',
  'narrative_version',
  'narrative_by',
  'narrative_at',
  'made_by',
  'final_by',
  'final_at',
] as const;

/** The tables `deliverable_*` of the log. */
export function deliverablesStore(log: Knex) {
  const editions = () => log<EditionRow>('deliverable_edition');
  return {
    definitions: (): Promise<DefinitionRow[]> =>
      log<DefinitionRow>('deliverable_definition') as Promise<DefinitionRow[]>,
    async saveDefinition(row: Omit<DefinitionRow, 'version'>): Promise<void> {
      await log('deliverable_definition')
        .insert({ ...row, version: 1 })
        .onConflict('kind')
        .merge({ ...row, version: log.raw('deliverable_definition.version + 1') });
    },

    report: (id: string): Promise<ReportRow | undefined> =>
      log<ReportRow>('deliverable_report').where({ id }).whereNull('removed_at').first(),
    reportOf: (kind: string, periodKey: string): Promise<ReportRow | undefined> =>
      log<ReportRow>('deliverable_report')
        .where({ kind, period_key: periodKey })
        .whereNull('removed_at')
        .first(),
    reports: (from: string, to: string): Promise<ReportRow[]> =>
      log<ReportRow>('deliverable_report')
        .whereNull('removed_at')
        .whereBetween('period_to', [from, to]) as Promise<ReportRow[]>,
    /** False when another window opened the same period first. */
    async addReport(row: Omit<ReportRow, 'removed_at'>): Promise<boolean> {
      const added = await log('deliverable_report').insert(row).onConflict().ignore().returning('id');
      return added.length === 1;
    },
    async removeReport(id: string, at: string): Promise<void> {
      await log('deliverable_report').where({ id }).update({ removed_at: at });
    },

    edition: (id: string): Promise<EditionRow | undefined> => editions().where({ id }).first(),
    lastEdition: (reportId: string): Promise<EditionRow | undefined> =>
      editions().where({ report_id: reportId }).orderBy('number', 'desc').first(),
    heads: (reportIds: readonly string[]): Promise<EditionHead[]> =>
      log('deliverable_edition')
        .whereIn('report_id', [...reportIds])
        .orderBy('number')
        .select(...HEAD) as unknown as Promise<EditionHead[]>,
    /**
     * Adds the next edition of a report with the narrative of the one before it, and what `also` writes, or nothing.
     * @returns its number
     */
    async addEdition(
      row: Pick<
        EditionRow,
        | 'id'
        | 'report_id'
        | 'content'
        | 'digest'
        | 'taken_at'
        | 'definition_version'
        | 'template_digest'
        | 'made_by'
      >,
      template: Uint8Array,
      also: (trx: Knex.Transaction, number: number) => Promise<void>,
    ): Promise<number> {
      return inTransaction(log, async (trx) => {
        const last = await trx<EditionRow>('deliverable_edition')
          .where({ report_id: row.report_id })
          .orderBy('number', 'desc')
          .first('number', 'narrative', 'narrative_by', 'narrative_at');
        await trx('deliverable_template')
          .insert({ digest: row.template_digest, content: Buffer.from(template), kept_at: row.taken_at })
          .onConflict('digest')
          .ignore();
        const number = (last?.number ?? 0) + 1;
        await trx('deliverable_edition').insert({
          ...row,
          number,
          state: 'draft',
          narrative: last?.narrative ?? '{}',
          narrative_by: last?.narrative_by ?? '',
          narrative_at: last?.narrative_at ?? null,
        });
        await also(trx, number);
        return number;
      });
    },
    /** False when it is final already, or somebody else wrote since `version` was read. */
    async saveNarrative(
      id: string,
      version: number,
      change: { narrative: string; narrative_by: string; narrative_at: string },
    ): Promise<boolean> {
      const changed = await editions()
        .where({ id, state: 'draft', narrative_version: version })
        .update({ ...change, narrative_version: version + 1 });
      return changed === 1;
    },
    async finalise(id: string, version: number, by: string, at: string): Promise<boolean> {
      const changed = await editions()
        .where({ id, state: 'draft', narrative_version: version })
        .update({ state: 'final', final_by: by, final_at: at });
      return changed === 1;
    },

    async template(digest: string): Promise<Uint8Array | undefined> {
      const row = (await log('deliverable_template').where({ digest }).first('content')) as
        | { content: Uint8Array }
        | undefined;
      return row?.content;
    },

    files: (editionId: string, narrativeVersion: number): Promise<FileRow[]> =>
      log<FileRow>('deliverable_file').where({
        edition_id: editionId,
        narrative_version: narrativeVersion,
      }) as Promise<FileRow[]>,
    async saveFile(row: FileRow): Promise<void> {
      await log('deliverable_file')
        .insert(row)
        .onConflict(['edition_id', 'narrative_version', 'format'])
        .merge();
    },

    deliveries: (reportIds: readonly string[]): Promise<DeliveryRow[]> =>
      log<DeliveryRow>('deliverable_delivery')
        .whereIn('report_id', [...reportIds])
        .orderBy('recorded_at') as Promise<DeliveryRow[]>,
    delivery: (id: string): Promise<DeliveryRow | undefined> =>
      log<DeliveryRow>('deliverable_delivery').where({ id }).first(),
    async addDelivery(row: Omit<DeliveryRow, 'voided_at' | 'voided_by' | 'void_reason'>): Promise<void> {
      await log('deliverable_delivery').insert(row);
    },
    /** False when it was voided or signed meanwhile: `before` is what the change was made of. */
    async signDelivery(
      before: Pick<DeliveryRow, 'id' | 'signed_by' | 'receipt_digest'>,
      change: Pick<DeliveryRow, 'signed_by' | 'receipt_name' | 'receipt_digest'>,
    ): Promise<boolean> {
      const { id, signed_by, receipt_digest } = before;
      const changed = await log('deliverable_delivery')
        .where({ id, signed_by, receipt_digest })
        .whereNull('voided_at')
        .update(change);
      return changed === 1;
    },
    async voidDelivery(
      id: string,
      change: { voided_at: string; voided_by: string; void_reason: string },
    ): Promise<boolean> {
      return (await log('deliverable_delivery').where({ id }).whereNull('voided_at').update(change)) === 1;
    },
  };
}
