/** The facts of `resources/domain`, each read lazily at its first use and kept. */
export * from './cases.ts';
export * from './codes.ts';
export * from './courts.ts';
export * from './rules.ts';
