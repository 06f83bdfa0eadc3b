import { sayError } from "../shell/errors.js";
import { Icon } from "../shell/Icon.js";
import { t } from "../text/text.js";
import { html } from "../view.js";

/** @import { Room, RoomMessage } from "../lib/chathub.js" */

/**
 * How it stands with a message of one's own that the server does not have yet.
 * @param {{ room: Room, message: RoomMessage }} properties
 */
export function Sending({ room, message }) {
  const { status, error, clientMessageId = "" } = message;
  if (status === "pending") return html`<p class="sending"><${Icon} name="clock" />${t("messages.pending")}</p>`;
  // That it fails once more shows here.
  const retry = () => void room.retry(clientMessageId).catch(() => {});
  return html`
    <p class="sending is-failed">
      <span role="alert">${t("messages.failed", { reason: sayError(error) })}</span>
      <button type="button" class="link" onClick=${retry}>${t("messages.retry")}</button>
      <button type="button" class="link" onClick=${() => room.discard(clientMessageId)}>${t("messages.discard")}</button>
    </p>`;
}
