import type { Jobs } from './jobs/jobs.ts';

/** Every kind of long work the console knows. */
export function registerJobKinds(_jobs: Jobs): void {}
