import type { Message, Receipt } from "./contract.js";
import { ChatError, isPassing } from "./errors.js";
import type { Link } from "./link.js";
import { inheritSlots, takeSlot } from "./slots.js";
import type { Store } from "./storage.js";
import { delay, sleep, type Backoff } from "./waiting.js";

/** A message on its way. */
export interface OutgoingMessage {
  room: string;
  text: string;
  clientMessageId: string;
  replyTo?: number;
  language?: string;
  at: string;
  /** Why it was refused for good. */
  failed?: { code: string; message: string };
}

interface Entry extends OutgoingMessage {
  receipt?: Receipt;
  settle?: { resolve(receipt: Receipt): void; reject(error: ChatError): void };
}

/** What the outbox asks about rooms. */
export interface OutboxRooms {
  /** Until messages of the room may be sent. */
  ready(room: string): Promise<void>;
  /** Whether the event with this seq is still to come. */
  awaits(room: string, seq: number): boolean;
  /** What is shown of the room's outgoing messages is another. */
  changed(room: string): void;
}

/**
 * Messages not yet accepted, in storage. A room's go out one at a time, in their order, so that none overtakes one that has to wait; each as often as it takes, under its
 * `clientMessageId`, so that it is one message. It stays here until its event has come, so that it is never shown twice or not at all.
 */
export class Outbox {
  #entries: Entry[] = [];
  #slot: number | null = null;
  readonly #sending = new Set<string>();

  constructor(private readonly link: Link, private readonly store: Store, private readonly rooms: OutboxRooms, private readonly backoff: Backoff) {}

