import { Composer } from "../messages/Composer.js";
import { Timeline } from "../messages/Timeline.js";
import { TypingLine } from "../messages/TypingLine.js";
import { useSignedIn } from "../session/signed-in.js";
import { t } from "../text/text.js";
import { html, useEvents } from "../view.js";
import { titleOf } from "./list.js";
import { RoomHeader } from "./RoomHeader.js";

/** @import { Room } from "../lib/chathub.js" */

/**
 * A room that is followed: what was said, who is typing, and the way to say something.
 * @param {{ room: Room }} properties
 */
export function OpenRoom({ room }) {
  const { people } = useSignedIn();
  useEvents(room, "change");
  const title = titleOf(room.info, username => people.nameOf(username));
  return html`
    <section class="open-room-page" aria-labelledby="room-title">
      <${RoomHeader} room=${room} info=${room.info} title=${title} />
      <${Timeline} room=${room} messages=${room.messages} title=${title} />
      <${TypingLine} usernames=${room.typing} />
      ${room.info.archived
        ? html`<p class="archived">${t("rooms.archived")}</p>`
        : html`<${Composer} room=${room} title=${title} />`}
    </section>`;
}
