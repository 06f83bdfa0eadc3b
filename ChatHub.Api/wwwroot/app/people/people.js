import { Store } from "../store.js";
import { useStore } from "../view.js";
import { useSignedIn } from "../session/signed-in.js";

/** @import { Chat } from "../lib/chathub.js" */

const mostAtOnce = 100;

/** What people call themselves: asked for once, all that is wanted at a time with one call. */
export class People {
  #chat;
  /** @type {Set<string>} */
  #wanted = new Set();
  /** @type {Set<string>} */
  #known = new Set();

  /** @param {Chat} chat */
  constructor(chat) {
    this.#chat = chat;
    /** Display names by username. @type {Store<ReadonlyMap<string, string>>} */
    this.names = new Store(/** @type {ReadonlyMap<string, string>} */ (new Map([[chat.user.username, chat.user.displayName]])));
  }

  /**
   * The display name, or the username until it is known.
   * @param {string} username
   */
  nameOf(username) {
    const name = this.names.value.get(username);
    if (name === undefined) this.#want(username);
    return name ?? username;
  }

  /** @param {string} username */
  #want(username) {
    if (this.#known.has(username)) return;
    this.#known.add(username);
    if (this.#wanted.size === 0) setTimeout(() => this.#read());
    this.#wanted.add(username);
  }

  async #read() {
    const usernames = [...this.#wanted];
    this.#wanted.clear();
    for (let start = 0; start < usernames.length; start += mostAtOnce) {
      const asked = usernames.slice(start, start + mostAtOnce);
      const query = asked.map(username => `username=${encodeURIComponent(username)}`).join("&");
      try {
        const { items } = await /** @type {Promise<{ items: { username: string, displayName: string }[] }>} */ (this.#chat.request("GET", `/users?${query}`));
        this.names.set(new Map([...this.names.value, ...items.map(({ username, displayName }) => /** @type {const} */ ([username, displayName]))]));
      } catch {
        // The username is shown meanwhile; whoever shows it next asks again.
        for (const username of asked) this.#known.delete(username);
      }
    }
  }
}

/**
 * A person's display name.
 * @param {string} username
 */
export function useName(username) {
  const { people } = useSignedIn();
  useStore(people.names);
  return people.nameOf(username);
}
