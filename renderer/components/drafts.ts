const PREFIX = 'ops.draft.';

/** What a person had typed into a form before it was submitted. */
export interface Draft {
  savedAt: string;
  values: Record<string, unknown>;
}

/** Drafts stay on this machine (localStorage) and never hold the fields named `secret`. */
export function saveDraft(name: string, values: Record<string, unknown>, secret: readonly string[]): void {
  const kept = Object.fromEntries(
    Object.entries(values).filter(([field, value]) => !secret.includes(field) && value !== undefined),
  );
  const draft: Draft = { savedAt: new Date().toISOString(), values: kept };
  localStorage.setItem(PREFIX + name, JSON.stringify(draft));
}

export function readDraft(name: string): Draft | undefined {
  try {
    const parsed = JSON.parse(localStorage.getItem(PREFIX + name) ?? 'null') as Partial<Draft> | null;
    if (!parsed || typeof parsed.savedAt !== 'string' || typeof parsed.values !== 'object') return undefined;
    return { savedAt: parsed.savedAt, values: parsed.values ?? {} };
  } catch {
    // A half-written draft is worth nothing.
    dropDraft(name);
    return undefined;
  }
}

export function dropDraft(name: string): void {
  localStorage.removeItem(PREFIX + name);
}