  /** Takes over what this tab, or one that has gone, did not get to send. */
  async start(lockName: string): Promise<void> {
    this.#slot = await takeSlot(lockName, this.link.stopped);
    if (this.#slot !== null) await this.#inherit(this.#slot);
    inheritSlots(lockName, this.#slot, slot => this.#inherit(slot), this.link.stopped);
    this.link.stopped.addEventListener("abort", () => { for (const entry of this.#entries) entry.settle?.reject(this.link.stopped.reason as ChatError); }, { once: true });
  }

  /** In the order in which they were sent. */
  of(room: string): readonly OutgoingMessage[] {
    return this.#entries.filter(entry => entry.room === room);
  }

  /** Sends a message; it is in storage when this returns, where storage answers at once. */
  send(message: OutgoingMessage): Promise<Receipt> {
    const entry: Entry = { ...message };
    const settled = this.#settled(entry);
    if (this.link.stopped.aborted) entry.settle!.reject(this.link.stopped.reason as ChatError);
    else {
      this.#entries.push(entry);
      void this.#save();
      this.rooms.changed(entry.room);
      void this.#run(entry.room);
    }
    return settled;
  }

  /** Sends a refused message once more. */
  retry(clientMessageId: string): Promise<Receipt> {
    const entry = this.#entries.find(entry => entry.clientMessageId === clientMessageId && entry.failed);
    if (!entry) return Promise.reject(new ChatError("message_not_found", "There is no refused message with this key."));
    entry.failed = undefined;
    const settled = this.#settled(entry);
    void this.#save();
    this.rooms.changed(entry.room);
    void this.#run(entry.room);
    return settled;
  }

  /** Forgets a refused message. */
  discard(clientMessageId: string): void {
    const entry = this.#entries.find(entry => entry.clientMessageId === clientMessageId && entry.failed);
    if (entry) this.#remove(entry);
  }

  /** One's own message has come back as an event, perhaps before its receipt. */
  arrived(room: string, message: Message): void {
    const entry = this.#entries.find(entry => entry.room === room && entry.clientMessageId === message.clientMessageId);
    if (entry) this.#accept(entry, entry.receipt ?? { room, id: message.id, at: message.at, duplicate: false });
  }

  /** Settles what waited for its event: the room has got that far, or is followed no more. */
  caughtUp(room: string): void {
    for (const entry of this.#entries.filter(entry => entry.room === room && entry.receipt && !this.rooms.awaits(room, entry.receipt.id))) this.#accept(entry, entry.receipt!);
  }

  /** Settles whatever has a receipt: the events that were waited for may be of a history that is no more. */
  settleAll(room: string): void {
    for (const entry of this.#entries.filter(entry => entry.room === room && entry.receipt)) this.#settle(entry, entry.receipt!);
  }

  /** Forgets everything, in storage too. */
  async clear(): Promise<void> {
    this.#entries = [];
    await this.#save();
  }

  async #inherit(slot: number): Promise<void> {
    const left = await this.store.get<Entry[]>(`outbox-${slot}`);
    if (!left?.length) return;
    const known = new Set(this.#entries.map(entry => entry.clientMessageId));
    this.#entries.unshift(...left.filter(entry => !known.has(entry.clientMessageId)));
    await this.#save();
    if (slot !== this.#slot) await this.store.set(`outbox-${slot}`, null);
    for (const room of new Set(left.map(entry => entry.room))) {
      this.rooms.changed(room);
      void this.#run(room);
    }
  }

  #settled(entry: Entry): Promise<Receipt> {
    const settled = new Promise<Receipt>((resolve, reject) => { entry.settle = { resolve, reject }; });
    // A refusal shows in the room's messages: nobody has to catch it here, too.
    settled.catch(() => {});
    return settled;
  }

  /** Sends a room's messages until there are none; one at a time for each room. */
  async #run(room: string): Promise<void> {
    if (this.#sending.has(room)) return;
    this.#sending.add(room);
    try {
      for (let attempt = 0; ;) {
        await this.rooms.ready(room);
        const entry = this.#entries.find(entry => entry.room === room && !entry.failed && !entry.receipt);
        const connection = this.link.connection;
        if (!entry) return;
        if (!connection) continue;
        attempt = await this.#sendOnce(entry, () => this.link.callOnce<Receipt>(connection, "SendMessage", requestOf(entry)), attempt);
      }
    } catch {
      // The client has been closed; what is left is in storage.
    } finally {
      this.#sending.delete(room);
    }
  }

  async #sendOnce(entry: Entry, call: () => Promise<Receipt>, attempt: number): Promise<number> {
    try {
      checkSize(entry);
      this.#accept(entry, await call());
      return 0;
    } catch (error) {
      if (this.link.stopped.aborted || !(error instanceof ChatError)) throw error;
      if (isPassing(error)) await sleep(error.retryAfter ?? (error.code === "unreachable" ? 0 : delay(this.backoff, attempt)), this.link.stopped);
      else this.#fail(entry, error);
      return attempt + 1;
    }
  }

  #accept(entry: Entry, receipt: Receipt): void {
    if (!this.#entries.includes(entry)) return;
    entry.receipt = receipt;
    if (this.rooms.awaits(entry.room, receipt.id)) void this.#save();
    else this.#settle(entry, receipt);
  }

  #settle(entry: Entry, receipt: Receipt): void {
    entry.settle?.resolve(receipt);
    this.#remove(entry);
  }

  #fail(entry: Entry, error: ChatError): void {
    if (!this.#entries.includes(entry)) return;
    entry.failed = { code: error.code, message: error.message };
    void this.#save();
    entry.settle?.reject(error);
    this.rooms.changed(entry.room);
  }

  #remove(entry: Entry): void {
    this.#entries = this.#entries.filter(other => other !== entry);
    void this.#save();
    this.rooms.changed(entry.room);
  }

  #save(): Promise<void> {
    if (this.#slot === null) return Promise.resolve();
    const kept = this.#entries.filter(entry => !entry.receipt).map(({ settle: _, ...entry }) => entry);
    return this.store.set(`outbox-${this.#slot}`, kept.length > 0 ? kept : null);
  }
}

const requestOf = ({ room, text, clientMessageId, replyTo, language }: OutgoingMessage) => ({ room, text, clientMessageId, replyTo, language });

/** The server closes the connection at a frame of over 64 KiB, and would again and again. */
function checkSize({ text }: OutgoingMessage): void {
  if (new TextEncoder().encode(JSON.stringify(text)).length > 60_000) throw new ChatError("message_too_long", "The message is too long.");
}
