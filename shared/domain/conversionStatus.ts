/** Where a file of a source stands. `quarantined`: empty, encrypted or of another type than it says; never handed to the converter. */
export const FILE_STATUSES = [
  'waiting',
  'converted',
  'noted',
  'doubtful',
  'refused',
  'failed',
  'quarantined',
] as const;
export type FileStatus = (typeof FILE_STATUSES)[number];

/** Those a person should look at, the most urgent first. */
export const TO_LOOK_AT: readonly FileStatus[] = ['doubtful', 'refused', 'failed', 'quarantined'];
