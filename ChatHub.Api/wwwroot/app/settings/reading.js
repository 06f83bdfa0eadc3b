import { Store } from "../store.js";

/** @import { Chat } from "../lib/chathub.js" */
/** @import { Language } from "./languages.js" */

/** The language that messages are read in. It is kept in the profile, so that one's other devices begin with it. */
export class Reading {
  #chat;

  /** @param {Chat} chat */
  constructor(chat) {
    this.#chat = chat;
    /** Null for no translation. @type {Store<string | null>} */
    this.language = new Store(/** @type {string | null} */ (chat.language === undefined ? chat.user.language ?? null : chat.language));
    /** The languages that the server translates into; none where it does not. @type {Store<Language[]>} */
    this.languages = new Store(/** @type {Language[]} */ ([]));
    void this.#read();
  }

  /** @param {string | null} language */
  async choose(language) {
    this.language.set(language);
    await Promise.all([
      this.#chat.setLanguage(language),
      this.#chat.request("PATCH", "/me", { body: { language } }),
    ]);
  }

  async #read() {
    try {
      const { items } = await /** @type {Promise<{ items: Language[] }>} */ (this.#chat.request("GET", "/languages"));
      this.languages.set(items);
    } catch {
      // Without them there is nothing to choose from.
    }
  }
}
