import { keep, readKept } from "../kept.js";

/** What somebody has written and not sent, by room: kept in the browser until it is sent or they log out. */
export class Drafts {
  #key;

  /** @param {string} username */
  constructor(username) { this.#key = `drafts:${username}`; }

  /** @param {string} room */
  of(room) { return this.#read()[room] ?? ""; }

  /**
   * @param {string} room
   * @param {string} text
   */
  keep(room, text) {
    const texts = this.#read();
    if (text) texts[room] = text;
    else delete texts[room];
    keep(this.#key, texts);
  }

  clear() { keep(this.#key, null); }

  /**
   * Anew each time: other tabs write there, too.
   * @returns {Record<string, string>}
   */
  #read() { return readKept(this.#key) ?? {}; }
}
