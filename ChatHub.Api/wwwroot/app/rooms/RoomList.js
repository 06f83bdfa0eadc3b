import { useSignedIn } from "../session/signed-in.js";
import { Icon } from "../shell/Icon.js";
import { route } from "../shell/routes.js";
import { t } from "../text/text.js";
import { html, useState, useStore } from "../view.js";
import { CreateRoom } from "./CreateRoom.js";
import { FindRooms } from "./FindRooms.js";
import { parted } from "./list.js";
import { NewDirect } from "./NewDirect.js";
import { RoomItem } from "./RoomItem.js";

/** @import { IconName } from "../shell/Icon.js" */

const dialogs = { create: CreateRoom, find: FindRooms, direct: NewDirect };

/** The rooms that one is in, and the ways to others. */
export function RoomList() {
  const { rooms, people } = useSignedIn();
  const [dialog, setDialog] = useState(/** @type {keyof typeof dialogs | null} */ (null));
  const all = useStore(rooms.all);
  useStore(people.names);
  const at = useStore(route);
  const { joined, direct } = parted(all ?? new Map(), username => people.nameOf(username));
  const current = at.page === "room" ? at.room : null;

  /** @param {typeof joined} part */
  const items = part => part.map(({ info, title }) => html`
    <${RoomItem} key=${info.room} name=${info.room} title=${title} withUser=${info.with} isPrivate=${info.visibility === "private"}
      unread=${info.unread ?? 0} mentions=${info.mentions ?? 0} isCurrent=${info.room === current} />`);

  /**
   * @param {keyof typeof dialogs} name
   * @param {IconName} icon
   * @param {string} label
   */
  const opener = (name, icon, label) => html`
    <button type="button" class="icon-button" title=${label} aria-label=${label} onClick=${() => setDialog(name)}><${Icon} name=${icon} /></button>`;

  const Opened = dialog && dialogs[dialog];
  return html`
    <nav class="room-list" aria-label=${t("rooms.title")} aria-busy=${all === null}>
      <div class="room-list-head">
        <h2>${t("rooms.title")}</h2>
        ${opener("find", "search", t("rooms.find"))}
        ${opener("create", "plus", t("rooms.create"))}
      </div>
      <ul>${items(joined)}</ul>
      ${all && joined.length === 0 && html`<p class="hint">${t("rooms.none")} <button type="button" class="link" onClick=${() => setDialog("find")}>${t("rooms.find")}</button></p>`}
      <div class="room-list-head">
        <h2>${t("rooms.direct")}</h2>
        ${opener("direct", "compose", t("rooms.newDirect"))}
      </div>
      <ul>${items(direct)}</ul>
      ${Opened && html`<${Opened} onClose=${() => setDialog(null)} />`}
    </nav>`;
}
