import type { Knex } from 'knex';

export interface FileRow {
  id: string;
  fact_id: string;
  act: string;
  name: string;
  bytes: number;
  sha256: string;
  added_by: string;
  added_at: string;
}

/** The list of evidence files; the files lie in the workspace. */
export function evidenceStore(db: Knex) {
  return {
    addFiles: async (rows: readonly FileRow[]): Promise<void> => {
      if (rows.length > 0) await db('assessment_file').insert([...rows]);
    },
    file: (id: string): Promise<FileRow | undefined> => db<FileRow>('assessment_file').where({ id }).first(),
    files: (factId: string): Promise<FileRow[]> =>
      db<FileRow>('assessment_file')
        .where({ fact_id: factId })
        .orderBy(['added_at', 'name']) as unknown as Promise<FileRow[]>,
    /** Files of the facts of `from`…`to`, in the order of the facts. */
    filesOf: (from: string, to: string): Promise<(FileRow & { number: string })[]> =>
      db('assessment_file')
        .join('assessment_fact', 'assessment_fact.id', 'assessment_file.fact_id')
        .whereBetween('assessment_fact.date', [from, to])
        .orderBy(['assessment_fact.date', 'assessment_fact.number', 'assessment_file.added_at'])
        .select('assessment_file.*', 'assessment_fact.number') as unknown as Promise<
        (FileRow & { number: string })[]
      >,
    async countOf(factId: string): Promise<number> {
      const [row] = (await db('assessment_file')
        .where({ fact_id: factId })
        .count({ total: '*' })) as unknown as { total: number }[];
      return Number(row?.total ?? 0);
    },
  };
}
