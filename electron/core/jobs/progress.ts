const SAVE_MS = 250;

interface Progress {
  done: number;
  total: number | null;
  text: string;
}

/** Gathers progress reports and saves the latest at most four times a second, one save at a time. */
export function throttleProgress(
  save: (latest: Progress) => Promise<void>,
  onError: (error: unknown) => void,
) {
  let latest: Progress = { done: 0, total: null, text: '' };
  let dirty = false;
  let timer: NodeJS.Timeout | undefined;
  let saving: Promise<void> = Promise.resolve();

  async function saveNow(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (!dirty) return saving;
    dirty = false;
    saving = saving.then(() => save(latest)).catch(onError);
    return saving;
  }

  return {
    report(progress: { done: number; total?: number; text?: string }): void {
      latest = {
        done: progress.done,
        total: progress.total ?? latest.total,
        text: progress.text ?? latest.text,
      };
      dirty = true;
      timer ??= setTimeout(saveNow, SAVE_MS);
    },
    flush: saveNow,
  };
}
