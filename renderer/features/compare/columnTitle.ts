import type { CompareRun } from '../../../shared/contract/compare.ts';

/** A column by its Chinese name where there is one; its own name is what both databases and a colleague know it by. */
export function columnTitle({ columnNames }: CompareRun, name: string): string {
  const chinese = columnNames[name];
  return chinese ? `${chinese} ${name}` : name;
}
