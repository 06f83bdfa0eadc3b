import { html, memo } from "../view.js";

/** Lines on a field of 24 by 24. */
const paths = {
  logo: "M6 5h12a3 3 0 0 1 3 3v6a3 3 0 0 1-3 3h-6l-5 4v-4H6a3 3 0 0 1-3-3V8a3 3 0 0 1 3-3z",
  back: "M15 5l-7 7 7 7",
  close: "M6 6l12 12M18 6L6 18",
  down: "M12 5v14M6 13l6 6 6-6",
  globe: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c2.5 2.6 3.7 5.6 3.7 9s-1.2 6.4-3.7 9c-2.5-2.6-3.7-5.6-3.7-9S9.500 5.600 12 3z",
  lock: "M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3",
  hash: "M9.500 4L7.500 20M16.500 4l-2 16M4.500 9h16M3.500 15h16",
  logOut: "M14 4H6v16h8M10 12h11M17 8l4 4-4 4",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  plus: "M12 5v14M5 12h14",
  search: "M10.500 4a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13zM15.500 15.500L21 21",
  compose: "M4 20h4L19 9l-4-4L4 16zM13 7l4 4",
  send: "M4 12l16-8-6 16-3-7z",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  clock: "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 8v4l3 2",
};

/** @typedef {keyof typeof paths} IconName */

/** A picture beside a text or a label that says the same. */
export const Icon = memo((/** @type {{ name: IconName }} */ { name }) => html`
  <svg class=${`icon icon-${name}`} viewBox="0 0 24 24" width="20" height="20" aria-hidden="true"><path d=${paths[name]} /></svg>`);
