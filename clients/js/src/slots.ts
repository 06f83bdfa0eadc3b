import { takeLock } from "./locks.js";
import { sleep } from "./waiting.js";

/** A tab that is loaded anew has so many milliseconds to take its own place again before others inherit. */
const graceMilliseconds = 5_000;
/** So long it waits for it: another tab may be looking whether it has gone. */
const patienceMilliseconds = 500;
/** After so many free and empty places in a row there is nothing more to look for. */
const gap = 16;
/** Where a page may use no locks, none of all these is to be had. */
const most = 256;

export interface Heir {
  /** Whether there is something to inherit. */
  holds(slot: number): Promise<boolean>;
  /** Called by the one tab that has the place until it has come to its end. */
  inherit(slot: number): Promise<void>;
  /** Until all that this tab has written is in storage. */
  saved(): Promise<void>;
}

/** The places in storage for what tabs of one user have not sent: each tab writes to its own, and inherits those of tabs that have gone. */
export class Slots {
  /** The place that no other tab writes to; null where there are no locks to be had, and once it is let go. */
  own: number | null = null;
  readonly #watched = new Set<number>();
  readonly #tab = tabStorage();

  constructor(private readonly name: string, private readonly heir: Heir, private readonly signal: AbortSignal) {}

  /** Takes a place until the signal aborts, the one before where the tab had one; and inherits: at once what lies about, later that of tabs that are open now or come after this one. */
  async start(): Promise<void> {
    const channel = globalThis.BroadcastChannel && new BroadcastChannel(this.name);
    channel?.addEventListener("message", ({ data }: MessageEvent<number>) => this.#watch(data));
    (channel as { unref?(): void } | undefined)?.unref?.();
    this.signal.addEventListener("abort", () => channel?.close(), { once: true });
    const before = this.#tab?.getItem(this.name) ?? null;
    await this.#take(before === null ? null : Number(before));
    if (this.own === null || this.signal.aborted) return;
    channel?.postMessage(this.own);
    this.#tab?.setItem(this.name, String(this.own));
    await this.heir.inherit(this.own);
    for (let slot = 0, last = this.own; slot <= last + gap && slot < most; slot++) {
      if (slot === this.own) continue;
      const lock = await takeLock(this.#lockOf(slot), false);
      const isTaken = !lock || await this.heir.holds(slot);
      // The others may be loaded anew just as this one was.
      if (lock && isTaken && before === null) await this.heir.inherit(slot);
      lock?.release();
      if (isTaken) {
        last = Math.max(last, slot);
        if (!lock || before !== null) this.#watch(slot);
      }
    }
  }

  async #take(before: number | null): Promise<void> {
    let lock = before === null ? null : await takeLock(this.#lockOf(before), true, AbortSignal.timeout(patienceMilliseconds));
    if (lock) this.own = before;
    for (let slot = 0; !lock && slot < most; slot++) {
      lock = await takeLock(this.#lockOf(slot), false);
      if (lock) this.own = slot;
    }
    // Whoever has the place next reads what is in it and clears it: so all is to be there, and nothing comes after it.
    const letGo = () => void Promise.resolve().then(() => this.heir.saved()).then(() => {
      this.own = null;
      lock?.release();
    });
    if (this.signal.aborted) letGo();
    else this.signal.addEventListener("abort", letGo, { once: true });
  }

  #watch(slot: number): void {
    if (slot === this.own || this.#watched.has(slot)) return;
    this.#watched.add(slot);
    void this.#inheritFrom(slot).finally(() => this.#watched.delete(slot));
  }

  /** Waits until a tab has gone for good. */
  async #inheritFrom(slot: number): Promise<void> {
    while (!this.signal.aborted) {
      (await takeLock(this.#lockOf(slot), true, this.signal))?.release();
      if (this.#tab) await sleep(graceMilliseconds, this.signal);
      const lock = await takeLock(this.#lockOf(slot), false);
      if (!lock) continue;
      if (!this.signal.aborted) await this.heir.inherit(slot);
      lock.release();
      return;
    }
  }

  #lockOf(slot: number): string { return `${this.name}:outbox-${slot}`; }
}

/** What a tab keeps when it is loaded anew, and shares with no other; null outside of browsers. */
function tabStorage(): Storage | null {
  try {
    return "document" in globalThis ? globalThis.sessionStorage : null;
  } catch {
    return null;
  }
}
