import type { RoomEvents } from "./contract.js";

/** Holds back what comes while it is shut; the order stays. */
export class Inbox {
  #held: (() => void)[] = [];
  #isOpen = false;

  /** Does it now, or once it opens. */
  take(work: () => void): void {
    this.#held.push(work);
    if (this.#isOpen) this.open();
  }

  /** Before all else that is held. */
  putBack(work: () => void): void { this.#held.unshift(work); }

  shut(): void { this.#isOpen = false; }

  open(): void {
    this.#isOpen = true;
    while (this.#isOpen && this.#held.length > 0) this.#held.shift()!();
  }

  clear(): void {
    this.#held = [];
    this.shut();
  }
}

/** What of a batch comes after a seq; null if nothing does. */
export function eventsAfter(batch: RoomEvents, seq: number): RoomEvents | null {
  const events = batch.events.filter(event => event.seq > seq);
  return events.length > 0 ? { ...batch, from: events[0]!.seq, events, reset: undefined } : null;
}
