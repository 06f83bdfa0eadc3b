import { keep, readKept } from "../kept.js";

/** What somebody has written and not sent, by room: kept in the browser until it is sent or they log out. */
export class Drafts {
  #key;
  /** @type {Record<string, string>} */
  #texts;

  /** @param {string} username */
  constructor(username) {
    this.#key = `drafts:${username}`;
    this.#texts = readKept(this.#key) ?? {};
  }

  /** @param {string} room */
  of(room) { return this.#texts[room] ?? ""; }

  /**
   * @param {string} room
   * @param {string} text
   */
  keep(room, text) {
    if (text) this.#texts[room] = text;
    else delete this.#texts[room];
    keep(this.#key, this.#texts);
  }

  clear() {
    this.#texts = {};
    keep(this.#key, null);
  }
}
