import type { Message, Receipt } from "./contract.js";
import { Emitter } from "./emitter.js";
import { ChatError, isPassing } from "./errors.js";
import { KeptOutbox, merge } from "./kept-outbox.js";
import type { Link } from "./link.js";
import { nameOf, quiet, requestOf, type OutgoingEntry as Entry, type OutgoingMessage } from "./outgoing.js";
import type { Store } from "./storage.js";
import { delay, sleep, type Backoff } from "./waiting.js";

/** What the outbox asks about rooms. */
export interface OutboxRooms {
  /** Until messages of the room may be sent. */
  ready(room: string): Promise<void>;
  /** Whether the event with this seq is still to come. */
  awaits(room: string, seq: number): boolean;
}

/**
 * Messages not yet accepted, in storage. A room's go out one at a time, in their order, so that none overtakes one that has to wait; each as often as it takes, under its
 * `clientMessageId`, so that it is one message. It stays here until its event has come, so that it is never shown twice or not at all.
 */
export class Outbox {
  #entries: Entry[] = [];
  readonly #kept: KeptOutbox;
  readonly #changes = new Emitter<Record<string, void>>();
  readonly #sending = new Set<string>();

  constructor(private readonly link: Link, store: Store, private readonly rooms: OutboxRooms, private readonly backoff: Backoff) {
    this.#kept = new KeptOutbox(store);
  }

  /** Until all is in storage. */
  get saved(): Promise<void> { return this.#kept.saved; }

  /** Takes over what this tab, or one that has gone, did not get to send. */
  async start(lockName: string): Promise<void> {
    await this.#kept.start(lockName, left => this.#inherit(left), this.link.stopped);
    this.link.stopped.addEventListener("abort", () => { for (const entry of this.#entries) entry.settle?.reject(this.link.stopped.reason as ChatError); }, { once: true });
  }

  /** Calls `listener` whenever what is shown of a room's outgoing messages is another, until the function that this returns is called. */
  watch(room: string, listener: () => void): () => void { return this.#changes.on(room, listener); }

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
      this.#changed(entry.room);
      void this.#run(entry.room);
    }
    return settled;
  }

  /** Sends a refused message once more. */
  retry(room: string, clientMessageId: string): Promise<Receipt> {
    const entry = this.#failed(room, clientMessageId);
    if (!entry) return Promise.reject(new ChatError("message_not_found", "There is no refused message with this key."));
    entry.failed = undefined;
    const settled = this.#settled(entry);
    void this.#save();
    this.#changed(entry.room);
    void this.#run(entry.room);
    return settled;
  }

  /** Forgets a refused message. */
  discard(room: string, clientMessageId: string): void {
    const entry = this.#failed(room, clientMessageId);
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

  async #inherit(left: Entry[]): Promise<void> {
    const known = new Set(this.#entries.map(nameOf));
    this.#entries = merge(left.filter(entry => !known.has(nameOf(entry))), this.#entries);
    await this.#save();
    for (const room of new Set(left.map(entry => entry.room))) {
      this.#changed(room);
      void this.#run(room);
    }
  }

  #failed(room: string, clientMessageId: string): Entry | undefined {
    return this.#entries.find(entry => entry.room === room && entry.clientMessageId === clientMessageId && entry.failed);
  }

  #settled(entry: Entry): Promise<Receipt> {
    return quiet(new Promise((resolve, reject) => { entry.settle = { resolve, reject }; }));
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
    this.#changed(entry.room);
  }

  #remove(entry: Entry): void {
    this.#entries = this.#entries.filter(other => other !== entry);
    void this.#save();
    this.#changed(entry.room);
  }

  #save(): Promise<void> { return this.#kept.save(this.#entries); }

  #changed(room: string): void { this.#changes.emit(room, undefined); }
}
