import type { Change, Member, ReadMarker, ReadMarkerMoved, Receipt, Room as RoomInfo, RoomEvent, Typing } from "./contract.js";
import { Emitter } from "./emitter.js";
import { roomClosedError } from "./errors.js";
import { Following } from "./following.js";
import { History } from "./history.js";
import { newKey } from "./keys.js";
import { Lane } from "./lane.js";
import { Marking } from "./marking.js";
import { findEnding } from "./membership.js";
import { fromAccepted, fromOutgoing, type RoomMessage } from "./messages.js";
import { quiet } from "./outgoing.js";
import { readAll } from "./pages.js";
import type { RoomEventMap, SendOptions } from "./room-events.js";
import { describe, type RoomParts } from "./room-parts.js";
import { TypingSignal } from "./typing.js";

/** A room that is followed, as live state. */
export class Room extends Emitter<RoomEventMap> {
  /** @internal */
  readonly following: Following;
  readonly #history: History;
  readonly #changes = new Lane();
  readonly #typing = new TypingSignal(typing => void this.parts.link.connection?.send("SetTyping", { room: this.name, typing }).catch(() => {}));
  readonly #typists = new Set<string>();
  #messages: readonly RoomMessage[] | null = null;
  readonly #unwatch: () => void;
  readonly #marking = new Marking(
    () => this.following.info?.lastRead ?? 0,
    async seq => this.#moveMarker((await this.parts.link.call<ReadMarker>("MarkRead", { room: this.name, seq })).seq));

