import { html, useStore } from "../view.js";
import { notices } from "./notices.js";

/** The notices of now; the live region reads them aloud. */
export function NoticeList() {
  return html`<div class="notices">${useStore(notices).map(({ id, text }) => html`<p key=${id} class="notice" dir="auto">${text}</p>`)}</div>`;
}
