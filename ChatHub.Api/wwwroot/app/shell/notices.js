// Short words about what has just happened: shown for a while, and read aloud.
import { Store } from "../store.js";
import { announce } from "./live.js";

/** @typedef {{ id: number, text: string }} Notice */

const milliseconds = 6_000;
let ids = 0;

/** @type {Store<Notice[]>} */
export const notices = new Store(/** @type {Notice[]} */ ([]));

/** @param {string} text */
export function notify(text) {
  const id = ++ids;
  notices.set([...notices.value, { id, text }]);
  announce(text);
  setTimeout(() => dismiss(id), milliseconds);
}

/** @param {number} id */
export function dismiss(id) { notices.set(notices.value.filter(notice => notice.id !== id)); }