  /** @internal */
  constructor(readonly name: string, private readonly parts: RoomParts) {
    super();
    this.following = new Following(name, parts, {
      came: events => {
        this.#messages = null;
        events.forEach(event => this.#take(event));
      },
      translated: ids => {
        this.#messages = null;
        for (const shown of ids.map(id => this.following.timeline.get(id))) if (shown) this.emit("translation", fromAccepted(shown));
      },
      reset: reset => {
        parts.outbox.settleAll(name);
        this.#marking.forget();
        this.emit("reset", reset);
      },
      closed: reason => {
        parts.forget(this);
        parts.outbox.caughtUp(name);
        this.#letGo();
        this.emit("closed", { room: name, reason });
      },
      translationsMissed: () => this.translateAnew(),
      findEnding: seq => findEnding(parts.session, name, seq),
      changed: () => {
        parts.outbox.caughtUp(name);
        this.changed();
      },
    });
    this.#unwatch = parts.outbox.watch(name, () => {
      this.changed();
      this.#letGo();
    });
    this.#history = new History(name, this.following.timeline, parts.session, parts.language);
  }

  /** All messages that are loaded, oldest first; those of one's own that are pending or failed come last. Another array after each change, with the same objects for what did not change. */
  get messages(): readonly RoomMessage[] {
    return this.#messages ??= [
      ...this.following.timeline.messages.map(fromAccepted),
      ...this.parts.outbox.of(this.name).map(message => fromOutgoing(message, this.parts.session.user.username)),
    ];
  }

  /** The room as the server described it, kept up to date. */
  get info(): RoomInfo { return this.following.info!; }

  /** Why the room is followed no more; null while it is. */
  get closedBy(): string | null { return this.following.closedBy; }

  /** Who is typing. */
  get typing(): readonly string[] { return [...this.#typists]; }

  /** Whether `loadOlder` would bring more. */
  get hasOlder(): boolean { return this.#history.hasOlder; }

  /** Sends a message. It shows at once as pending, and goes out as soon as it can; the receipt comes once, when it is accepted, or a `ChatError` when it is refused for good. */
  send(text: string, { clientMessageId = newKey(), replyTo, language }: SendOptions = {}): Promise<Receipt> {
    this.#typing.ended();
    if (this.closedBy !== null) return this.#refused();
    return this.parts.outbox.send({ room: this.name, text, clientMessageId, replyTo, language, at: new Date().toISOString() });
  }

  /** Sends a failed message once more, under the same key. */
  retry(clientMessageId: string): Promise<Receipt> { return this.closedBy === null ? this.parts.outbox.retry(this.name, clientMessageId) : this.#refused(); }

  /** Takes a failed message away. */
  discard(clientMessageId: string): void { this.parts.outbox.discard(this.name, clientMessageId); }

  /** Gives a message another text. This and the other changes wait for a connection, are made in their order, and show when their promise resolves. */
  edit(id: number, text: string): Promise<Change> { return this.#change("EditMessage", { id, text }); }

  delete(id: number): Promise<Change> { return this.#change("DeleteMessage", { id }); }

  react(id: number, emoji: string): Promise<Change> { return this.#change("AddReaction", { id, emoji }); }

  unreact(id: number, emoji: string): Promise<Change> { return this.#change("RemoveReaction", { id, emoji }); }

  /** Moves one's read marker forward, up to the newest event if no seq is given. */
  markRead(seq: number = this.following.timeline.seq): Promise<void> { return this.#marking.mark(seq); }

  /** Call it at every key press, and with false when the text is given up: it is said to the others as often as it takes. */
  setTyping(typing: boolean): void { this.#typing.set(typing); }

  /** Loads a page of older messages: 1 to 200. Answers whether there are still more. */
  async loadOlder(limit = 50): Promise<boolean> {
    await this.#history.loadOlder(limit);
    this.changed();
    return this.hasOlder;
  }

  members(): Promise<Member[]> { return readAll(this.parts.session, `/rooms/${this.name}/members`); }

  /** Ends the membership. */
  leave(): Promise<void> { return this.following.leave("LeaveRoom", "left"); }

  /** Stops following on this connection; the membership stays. */
  unfollow(): Promise<void> { return this.following.leave("Unfollow", "unfollowed"); }

  /** @internal */
  changed(): void {
    this.#messages = null;
    this.emit("change", this);
  }

  /** @internal */
  disconnected(): void {
    this.following.ready.shut();
    if (this.#typists.size === 0) return;
    this.#typists.clear();
    this.changed();
  }

  /** @internal */
  typed(typing: Typing): void {
    typing.typing ? this.#typists.add(typing.username) : this.#typists.delete(typing.username);
    this.emit("typing", typing);
    this.changed();
  }

  /** @internal */
  marked(moved: ReadMarkerMoved): void {
    if (moved.username === this.parts.session.user.username) this.#moveMarker(moved.seq);
    this.emit("read", moved);
  }

  /** @internal Reads the translations of what is held once more. */
  translateAnew(): void {
    // Without an answer there is nothing worse than the original; the next patches come all the same.
    this.#history.readTranslations().then(() => this.changed(), () => {});
  }

  #refused(): Promise<never> { return quiet(Promise.reject(roomClosedError(this.closedBy!))); }

  /** What was on its way when the room was closed still shows what becomes of it. */
  #letGo(): void {
    if (this.closedBy !== null && this.parts.outbox.of(this.name).length === 0) this.#unwatch();
  }

  #change(method: string, what: object): Promise<Change> {
    return this.#changes.run(async () => {
      const change = await this.parts.link.call<Change>(method, { room: this.name, ...what });
      await this.following.applied(change.seq);
      return change;
    });
  }

  #take(event: RoomEvent): void {
    const { following, parts } = this;
    const { type, message, actor } = event;
    const me = parts.session.user.username;
    if (message?.clientMessageId && message.sender === me) parts.outbox.arrived(this.name, message);
    if (following.info) following.info = describe(following.info, event, me);
    this.emit("event", event);
    if (type !== "message.posted") return;
    if (actor) this.#typists.delete(actor);
    if (following.newsAfter === null || event.seq <= following.newsAfter) return;
    const shown = following.timeline.get(event.seq);
    if (shown) this.emit("message", fromAccepted(shown));
  }

  #moveMarker(lastRead: number): void {
    if (!this.following.info || lastRead <= (this.following.info.lastRead ?? 0)) return;
    this.following.info = { ...this.following.info, lastRead };
    this.changed();
  }
}
