import type { HubConnection } from "@microsoft/signalr";
import type { Reset, Room as RoomInfo, RoomEvent, RoomEvents, RoomSync, TranslationCursor, Translations } from "./contract.js";
import { ChatError, isPassing } from "./errors.js";
import type { Link } from "./link.js";
import { Timeline } from "./timeline.js";
import { Gate, delay, sleep, type Backoff } from "./waiting.js";

/** What a following tells its room. */
export interface FollowingHooks {
  /** New events, whether they are live or a replay, with those that nobody here has seen before as `posted`. */
  came(events: RoomEvent[]): void;
  reset(reset: Reset): void;
  closed(reason: string): void;
  /** Translations of what is held have been missed: it is to be read anew. */
  translationsMissed(): void;
  changed(): void;
}

/** Follows one room over any number of connections: joins with the cursor on each, and applies what comes. */
export class Following {
  readonly timeline = new Timeline();
  /** Open while the room is followed on the connection. */
  readonly ready = new Gate();
  info: RoomInfo | null = null;
  closedBy: string | null = null;
  /** Messages after this seq are news; null while that is unknown. */
  newsAfter: number | null = null;
  #sync: RoomSync | null = null;
  #closedMeanwhile = false;
  #leaving = false;
  #waiting: { seq: number; go(): void }[] = [];
  readonly #caughtUp: Promise<void>;
  #settle!: { resolve(): void; reject(error: unknown): void };

  constructor(
    private readonly room: string, private readonly backlog: number | undefined, private readonly link: Link, private readonly backoff: Backoff, private readonly hooks: FollowingHooks) {
    this.#caughtUp = new Promise((resolve, reject) => { this.#settle = { resolve, reject }; });
    this.#caughtUp.catch(() => {});
    link.stopped.addEventListener("abort", () => {
      this.#settle.reject(link.stopped.reason);
      this.#release();
    }, { once: true });
  }

  /** Until what there was at the time of the first join is here. */
  caughtUp(): Promise<void> { return this.#caughtUp; }

  /** Joins on a new connection. */
  async join(connection: HubConnection): Promise<void> {
    this.#sync = null;
    for (let attempt = 0; this.closedBy === null && !this.#leaving && connection === this.link.connection; attempt++) {
      this.#closedMeanwhile = false;
      const after = this.timeline.cursor;
      try {
        const sync = await this.link.callOnce<RoomSync>(connection, "JoinRoom", after ? { room: this.room, after } : { room: this.room, backlog: this.backlog });
        // It may have been the end of the following before this one: to join once more sends nothing twice.
        if (this.#closedMeanwhile) continue;
        return this.#synced(sync, after?.translations ?? null);
      } catch (error) {
        if (error instanceof ChatError && isPassing(error) && error.code !== "unreachable") await sleep(error.retryAfter ?? delay(this.backoff, attempt), this.link.stopped);
        else if (error instanceof ChatError && error.code !== "unreachable" && !this.link.stopped.aborted) this.close(error.code, error);
        // Else the next connection joins.
        else return;
      }
    }
  }

  receive(batch: RoomEvents): void {
    const fresh = this.timeline.apply(batch);
    if (!fresh) return void (this.link.connection && this.link.drop(this.link.connection));
    if (batch.reset) {
      // What is waited for may be of a history that is no more.
      this.#release();
      this.newsAfter = this.#sync?.head ?? null;
      this.timeline.translations ??= this.#sync?.translations ?? null;
      this.hooks.reset(batch.reset);
    }
    if (this.info) this.info = { ...this.info, head: Math.max(this.info.head, this.timeline.seq) };
    this.hooks.came(fresh);
    this.#checkCaughtUp();
    this.hooks.changed();
  }

  translate(batch: Translations): void {
    this.timeline.patch(batch);
    this.hooks.changed();
  }

  /** The server has ended the following. */
  endedBy(reason: string): void {
    this.#closedMeanwhile = true;
    if (this.ready.isOpen) this.close(reason);
  }

  close(reason: string, error: unknown = new ChatError("closed", `The room has been closed: ${reason}.`)): void {
    if (this.closedBy !== null) return;
    this.closedBy = reason;
    this.#settle.reject(error);
    this.#release();
    this.ready.open();
    this.hooks.closed(reason);
    this.hooks.changed();
  }

  /** Ends by the client's own will; a reconnection meanwhile does not join again. */
  async leave(method: "LeaveRoom" | "Unfollow", reason: string): Promise<void> {
    this.#leaving = true;
    try {
      await this.link.call(method, { room: this.room });
      this.close(reason);
    } finally {
      this.#leaving = false;
      const { connection } = this.link;
      if (connection && !this.ready.isOpen) void this.join(connection);
    }
  }

  /** Whether the event with this seq is still to come. */
  awaits(seq: number): boolean { return this.closedBy === null && !this.link.stopped.aborted && this.timeline.seq < seq; }

  /** Until the event with this seq is applied, or is to come no more. */
  applied(seq: number): Promise<void> {
    return new Promise(go => this.awaits(seq) ? this.#waiting.push({ seq, go }) : go());
  }

  #synced(sync: RoomSync, held: TranslationCursor | null): void {
    const isNew = this.info === null;
    [this.#sync, this.info] = [sync, sync.room];
    if (isNew || sync.reset) this.newsAfter = sync.head;
    if (!sync.reset && this.timeline.epoch === null) this.timeline.begin(sync.epoch, sync.from - 1);
    if (!sync.reset) this.#goOnTranslating(sync.translations, held);
    this.ready.open();
    this.#checkCaughtUp();
    this.hooks.changed();
  }

  /** Patches may have come before the answer that says where they start. */
  #goOnTranslating(start: TranslationCursor | null, held: TranslationCursor | null): void {
    const { timeline } = this;
    const isHonoured = start !== null && held?.language === start.language && held.tseq === start.tseq;
    if (timeline.translations?.language !== start?.language) timeline.translations = start;
    if (start && !isHonoured && timeline.messages.length > 0) this.hooks.translationsMissed();
  }

  #release(seq = Infinity): void {
    const ready = this.#waiting.filter(waiting => waiting.seq <= seq);
    this.#waiting = this.#waiting.filter(waiting => waiting.seq > seq);
    for (const { go } of ready) go();
  }

  #checkCaughtUp(): void {
    this.#release(this.timeline.seq);
    if (this.#sync && this.timeline.epoch === this.#sync.epoch && this.timeline.seq >= this.#sync.head) this.#settle.resolve();
  }
}
