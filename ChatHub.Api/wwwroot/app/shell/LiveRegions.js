import { html, useStore } from "../view.js";
import { live } from "./live.js";

export function LiveRegions() {
  const lines = (/** @type {string[]} */ texts) => texts.map(text => html`<p>${text}</p>`);
  return html`
    <div class="visually-hidden" role="status" aria-live="polite">${lines(useStore(live.status))}</div>
    <div class="visually-hidden" role="log" aria-live="polite" dir="auto">${lines(useStore(live.log))}</div>`;
}
