import { t } from "../text/text.js";
import { html } from "../view.js";
import { OpenRooms } from "./OpenRooms.js";

/** Where no room is open. */
export function Home() {
  return html`
    <div class="home">
      <h1>${t("rooms.home")}</h1>
      <p class="lead">${t("rooms.home.lead")}</p>
      <${OpenRooms} />
    </div>`;
}
