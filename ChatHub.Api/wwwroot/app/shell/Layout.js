import { Home } from "../rooms/Home.js";
import { RoomList } from "../rooms/RoomList.js";
import { RoomPage } from "../rooms/RoomPage.js";
import { useSignedIn } from "../session/signed-in.js";
import { t, tIfAny } from "../text/text.js";
import { html, useEffect, useStore } from "../view.js";
import { AccountBar } from "./AccountBar.js";
import { Banner } from "./Banner.js";
import { notify } from "./notices.js";
import { go, route } from "./routes.js";

/** The list on one side and what is open on the other; on a phone, one of them at a time. */
export function Layout() {
  const { rooms } = useSignedIn();
  const at = useStore(route);
  useEffect(() => rooms.onClosed((name, title, reason) => {
    notify(tIfAny(`rooms.closed.${reason}`, { room: title }) ?? t("error.room_not_found"));
    if (route.value.page === "room" && route.value.room === name) go({ page: "home" });
  }), [rooms]);
  return html`
    <div class=${`layout at-${at.page}`}>
      <${Banner} />
      <aside class="side">
        <${AccountBar} />
        <${RoomList} />
      </aside>
      <main class="content" id="content" tabindex="-1">
        ${at.page === "room" ? html`<${RoomPage} name=${at.room} />` : html`<${Home} />`}
      </main>
    </div>`;
}
