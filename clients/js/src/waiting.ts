/** Waits `ms` milliseconds, or until the signal aborts. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    // Longer ones would fire at once.
    const timer = setTimeout(done, Math.min(ms, 2 ** 31 - 1));
    signal.addEventListener("abort", done);
  });
}

/** How long to wait before trying again. */
export interface Backoff {
  /** Milliseconds before the first retry; twice as long before each further one. */
  first: number;
  /** The longest wait, in milliseconds. */
  most: number;
}

/** Exponential back-off with full jitter, so that not all clients of a server come back at once; never less than a quarter of the step. */
export function delay({ first, most }: Backoff, attempt: number): number {
  const step = Math.min(most, first * 2 ** Math.min(attempt, 30));
  return step * (0.25 + 0.75 * Math.random());
}

/** Something that opens and closes: whoever waits goes on while it is open. */
export class Gate {
  readonly #waiting = new Set<() => void>();
  isOpen = false;

  shut(): void { this.isOpen = false; }

  open(): void {
    this.isOpen = true;
    for (const go of [...this.#waiting]) go();
  }

  /** Until it is open, or the signal aborts. */
  async pass(signal: AbortSignal): Promise<void> {
    while (!this.isOpen && !signal.aborted)
      await new Promise<void>(resolve => {
        const go = () => {
          this.#waiting.delete(go);
          signal.removeEventListener("abort", go);
          resolve();
        };
        this.#waiting.add(go);
        signal.addEventListener("abort", go);
      });
  }
}
