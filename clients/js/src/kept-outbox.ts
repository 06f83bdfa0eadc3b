import { nameOf, type OutgoingEntry } from "./outgoing.js";
import { Slots } from "./slots.js";
import type { Store } from "./storage.js";
import { sleep } from "./waiting.js";

const never = new AbortController().signal;

/** The outbox in storage: that of this tab, and those that tabs that have gone have left. */
export class KeptOutbox {
  #slots: Slots | null = null;
  /** The names of what was saved last. */
  #held = new Set<string>();
  /** Until what was saved last is in storage. */
  saved = Promise.resolve();

  constructor(private readonly store: Store) {}

  /** @param inherit Takes over what is left of another client, or of this tab's last one, and keeps it. */
  async start(lockName: string, inherit: (left: OutgoingEntry[]) => Promise<void>, signal: AbortSignal): Promise<void> {
    this.#slots = new Slots(lockName, {
      holds: async slot => await this.#read(slot) !== null,
      inherit: async slot => {
        const left = await this.#read(slot);
        if (!left || signal.aborted) return;
        await inherit(left);
        // Who has been closed meanwhile may not have kept it: it stays for the next one.
        if (slot === this.#slots!.own || signal.aborted) return;
        await this.store.set(keyOf(slot), null);
        // Browsers bring what one tab writes to the others a little later.
        await sleep(50, never);
      },
      saved: () => this.saved,
    }, signal);
    await this.#slots.start();
  }

  /** Keeps what has no receipt yet, and what somebody else has put beside it: where there are no locks between tabs, all have the same place. */
  save(entries: OutgoingEntry[]): Promise<void> {
    const own = this.#slots?.own ?? null;
    if (own === null) return Promise.resolve();
    const kept = entries.filter(entry => !entry.receipt).map(({ settle: _, ...entry }) => entry);
    const before = this.#held;
    const now = this.#held = new Set(kept.map(nameOf));
    return this.saved = this.store.update<OutgoingEntry[]>(keyOf(own), stored => {
      const others = (stored ?? []).filter(entry => !before.has(nameOf(entry)) && !now.has(nameOf(entry)));
      return others.length + kept.length > 0 ? merge(others, kept) : null;
    });
  }

  #read(slot: number): Promise<OutgoingEntry[] | null> { return this.store.get(keyOf(slot)); }
}

const keyOf = (slot: number) => `outbox-${slot}`;

/** Two lists in one, by their times, in which each keeps its order. */
export function merge(left: OutgoingEntry[], right: OutgoingEntry[]): OutgoingEntry[] {
  const [merged, rest] = [[] as OutgoingEntry[], [...right]];
  for (const entry of left) {
    while (rest.length > 0 && rest[0]!.at <= entry.at) merged.push(rest.shift()!);
    merged.push(entry);
  }
  return [...merged, ...rest];
}
