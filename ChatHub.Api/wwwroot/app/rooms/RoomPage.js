import { useSignedIn } from "../session/signed-in.js";
import { go } from "../shell/routes.js";
import { sayError } from "../shell/errors.js";
import { html, useEffect, useState } from "../view.js";
import { t } from "../text/text.js";
import { OpenRoom } from "./OpenRoom.js";

/** @import { Room } from "../lib/chathub.js" */

/**
 * The room that the address names: opened, or why it cannot be.
 * @param {{ name: string }} properties
 */
export function RoomPage({ name }) {
  const { rooms } = useSignedIn();
  const [opened, setOpened] = useState(/** @type {{ name: string, room?: Room, error?: unknown }} */ ({ name }));

  useEffect(() => {
    let isWanted = true;
    rooms.open(name).then(room => { if (isWanted) setOpened({ name, room }); }, error => { if (isWanted) setOpened({ name, error }); });
    return () => { isWanted = false; };
  }, [rooms, name]);

  // Until the other room is open, that is not the one before.
  const { room, error } = opened.name === name ? opened : {};
  if (room) return html`<${OpenRoom} key=${name} room=${room} />`;
  return html`
    <div class="room-opening" aria-busy=${!error}>
      ${error
        ? html`<p class="fault" role="alert">${sayError(error)}</p><button type="button" onClick=${() => go({ page: "home" })}>${t("action.back")}</button>`
        : html`<p class="hint">${t("app.opening")}</p>`}
    </div>`;
}
