/**
 * A value that is replaced from time to time, and those who want to know.
 * @template Value
 */
export class Store {
  /** @type {Set<() => void>} */
  #listeners = new Set();
  #value;

  /** @param {Value} value */
  constructor(value) { this.#value = value; }

  get value() { return this.#value; }

  /** @param {Value} value */
  set(value) {
    if (value === this.#value) return;
    this.#value = value;
    for (const listener of [...this.#listeners]) listener();
  }

  /**
   * @param {() => void} listener
   * @returns {() => void} Ends it.
   */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => { this.#listeners.delete(listener); };
  }
}
