import type { HubConnection } from "@microsoft/signalr";
import { Arrivals } from "./arrivals.js";
import type { Room as RoomInfo, RoomEvents, RoomSync, TranslationCursor, Translations } from "./contract.js";
import { ChatError, isPassing, roomClosedError } from "./errors.js";
import type { FollowingHooks } from "./following-hooks.js";
import { eventsAfter, Inbox } from "./inbox.js";
import type { Link } from "./link.js";
import type { RoomParts } from "./room-parts.js";
import { isRefusedSession } from "./session.js";
import { Timeline } from "./timeline.js";
import { Gate, delay, sleep } from "./waiting.js";

/** Follows one room over any number of connections: joins with the cursor on each, and applies what comes. */
export class Following {
  readonly timeline = new Timeline();
  /** Open while the room is followed on the connection. */
  readonly ready = new Gate();
  info: RoomInfo | null = null;
  closedBy: string | null = null;
  /** Messages after this seq are news; null while that is unknown. */
  newsAfter: number | null = null;
  /** While it is being left or unfollowed. */
  leaving: Promise<unknown> | null = null;
  #joining = Promise.resolve();
  #sync: RoomSync | null = null;
  #closedMeanwhile = false;
  #isSettled = false;
  #isResumed = false;
  readonly #inbox = new Inbox();
  readonly #arrivals = new Arrivals();
  readonly #caughtUp: Promise<void>;
  #settle!: { resolve(): void; reject(error: unknown): void };
  private readonly link: Link;

  constructor(private readonly room: string, private readonly parts: RoomParts, private readonly hooks: FollowingHooks) {
    const link = this.link = parts.link;
    this.#caughtUp = new Promise((resolve, reject) => { this.#settle = { resolve, reject }; });
    this.#caughtUp.catch(() => {});
    link.stopped.addEventListener("abort", this.#stopped, { once: true });
  }

  readonly #stopped = () => {
    this.#settle.reject(this.link.stopped.reason);
    this.#arrivals.release();
  };

