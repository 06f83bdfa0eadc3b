import { useSignedIn } from "../session/signed-in.js";
import { Icon } from "../shell/Icon.js";
import { addressOf } from "../shell/routes.js";
import { t } from "../text/text.js";
import { html, useState, useStore } from "../view.js";
import { parted } from "./list.js";

/**
 * The public rooms that one is not in, to be joined: to open one is to join it.
 * @param {{ onChosen?: () => void }} properties
 */
export function OpenRooms({ onChosen }) {
  const { rooms, people } = useSignedIn();
  const [filter, setFilter] = useState("");
  const all = useStore(rooms.all);
  if (!all) return null;
  const { open } = parted(all, username => people.nameOf(username));
  if (open.length === 0) return html`<p class="hint">${t("rooms.find.none")}</p>`;

  const wanted = filter.trim().toLocaleLowerCase();
  const found = open.filter(({ info, title }) => [info.room, title, info.topic].some(text => text.toLocaleLowerCase().includes(wanted)));
  return html`
    <div class="open-rooms">
      <input type="search" aria-label=${t("rooms.find.filter")} placeholder=${t("rooms.find.filter")} dir="auto" value=${filter}
        onInput=${(/** @type {InputEvent} */ event) => setFilter(/** @type {HTMLInputElement} */ (event.target).value)} />
      <ul>
        ${found.map(({ info, title }) => html`
          <li key=${info.room} class="open-room">
            <${Icon} name="hash" />
            <span class="open-room-text"><bdi class="open-room-title">${title}</bdi><span class="hint" dir="auto">${info.topic}</span></span>
            <a class="button" href=${addressOf({ page: "room", room: info.room })} onClick=${onChosen} aria-label=${`${t("rooms.join")}: ${title}`}>${t("rooms.join")}</a>
          </li>`)}
      </ul>
      ${found.length === 0 && html`<p class="hint">${t("rooms.find.noMatch")}</p>`}
    </div>`;
}
