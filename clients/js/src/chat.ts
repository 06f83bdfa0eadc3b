import type { HubConnection } from "@microsoft/signalr";
import type { ConnectOptions } from "./connect.js";
import type {
  PresenceChanged, ReadingLanguage, ReadMarkerMoved, Room as RoomInfo, RoomClosed, RoomEvents, RoomsChanged, RoomTranslations, SessionEnded, Translations, Typing, User,
} from "./contract.js";
import { Emitter } from "./emitter.js";
import type { HttpCall } from "./http.js";
import { KeptCursor } from "./kept-cursor.js";
import { Lane } from "./lane.js";
import { checkLanguage } from "./language.js";
import { Link, type ChatState } from "./link.js";
import { Outbox } from "./outbox.js";
import { readAll } from "./pages.js";
import { Room } from "./room.js";
import type { Session } from "./session.js";
import type { Backoff } from "./waiting.js";

export interface ChatEventMap {
  /** `connecting`, `connected` or `closed`. */
  state: ChatState;
  presence: PresenceChanged;
  /** Rooms of one's own changed that are not followed here; after a reconnection, all there are. */
  rooms: RoomsChanged;
  /** The session has ended, and this client with it: it does not come back. Connect anew. */
  sessionEnded: SessionEnded;
}

export interface JoinOptions {
  /** How many of the last events to begin with. */
  backlog?: number;
  /** Goes on where the last client with this storage was, if there was one: it answers at once, and all that came since comes as events. For one client to a storage, such as a bot. */
  resume?: boolean;
}

/** Somebody's session on a server, with its live connection. */
export class Chat extends Emitter<ChatEventMap> {
  readonly #link: Link;
  readonly #outbox: Outbox;
  readonly #rooms = new Map<string, Room>();
  readonly #session: Session;
  readonly #languages = new Lane();
  readonly #cursors = new Set<KeptCursor>();
  #language: string | null | undefined;
  #connections = 0;

