import { Icon } from "../shell/Icon.js";
import { t } from "../text/text.js";
import { html, useState } from "../view.js";

/** @import { RoomMessage } from "../lib/chathub.js" */

/**
 * While one is not at the end: the way there, and how many messages have come meanwhile.
 * @param {{ messages: readonly RoomMessage[], me: string, onClick: () => void }} properties
 */
export function ToNewest({ messages, me, onClick }) {
  const [seen] = useState(() => lastId(messages));
  const n = messages.filter(({ id, sender }) => id !== null && id > seen && sender !== me).length;
  return html`
    <button type="button" class="to-newest" onClick=${onClick} aria-label=${n > 0 ? undefined : t("messages.toNewest")}>
      <${Icon} name="down" />${n > 0 && t("messages.newBelow", { n })}
    </button>`;
}

/** @param {readonly RoomMessage[]} messages */
const lastId = messages => messages.reduce((last, { id }) => Math.max(last, id ?? 0), 0);
