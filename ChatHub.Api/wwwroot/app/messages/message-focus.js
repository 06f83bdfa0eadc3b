// One message is in the page's tab order; the arrows lead from it to the others, whether they are in the document or not.
import { useCallback, useLayoutEffect, useRef, useState } from "../view.js";

/** @import { ListWindow } from "./list-window.js" */
/** @import { Row } from "./rows.js" */

/** So much stays in view beyond a message that has the focus. */
const margin = 40;

/**
 * @param {ListWindow<Row>} listWindow
 * @param {{ current: HTMLElement | null }} list
 */
export function useMessageFocus(listWindow, list) {
  const [held, setHeld] = useState(/** @type {string | null} */ (null));
  /** The message that is to have the focus as soon as it is in the document. */
  const wanted = useRef(/** @type {string | null} */ (null));

  useLayoutEffect(() => {
    const row = [...list.current?.children ?? []].find(row => /** @type {HTMLElement} */ (row).dataset.key === wanted.current);
    if (!row) return;
    wanted.current = null;
    /** @type {HTMLElement} */ (row).focus({ preventScroll: true });
  });

  const onKeyDown = useCallback((/** @type {KeyboardEvent} */ event) => {
    const row = /** @type {HTMLElement} */ (event.target);
    // Keys within a message are for what is in it.
    if (row.parentElement !== list.current) return;
    if (event.key === "Enter") row.querySelector("button[aria-haspopup]")?.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    const { rows } = listWindow;
    const key = keyFor(event.key, rows, rows.findIndex(({ key }) => key === row.dataset.key));
    if (key === undefined) return;
    event.preventDefault();
    wanted.current = key;
    setHeld(key);
    listWindow.bring(key, margin);
  }, [listWindow, list]);

  const { first, end } = listWindow.range;
  const rendered = listWindow.rows.slice(first, end).filter(isMessage);
  return { onKeyDown, tabStop: rendered.some(({ key }) => key === held) ? held : rendered.at(-1)?.key };
}

/** @param {Row} row */
const isMessage = row => row.kind === "message";

/**
 * The message that a key leads to.
 * @param {string} pressed
 * @param {readonly Row[]} rows
 * @param {number} from
 */
function keyFor(pressed, rows, from) {
  switch (pressed) {
    case "ArrowUp": return rows.slice(0, from).findLast(isMessage)?.key;
    case "ArrowDown": return rows.slice(from + 1).find(isMessage)?.key;
    case "Home": return rows.find(isMessage)?.key;
    case "End": return rows.findLast(isMessage)?.key;
    default: return undefined;
  }
}
