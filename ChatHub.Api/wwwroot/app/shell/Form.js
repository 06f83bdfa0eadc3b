import { ChatError } from "../lib/chathub.js";
import { createContext, html, useContext, useRef, useState } from "../view.js";
import { sayError } from "./errors.js";

/** @import { ComponentChildren } from "../lib/preact.js" */

const Errors = createContext(/** @type {Record<string, string[]>} */ ({}));

/**
 * A form with one button. What the server holds against a field stands there; everything else above the button.
 * @param {{ submit: string, onSubmit: (form: FormData) => Promise<unknown>, children: ComponentChildren }} properties
 */
export function Form({ submit, onSubmit, children }) {
  const [error, setError] = useState(/** @type {unknown} */ (null));
  const [isBusy, setBusy] = useState(false);
  const form = useRef(/** @type {HTMLFormElement | null} */ (null));
  const errors = error instanceof ChatError && error.errors || {};

  /** @param {SubmitEvent} event */
  async function send(event) {
    event.preventDefault();
    if (isBusy) return;
    setBusy(true);
    setError(null);
    try {
      await onSubmit(new FormData(/** @type {HTMLFormElement} */ (form.current)));
    } catch (fault) {
      setError(fault);
    }
    setBusy(false);
  }

  return html`
    <form ref=${form} class="form" onSubmit=${send}>
      <${Errors.Provider} value=${errors}>${children}<//>
      <${Fault} error=${Object.keys(errors).length > 0 ? null : error} />
      <button class="primary" aria-busy=${isBusy}>${submit}</button>
    </form>`;
}

/** @param {{ error: unknown }} properties */
export function Fault({ error }) {
  return error ? html`<p class="fault" role="alert">${sayError(error)}</p>` : null;
}

/**
 * A field of text; what is not named here goes to the input.
 * @param {{ name: string, label: string, hint?: string } & Record<string, any>} properties
 */
export function Field({ name, label, hint, ...input }) {
  const isWrong = name in useContext(Errors);
  return html`
    <${Labelled} name=${name} label=${label} hint=${hint}>
      <input id=${name} name=${name} aria-describedby=${`${name}-hint`} aria-invalid=${isWrong} ...${input} />
    <//>`;
}

/** @param {{ name: string, label: string, hint?: string, children: ComponentChildren }} properties */
export function Labelled({ name, label, hint, children }) {
  const faults = useContext(Errors)[name];
  return html`
    <div class="field">
      <label for=${name}>${label}</label>
      ${children}
      <small id=${`${name}-hint`} class=${faults ? "fault" : "hint"}>${faults?.join(" ") ?? hint}</small>
    </div>`;
}
