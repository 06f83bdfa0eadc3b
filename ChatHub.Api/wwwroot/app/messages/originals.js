import { useCallback, useState } from "../view.js";

/**
 * The messages, by their rows' keys, of which the reader wants the original and no translation.
 * @returns {[ReadonlySet<string>, (key: string) => void]} And the way to change that.
 */
export function useOriginals() {
  const [originals, setOriginals] = useState(/** @type {ReadonlySet<string>} */ (new Set()));
  const toggle = useCallback((/** @type {string} */ key) => setOriginals(held => {
    const next = new Set(held);
    if (!next.delete(key)) next.add(key);
    return next;
  }), []);
  return [originals, toggle];
}
