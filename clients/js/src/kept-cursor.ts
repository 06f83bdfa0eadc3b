import type { Cursor } from "./contract.js";
import type { Store } from "./storage.js";

/** How far a room has been heard, in storage: where the next client goes on. */
export class KeptCursor {
  #next: Cursor | null = null;
  /** Until what was to be written is. */
  written: Promise<void> | null = null;

  constructor(private readonly store: Store, private readonly room: string) {}

  read(): Promise<Cursor | null> { return this.store.get(this.#key); }

  /** Of what comes while storage is slow only the last is written. */
  write(cursor: Cursor | null): void {
    if (!cursor) return;
    this.#next = cursor;
    this.written ??= this.#run();
  }

  async #run(): Promise<void> {
    while (this.#next) {
      const cursor = this.#next;
      this.#next = null;
      await this.store.set(this.#key, cursor);
    }
    this.written = null;
  }

  get #key(): string { return `cursor-${this.room}`; }
}
