/**
 * 可信度% = (1 − (中心多 + 中心少) / 中心数) × 100, to six decimals: how far the centre can be believed against the production
 * libraries. An empty centre that lacks nothing is fully credible, one that lacks something has no figure.
 */
export function credibility(centreRows: number, found: { missing: number; extra: number }): number | null {
  if (centreRows === 0) return found.missing === 0 ? 100 : null;
  return Math.round((1 - (found.missing + found.extra) / centreRows) * 1e8) / 1e6;
}

/** `99.83%`, cut and not rounded: only what lacks nothing reads 100%. */
export function credibilityText(value: number | null): string {
  if (value === null) return '—';
  return `${(Math.floor(value * 100 + 1e-9) / 100).toFixed(2).replace(/\.00$/, '')}%`;
}
