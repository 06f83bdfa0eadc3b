import { LanguagePicker } from "../settings/LanguagePicker.js";
import { sayError } from "../shell/errors.js";
import { Icon } from "../shell/Icon.js";
import { Menu } from "../shell/Menu.js";
import { notify } from "../shell/notices.js";
import { addressOf } from "../shell/routes.js";
import { t } from "../text/text.js";
import { html } from "../view.js";

/** @import { Room, RoomInfo } from "../lib/chathub.js" */
/** @import { MenuItem } from "../shell/Menu.js" */

/** @param {{ room: Room, info: RoomInfo, title: string }} properties */
export function RoomHeader({ room, info, title }) {
  const items = roomActions(room, info);
  return html`
    <header class="room-header">
      <a class="icon-button back" href=${addressOf({ page: "home" })} aria-label=${t("action.back")}><${Icon} name="back" /></a>
      <div class="room-header-text">
        <h1 id="room-title"><bdi>${title}</bdi>${info.visibility === "private" && info.kind === "room" && html`<span class="room-sign" title=${t("rooms.private")}><${Icon} name="lock" /></span>`}</h1>
        ${info.topic && html`<p class="topic" dir="auto" title=${info.topic}>${info.topic}</p>`}
      </div>
      <${LanguagePicker} />
      ${items.length > 0 && html`<${Menu} label=${t("rooms.menu")} items=${items} />`}
    </header>`;
}

/**
 * What the room's menu offers.
 * @param {Room} room
 * @param {RoomInfo} info
 * @returns {MenuItem[]}
 */
function roomActions(room, info) {
  if (info.kind === "direct") return [];
  const leave = () => room.leave().catch(error => notify(error.code === "conflict" ? t("error.lastOwner") : sayError(error)));
  return [{ label: t("rooms.leave"), icon: "logOut", action: () => void leave() }];
}
