/** Something the search can lead to. */
export interface SearchTarget {
  title: string;
  keywords: string;
}

/**
 * How well a target answers the text: 0 not at all, larger is better. Title before keywords, beginning before middle;
 * several words must all be found; case is ignored.
 */
export function searchScore(target: SearchTarget, text: string): number {
  const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return 1;
  const title = target.title.toLowerCase();
  const keywords = target.keywords.toLowerCase().split(/\s+/);
  let total = 0;
  for (const word of words) {
    const score = wordScore(title, keywords, word);
    if (score === 0) return 0;
    total += score;
  }
  return total;
}

function wordScore(title: string, keywords: readonly string[], word: string): number {
  if (title === word) return 8;
  if (title.startsWith(word)) return 6;
  if (title.includes(word)) return 5;
  if (keywords.includes(word)) return 4;
  if (keywords.some((keyword) => keyword.startsWith(word))) return 3;
  return keywords.some((keyword) => keyword.includes(word)) ? 2 : 0;
}

/** The targets that answer the text, best first; equals keep their order. */
export function searchTargets<T extends SearchTarget>(targets: readonly T[], text: string): T[] {
  return targets
    .map((target) => ({ target, score: searchScore(target, text) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ target }) => target);
}
