import { t } from "../text/text.js";
import { html } from "../view.js";
import { Day } from "./Day.js";
import { Message } from "./Message.js";

/** @import { Room, RoomMessage } from "../lib/chathub.js" */
/** @import { Row } from "./rows.js" */

/**
 * @param {{ row: Row, room: Room, title: string, isOriginal: boolean, isTabStop: boolean, repliedTo?: RoomMessage, onToggle: (key: string) => void }} properties
 */
export function TimelineRow({ row, room, title, isOriginal, isTabStop, repliedTo, onToggle }) {
  switch (row.kind) {
    case "start": return html`<li class="timeline-start" data-key=${row.key}><p>${beginning(row.hasOlder, room, title)}</p></li>`;
    case "day": return html`<${Day} rowKey=${row.key} date=${row.date} />`;
    case "unread": return html`<li class="unread-line" data-key=${row.key}><span>${t("messages.unreadLine")}</span></li>`;
    case "message": return html`
      <${Message} room=${room} message=${row.message} rowKey=${row.key} isFirst=${row.isFirst} isOriginal=${isOriginal} isTabStop=${isTabStop} repliedTo=${repliedTo} onToggle=${onToggle} />`;
  }
}

/**
 * @param {boolean} hasOlder
 * @param {Room} room
 * @param {string} title
 */
function beginning(hasOlder, room, title) {
  if (hasOlder) return t("messages.loadingOlder");
  return t(room.info.kind === "direct" ? "messages.beginning.direct" : "messages.beginning", { room: title });
}
