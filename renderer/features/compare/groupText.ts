/** A group column's value, a court's name behind its code: `3001 …法院`. */
export function groupText(row: { by: (string | null)[]; names: (string | null)[] }, column: number): string {
  const value = row.by[column] ?? '—';
  const name = row.names[column];
  return name ? `${value} ${name}` : value;
}
