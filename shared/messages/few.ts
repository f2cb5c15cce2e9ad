const MOST = 20;

/** Names in a sentence; of very many the first, and how many there are. */
export function few(names: readonly string[]): string {
  const shown = names.slice(0, MOST).join('、');
  return names.length > MOST ? `${shown} 等 ${names.length} 个` : shown;
}
