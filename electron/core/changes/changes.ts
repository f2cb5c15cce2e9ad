/** Tells windows which topics changed, across every process that has the log open. */
export interface Changes {
  /** After a write. A topic is a capability name, or `capability:part`. */
  bump(topic: string): void;
  /** Topics changed since the last look, as they come; ends with the signal. */
  watch(signal: AbortSignal): AsyncGenerator<readonly string[]>;
  close(): void;
}
