import type { Engine } from '../../../shared/contract/datacenter.ts';
import { type MaskKind, sensitiveColumn } from '../../../shared/domain/masking.ts';
import type { CatalogueColumn } from '../datacenter/columns.ts';
import { tokensOf } from './parameters.ts';

/** Tables with at least one column of personal data. */
export function sensitiveTables(columns: readonly CatalogueColumn[]): Set<string> {
  return new Set(columns.filter(({ column }) => sensitiveColumn(column)).map(({ table }) => table));
}

/** Which of these tables a statement names, wherever it names them: a join, a subquery or a CTE reads them too. */
export function tablesNamed(sql: string, engine: Engine, tables: ReadonlySet<string>): string[] {
  const named = new Set<string>();
  for (const { kind, text } of tokensOf(sql, engine)) {
    if ((kind === 'word' || kind === 'name') && tables.has(text.toLowerCase())) named.add(text.toLowerCase());
  }
  return [...named].sort();
}

/** What the result's columns hold by their names, also when a sensitive column was renamed: `phone AS contact`. */
export function sensitiveResult(
  sql: string,
  engine: Engine,
  columns: readonly string[],
): (MaskKind | undefined)[] {
  const renamed = new Map<string, MaskKind>();
  const tokens = tokensOf(sql, engine).filter(({ kind }) => kind !== 'comment');
  for (const [index, token] of tokens.entries()) {
    const kind = token.kind === 'word' || token.kind === 'name' ? sensitiveColumn(token.text) : undefined;
    if (!kind) continue;
    // Forward over closing brackets: upper(phone) AS p, max(t.phone) p.
    let at = index + 1;
    while (tokens[at]?.text === ')') at++;
    if (tokens[at]?.text.toUpperCase() === 'AS') at++;
    const alias = tokens[at];
    if (alias?.kind === 'word' || alias?.kind === 'name') renamed.set(alias.text.toLowerCase(), kind);
  }
  return columns.map((name) => sensitiveColumn(name) ?? renamed.get(name));
}
