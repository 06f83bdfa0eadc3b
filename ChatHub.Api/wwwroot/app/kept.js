// What the app keeps in the browser for its next visit; where the browser keeps nothing, it is done without.

const prefix = "chathub-app:";

/**
 * @param {string} name
 * @returns {any} Null if there is nothing.
 */
export function readKept(name) {
  try {
    return JSON.parse(localStorage.getItem(prefix + name) ?? "null");
  } catch {
    return null;
  }
}

/**
 * @param {string} name
 * @param {unknown} value Null to keep nothing.
 */
export function keep(name, value) {
  try {
    if (value === null) localStorage.removeItem(prefix + name);
    else localStorage.setItem(prefix + name, JSON.stringify(value));
  } catch {
    // A full disk, or a browser that keeps nothing.
  }
}
