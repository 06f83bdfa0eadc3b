import { t } from "../text/text.js";
import { html, useId, useLayoutEffect, useRef } from "../view.js";
import { Icon } from "./Icon.js";

/** @import { ComponentChildren } from "../lib/preact.js" */

/**
 * A modal dialog, open for as long as it is there; the browser keeps the focus within, and gives it back.
 * @param {{ title: string, onClose: () => void, children: ComponentChildren }} properties
 */
export function Dialog({ title, onClose, children }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const id = useId();
  const close = () => dialog.current?.close();

  useLayoutEffect(() => {
    const element = /** @type {HTMLDialogElement} */ (dialog.current);
    element.showModal();
    // However it goes, the focus goes back to where it was.
    return () => element.close();
  }, []);

  return html`
    <dialog ref=${dialog} class="dialog" aria-labelledby=${id} onClose=${onClose}
      onClick=${(/** @type {MouseEvent} */ event) => { if (event.target === dialog.current) close(); }}>
      <div class="dialog-content">
        <header>
          <h2 id=${id}>${title}</h2>
          <button type="button" class="icon-button" aria-label=${t("action.close")} onClick=${close}><${Icon} name="close" /></button>
        </header>
        ${children}
      </div>
    </dialog>`;
}
