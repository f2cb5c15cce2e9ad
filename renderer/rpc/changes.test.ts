import { describe, expect, it, vi } from 'vitest';

vi.mock('./client.ts', () => ({ client: {} }));
const { dependsOn, retryDelay } = await import('./changes.ts');

describe('dependsOn', () => {
  it('matches the capability a key starts with', () => {
    expect(dependsOn(['duty', 'current'], undefined, new Set(['duty']))).toBe(true);
    expect(dependsOn(['jobs', 'list'], undefined, new Set(['duty']))).toBe(false);
  });

  it('matches further topics named by the query', () => {
    expect(dependsOn(['today'], { topics: ['inspection', 'duty'] }, new Set(['duty']))).toBe(true);
    expect(dependsOn([], { topics: 'duty' }, new Set(['duty']))).toBe(false);
  });
});

describe('retryDelay', () => {
  it('grows and stays under five seconds', () => {
    expect([1, 2, 3, 4, 5, 6, 60].map(retryDelay)).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000]);
  });
});
