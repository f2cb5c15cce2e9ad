/** The JSON of an audit entry as names and values; text that is no JSON object stays one value. */
export function detailFacts(detail: string): [name: string, value: string][] {
  if (!detail || detail === '{}') return [];
  try {
    const parsed: unknown = JSON.parse(detail);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return [['', detail]];
    return Object.entries(parsed).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]);
  } catch {
    return [['', detail]];
  }
}
