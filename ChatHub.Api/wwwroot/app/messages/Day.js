import { dayName } from "../text/dates.js";
import { html, useLayoutEffect, useState } from "../view.js";

/** @import { ListWindow } from "./list-window.js" */
/** @import { Row } from "./rows.js" */

/** The line between two days. @param {{ rowKey: string, date: Date }} properties */
export const Day = ({ rowKey, date }) => html`<li class="day" data-key=${rowKey}><h2>${dayName(date)}</h2></li>`;

/**
 * The day of what is at the top of the view, above it.
 * @param {{ listWindow: ListWindow<Row> }} properties
 */
export function DayOnTop({ listWindow }) {
  const [name, setName] = useState("");
  useLayoutEffect(() => setName(dayAt(listWindow)));
  return html`<p class="day-on-top" aria-hidden="true" hidden=${!name}>${name}</p>`;
}

/** @param {ListWindow<Row>} listWindow */
function dayAt({ rows, inView: { first } }) {
  const row = rows[first];
  return row?.kind === "message" ? dayName(new Date(row.message.at)) : "";
}
