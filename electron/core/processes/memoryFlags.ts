/**
 * Caps V8's young generation at what 16 MB halves make. Left alone it grows to 64 MB halves while rows stream through a
 * process, and never gives them back: 100 MB of a million rows' browsing were that. Smaller ones are also no slower.
 * The scripts `start` and `bench` of package.json carry the same flag.
 */
export const YOUNG_GENERATION = '--max-semi-space-size=16';

/** What a worker process is started with. */
export function memoryFlags(memoryLimitMb: number | undefined): string[] {
  return [YOUNG_GENERATION, ...(memoryLimitMb ? [`--max-old-space-size=${memoryLimitMb}`] : [])];
}