  /** @internal */
  constructor(server: string, session: Session, options: ConnectOptions, private readonly backoff: Backoff) {
    super();
    this.#session = session;
    this.#language = options.language;
    this.#link = new Link({
      server, session, backoff, protocol: options.protocol, connection: options.connection,
      language: () => this.#language,
      handlers: this.#handlers(),
      greet: connection => this.#greet(connection),
      changed: state => this.#changed(state),
      ended: reason => this.#ended(reason),
    });
    this.#outbox = new Outbox(this.#link, session.store, {
      ready: async room => {
        await this.#link.pass();
        await this.#rooms.get(room)?.following.ready.pass(this.#link.stopped);
        await this.#link.pass();
      },
      awaits: (room, seq) => this.#rooms.get(room)?.following.awaits(seq) ?? false,
    }, backoff);
  }

  /** Whose session it is. */
  get user(): User { return this.#session.user; }

  get state(): ChatState { return this.#link.state; }

  /** The reading language; undefined for the profile's. */
  get language(): string | null | undefined { return this.#language; }

  /** Joins a room and follows it. It answers when what there is has come: the last `backlog` events, 0 to 200, 50 if left out. */
  async join(name: string, { backlog, resume }: JoinOptions = {}): Promise<Room> {
    // What is being left is followed no more, when that is done.
    for (let leaving; (leaving = this.#rooms.get(name)?.following.leaving); ) await leaving;
    if (this.#link.stopped.aborted) throw this.#link.stopped.reason;
    let room = this.#rooms.get(name);
    if (!room) {
      const kept = resume ? new KeptCursor(this.#session.store, name) : undefined;
      if (kept) this.#cursors.add(kept);
      room = new Room(name, {
        link: this.#link, session: this.#session, outbox: this.#outbox, backoff: this.backoff,
        language: () => this.#language,
        forget: room => { if (this.#rooms.get(name) === room) this.#rooms.delete(name); },
        backlog, kept,
      });
      this.#rooms.set(name, room);
      if (this.#link.connection) void room.following.join(this.#link.connection);
    }
    await room.following.caughtUp();
    return room;
  }

  /** The rooms that one is in, and the public ones. */
  rooms(): Promise<RoomInfo[]> { return readAll(this.#session, "/rooms"); }

  /** Sets this client's reading language as a BCP 47 tag; null for no translation. The rooms' messages are translated anew. A refused tag changes nothing. */
  async setLanguage(language: string | null): Promise<void> {
    checkLanguage(language);
    await this.#languages.run(async () => {
      const { rooms } = await this.#link.call<ReadingLanguage>("SetLanguage", { language });
      this.#language = language;
      // Only now: patches of the language before may have come until the answer.
      this.#untranslate(rooms);
      for (const room of language === null ? [] : this.#rooms.values()) room.translateAnew();
    });
  }

  /** Calls the server over HTTP as this user, for what has no method here: `chat.request("GET", "/search", { query: { q: "tea" } })`. */
  request<Answer>(method: string, path: string, call: Pick<HttpCall, "body" | "query" | "signal"> = {}): Promise<Answer> {
    return this.#session.call<Answer>(method, path, call);
  }

  /** Ends the session on the server, and forgets what is in storage. */
  async logout(): Promise<void> {
    await this.#session.call("POST", "/logout");
    await this.#outbox.clear();
    await this.#session.forget();
    await this.close();
  }

  /** Ends this client and lets go of everything. What was not sent yet stays in storage, and is sent by the next client. */
  async close(): Promise<void> {
    globalThis.removeEventListener?.("online", this.#hurry);
    await this.#link.close();
    await Promise.all([this.#outbox.saved, ...[...this.#cursors].map(cursor => cursor.written)]);
  }

  /** @internal */
  async start(): Promise<void> {
    await this.#outbox.start(this.#session.lockName);
    globalThis.addEventListener?.("online", this.#hurry);
    this.#link.start();
  }

  readonly #hurry = () => this.#link.hurry();

  #handlers(): Record<string, (argument: never) => void> {
    return {
      RoomEvents: (batch: RoomEvents) => this.#rooms.get(batch.room)?.following.receive(batch),
      Translations: (batch: Translations) => this.#rooms.get(batch.room)?.following.translate(batch),
      RoomClosed: ({ room, reason }: RoomClosed) => this.#rooms.get(room)?.following.endedBy(reason),
      Typing: (typing: Typing) => this.#rooms.get(typing.room)?.typed(typing),
      ReadMarkerMoved: (moved: ReadMarkerMoved) => this.#rooms.get(moved.room)?.marked(moved),
      PresenceChanged: (changed: PresenceChanged) => this.emit("presence", changed),
      RoomsChanged: (changed: RoomsChanged) => this.emit("rooms", changed),
    };
  }

  /** Before anybody may use a new connection. */
  async #greet(connection: HubConnection): Promise<void> {
    for (const room of this.#rooms.values()) room.disconnected();
    // The address cannot say that there is to be no translation.
    if (this.#language === null) await connection.invoke("SetLanguage", { language: null });
  }

  #changed(state: ChatState): void {
    const connection = this.#link.connection;
    if (state !== "connected" || !connection) for (const room of this.#rooms.values()) room.disconnected();
    else {
      for (const room of this.#rooms.values()) void room.following.join(connection);
      if (this.#connections++ > 0 && this.has("rooms")) this.rooms().then(items => this.emit("rooms", { items, removed: [] }), () => {});
    }
    this.emit("state", state);
  }

  #untranslate(starts: RoomTranslations[]): void {
    for (const room of this.#rooms.values()) {
      room.following.timeline.translateAnew(starts.find(start => start.room === room.name)?.translations ?? null);
      room.changed();
    }
  }

  #ended(reason: string): void {
    globalThis.removeEventListener?.("online", this.#hurry);
    if (reason === "logout" || reason === "account_deleted") void this.#outbox.clear();
    this.emit("sessionEnded", { reason: reason as SessionEnded["reason"] });
  }
}
