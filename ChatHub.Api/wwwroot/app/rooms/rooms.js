import { Store } from "../store.js";
import { changed, followed } from "./list.js";

/** @import { Chat, Room, RoomInfo } from "../lib/chathub.js" */
/** @import { RoomMap } from "./list.js" */

/** So many rooms stay followed, so that one comes back to them at once. */
const mostFollowed = 5;
const backlog = { least: 50, most: 200 };

/** One's rooms and the public ones: read once, and kept up to date by what the server and the followed rooms tell. */
export class Rooms {
  #chat;
  /** The rooms that are followed, the latest opened last. @type {Map<string, Room>} */
  #followed = new Map();
  /** @type {Set<(name: string, title: string, reason: string) => void>} */
  #closedListeners = new Set();
  #ends;

  /** @param {Chat} chat */
  constructor(chat) {
    this.#chat = chat;
    /** Null until it is known. @type {Store<RoomMap | null>} */
    this.all = new Store(/** @type {RoomMap | null} */ (null));
    this.#ends = [
      chat.on("rooms", change => this.#set(changed(this.all.value ?? new Map(), change))),
      // Removals, too, may have been missed.
      chat.on("state", state => { if (state === "connected") void this.read(); }),
    ];
    void this.read();
  }

  close() { for (const end of this.#ends) end(); }

  async read() {
    try {
      this.#set(new Map((await this.#chat.rooms()).map(info => [info.room, info])));
    } catch {
      // The next connection reads it.
    }
  }

  /**
   * Follows a room; one becomes a member of a public room by it.
   * @param {string} name
   * @returns {Promise<Room>}
   */
  async open(name) {
    const held = this.#followed.get(name);
    const unread = this.all.value?.get(name)?.unread ?? 0;
    const room = held ?? await this.#chat.join(name, { backlog: Math.min(backlog.most, Math.max(backlog.least, unread + 20)) });
    if (this.#followed.get(name) !== room) this.#watch(room);
    // Anew, as the latest.
    this.#followed.delete(name);
    this.#followed.set(name, room);
    for (const old of this.followed.slice(0, -mostFollowed)) {
      // At once: whoever opens it from now on joins anew, behind this.
      this.#followed.delete(old.name);
      void old.unfollow().catch(() => {});
    }
    return room;
  }

  /** The rooms that are followed. */
  get followed() { return [...this.#followed.values()]; }

  /** @param {{ room: string, title: string, topic: string, visibility: "public" | "private" }} wish */
  async create(wish) {
    this.put(await this.#chat.request("POST", "/rooms", { body: wish }));
  }

  /**
   * The direct conversation with somebody.
   * @param {string} username
   * @returns {Promise<string>} Its name.
   */
  async openDirect(username) {
    const info = await /** @type {Promise<RoomInfo>} */ (this.#chat.request("POST", "/rooms/direct", { body: { username } }));
    this.put(info);
    return info.room;
  }

  /** @param {RoomInfo} info */
  put(info) { this.#set(changed(this.all.value ?? new Map(), { items: [info], removed: [] })); }

  /**
   * Tells of rooms that have been closed to this user.
   * @param {(name: string, title: string, reason: string) => void} listener
   * @returns {() => void} Ends it.
   */
  onClosed(listener) {
    this.#closedListeners.add(listener);
    return () => { this.#closedListeners.delete(listener); };
  }

  /** @param {Room} room */
  #watch(room) {
    const put = () => { if (room.closedBy === null) this.put(room.info); };
    room.on("change", put);
    room.on("closed", ({ reason }) => this.#closed(room, reason));
    put();
  }

  /**
   * @param {Room} room
   * @param {string} reason
   */
  #closed(room, reason) {
    if (this.#followed.get(room.name) === room) this.#followed.delete(room.name);
    if (reason === "unfollowed") return;
    this.#set(changed(this.all.value ?? new Map(), { items: [], removed: [room.name] }));
    void this.read();
    for (const listener of this.#closedListeners) listener(room.name, room.info.title, reason);
  }

  /** @param {RoomMap} rooms */
  #set(rooms) {
    const next = new Map(rooms);
    // Of a followed room, the room itself knows best.
    for (const room of this.#followed.values()) next.set(room.name, followed(room, this.#chat.user.username));
    this.all.set(next);
  }
}
