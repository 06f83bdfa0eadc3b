import { Avatar } from "../shell/Avatar.js";
import { Icon } from "../shell/Icon.js";
import { addressOf } from "../shell/routes.js";
import { t } from "../text/text.js";
import { html, memo } from "../view.js";

/**
 * @typedef {{ name: string, title: string, withUser?: string, isPrivate: boolean, unread: number, mentions: number, isCurrent: boolean }} RoomItemProperties
 */

/** A room in the list. */
export const RoomItem = memo((/** @type {RoomItemProperties} */ { name, title, withUser, isPrivate, unread, mentions, isCurrent }) => html`
  <li>
    <a class=${`room-item ${unread > 0 ? "is-unread" : ""}`} href=${addressOf({ page: "room", room: name })} aria-current=${isCurrent ? "page" : undefined} data-room=${name}>
      ${withUser ? html`<${Avatar} username=${withUser} name=${title} size="small" />` : html`<${Icon} name=${isPrivate ? "lock" : "hash"} />`}
      <bdi class="room-item-title">${title}</bdi>
      ${mentions > 0 && html`<${Count} n=${mentions} label=${t("rooms.mentions", { n: mentions })} kind="mentions" sign="@" />`}
      ${unread > 0 && html`<${Count} n=${unread} label=${t("rooms.unread", { n: unread })} kind="unread" />`}
    </a>
  </li>`);

/** @param {{ n: number, label: string, kind: string, sign?: string }} properties */
const Count = ({ n, label, kind, sign = "" }) => html`
  <span class=${`count count-${kind}`} title=${label}><span aria-hidden="true">${sign}${n > 99 ? "99+" : n}</span><span class="visually-hidden">, ${label}</span></span>`;
