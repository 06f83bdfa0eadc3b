import { html, memo } from "../view.js";
import { colourOf, initialsOf } from "./initials.js";

/** A person's initials, on a colour of their own. @type {any} */
export const Avatar = memo((/** @type {{ username: string, name: string, size?: "small" }} */ { username, name, size }) => html`
  <span class=${`avatar colour-${colourOf(username)} ${size ?? ""}`} aria-hidden="true">${initialsOf(name)}</span>`);
