/** What a person may be in the console. `expert` is the remote second line: reads, never sends or signs. */
export const ROLES = ['engineer', 'manager', 'supervisor', 'expert'] as const;
export type Role = (typeof ROLES)[number];

export const ALL_ROLES: readonly Role[] = ROLES;
/** Those who work: may run, edit, convert. */
export const STAFF: readonly Role[] = ['engineer', 'manager'];