  /** Until what there was at the time of the first join is here. */
  caughtUp(): Promise<void> { return this.#caughtUp; }

  /** Joins on a new connection. */
  join(connection: HubConnection): Promise<void> { return this.#joining = this.#join(connection); }

  async #join(connection: HubConnection): Promise<void> {
    this.#sync = null;
    this.#inbox.clear();
    await this.#resume();
    const isWanted = () => this.closedBy === null && !this.leaving && connection === this.link.connection;
    for (let attempt = 0; isWanted(); attempt++) {
      try {
        // To join would undo a leaving or a removal that was made elsewhere.
        const ending = this.info || this.#closedMeanwhile ? await this.hooks.findEnding(this.timeline.seq) : null;
        if (!isWanted()) return;
        if (ending) return this.close(ending);
        this.#closedMeanwhile = false;
        const after = this.timeline.cursor;
        const sync = await this.link.callOnce<RoomSync>(connection, "JoinRoom", after ? { room: this.room, after } : { room: this.room, backlog: this.parts.backlog });
        // It may have been the end of the following before this one: to join once more, as a member, sends nothing twice.
        if (this.#closedMeanwhile) continue;
        return this.#synced(sync, after?.translations ?? null);
      } catch (error) {
        // The next connection joins, if this one is gone; of a session that has ended the link will know.
        if (this.link.stopped.aborted || !(error instanceof ChatError)) return;
        const { code, retryAfter } = error;
        // Something in between may answer what it likes for a while; a room that one was in does not end by that.
        const isOdd = code === "internal" && this.info !== null;
        if (!isPassing(error) && !isRefusedSession(error) && !isOdd) this.close(code, error);
        else if (isWanted()) await sleep(retryAfter ?? delay(this.parts.backoff, attempt), this.link.stopped);
      }
    }
  }

  /** Held back until the answer to the join says which events are new, and until whoever waits for it has had a turn to listen to those. */
  receive(batch: RoomEvents): void { this.#inbox.take(() => this.#apply(batch)); }

  translate(batch: Translations): void {
    this.#inbox.take(() => {
      this.hooks.translated(this.timeline.patch(batch));
      this.#keep();
      this.hooks.changed();
    });
  }

  /** Begins where the client before got to, if it is to be so and has not begun yet. */
  async #resume(): Promise<void> {
    if (!this.parts.kept || this.timeline.epoch !== null) return;
    const cursor = await this.parts.kept.read();
    if (!cursor || this.timeline.epoch !== null) return;
    this.timeline.begin(cursor.epoch, cursor.seq);
    this.timeline.translations = cursor.translations ?? null;
    [this.newsAfter, this.#isResumed] = [cursor.seq, true];
  }

  #apply(batch: RoomEvents): void {
    if (!this.#isSettled && batch.epoch === this.#sync!.epoch) {
      const later = eventsAfter(batch, this.#sync!.head);
      if (later) this.#inbox.putBack(() => this.#apply(later));
      batch = { ...batch, events: batch.events.filter(event => event.seq <= this.#sync!.head) };
    }
    const fresh = this.timeline.apply(batch);
    if (!fresh) return void (this.link.connection && this.link.drop(this.link.connection));
    if (batch.reset) {
      // What is waited for may be of a history that is no more.
      this.#arrivals.release();
      this.newsAfter = this.#sync!.head;
      this.timeline.translations ??= this.#sync!.translations ?? null;
      this.hooks.reset(batch.reset);
    }
    if (this.info) this.info = { ...this.info, head: Math.max(this.info.head, this.timeline.seq) };
    this.hooks.came(fresh);
    this.#checkCaughtUp();
    this.#keep();
    this.hooks.changed();
  }

  /** The server has ended the following. */
  endedBy(reason: string): void {
    this.#closedMeanwhile = true;
    if (this.ready.isOpen) this.close(reason);
  }

  close(reason: string, error: unknown = roomClosedError(reason)): void {
    if (this.closedBy !== null) return;
    if (this.#sync) this.#inbox.open();
    this.closedBy = reason;
    this.link.stopped.removeEventListener("abort", this.#stopped);
    this.#settle.reject(error);
    this.#arrivals.release();
    this.ready.open();
    this.hooks.closed(reason);
    this.hooks.changed();
  }

  /** Ends by the client's own will; a reconnection meanwhile does not join again. */
  async leave(method: "LeaveRoom" | "Unfollow", reason: string): Promise<void> {
    // The server may do side by side what it is asked: to join would undo this.
    const call = this.#joining.then(() => this.link.call(method, { room: this.room }));
    this.leaving = call.catch(() => {});
    try {
      await call;
      this.close(reason);
    } finally {
      this.leaving = null;
      const { connection } = this.link;
      if (connection && !this.ready.isOpen) void this.join(connection);
    }
  }

  /** Whether the event with this seq is still to come. */
  awaits(seq: number): boolean { return this.closedBy === null && !this.link.stopped.aborted && this.timeline.seq < seq; }

  /** Until the event with this seq is applied, or is to come no more. */
  applied(seq: number): Promise<void> {
    return this.awaits(seq) ? this.#arrivals.wait(seq) : Promise.resolve();
  }

  #synced(sync: RoomSync, held: TranslationCursor | null): void {
    const isNew = this.info === null;
    [this.#sync, this.info] = [sync, sync.room];
    if (isNew && !this.#isResumed || sync.reset) this.newsAfter = sync.head;
    if (!sync.reset && this.timeline.epoch === null) this.timeline.begin(sync.epoch, sync.from - 1);
    if (!sync.reset) this.#goOnTranslating(sync.translations, held);
    this.ready.open();
    // What the client before missed is news: whoever resumes is to hear all of it.
    if (this.#isResumed && !this.#isSettled) this.#answer();
    else {
      this.#inbox.open();
      this.#checkCaughtUp();
    }
    this.hooks.changed();
  }

  /** Patches may have come before the answer that says where they start. */
  #goOnTranslating(start: TranslationCursor | null, held: TranslationCursor | null): void {
    const { timeline } = this;
    const isHonoured = start !== null && held?.language === start.language && held.tseq === start.tseq;
    if (timeline.translations?.language !== start?.language) timeline.translations = start;
    if (start && !isHonoured && timeline.messages.length > 0) this.hooks.translationsMissed();
  }

  #keep(): void { if (this.#isSettled) this.parts.kept?.write(this.timeline.cursor); }

  #checkCaughtUp(): void {
    this.#arrivals.release(this.timeline.seq);
    if (this.#isSettled || !this.#sync || this.timeline.epoch !== this.#sync.epoch || this.timeline.seq < this.#sync.head) return;
    this.#answer();
  }

  /** Answers the first join. */
  #answer(): void {
    this.#isSettled = true;
    this.#settle.resolve();
    this.#keep();
    this.#inbox.shut();
    // Promises' continuations are all run before.
    setTimeout(() => { if (this.#sync) this.#inbox.open(); });
  }
}
