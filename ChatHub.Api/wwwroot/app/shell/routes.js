// Where one is, in the address after #, so that the browser's back button and reloading work: `#/rooms/general`.
import { Store } from "../store.js";

/** @typedef {{ page: "home" } | { page: "room", room: string }} Route */

/**
 * @param {string} hash
 * @returns {Route}
 */
export function readRoute(hash) {
  const [, page, name] = /^#\/(\w+)\/([^/]+)$/.exec(hash) ?? [];
  return page === "rooms" ? { page: "room", room: decode(name) } : { page: "home" };
}

/** @param {Route} route */
export const addressOf = route => route.page === "room" ? `#/rooms/${encodeURIComponent(route.room)}` : "#/";

/** @type {Store<Route>} */
export const route = new Store(readRoute(location.hash));

window.addEventListener("hashchange", () => route.set(readRoute(location.hash)));

/** @param {Route} to */
export function go(to) { location.hash = addressOf(to); }

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
