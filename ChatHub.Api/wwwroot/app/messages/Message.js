import { useName } from "../people/people.js";
import { Avatar } from "../shell/Avatar.js";
import { Menu } from "../shell/Menu.js";
import { fullTime, shortTime, timeOfDay } from "../text/dates.js";
import { t } from "../text/text.js";
import { html, memo } from "../view.js";
import { messageActions } from "./actions.js";
import { MessageText } from "./MessageText.js";
import { Reactions } from "./Reactions.js";
import { Sending } from "./Sending.js";
import { shownText, TranslationLine } from "./Translation.js";

/** @import { Room, RoomMessage } from "../lib/chathub.js" */

/**
 * @typedef {object} MessageProperties
 * @property {Room} room
 * @property {RoomMessage} message
 * @property {string} rowKey
 * @property {boolean} isFirst Whether it stands with the sender's name.
 * @property {boolean} isOriginal Whether its reader wants the original.
 * @property {boolean} isTabStop Whether it is the one message in the page's tab order.
 * @property {RoomMessage} [repliedTo] What it answers, if that is loaded.
 * @property {(key: string) => void} onToggle Shows the original, or the translation again.
 */

/** A message in the timeline. */
export const Message = memo((/** @type {MessageProperties} */ { room, message, rowKey, isFirst, isOriginal, isTabStop, repliedTo, onToggle }) => {
  const { sender, at, status, deleted, editedAt, mentions, reactions, replyTo } = message;
  const name = useName(sender);
  const date = new Date(at);
  const shown = shownText(message, isOriginal);
  return html`
    <li class=${`message is-${status} ${isFirst ? "is-first" : ""}`} data-key=${rowKey} data-id=${message.id} tabindex=${isTabStop ? 0 : -1}>
      <div class="message-side">
        ${isFirst ? html`<${Avatar} username=${sender} name=${name} />` : html`<time class="message-time" datetime=${at} title=${fullTime(date)}>${shortTime(date)}</time>`}
      </div>
      <article class="message-body" aria-label=${`${name}, ${timeOfDay(date)}`}>
        ${isFirst && html`<header><bdi class="message-sender" title=${`@${sender}`}>${name}</bdi><time datetime=${at} title=${fullTime(date)}>${timeOfDay(date)}</time></header>`}
        ${replyTo && (repliedTo ? html`<${Reply} to=${repliedTo} />` : html`<p class="reply">${t("messages.replyToOlder")}</p>`)}
        ${deleted
          ? html`<p class="tombstone">${t("messages.deleted")}</p>`
          : html`<${MessageText} text=${shown.text} language=${shown.language} mentions=${mentions} />`}
        <div class="message-notes">
          ${editedAt && !deleted && html`<span title=${t("messages.edited.at", { time: fullTime(new Date(editedAt)) })}>${t("messages.edited")}</span>`}
          <${TranslationLine} message=${message} isOriginal=${isOriginal} onToggle=${() => onToggle(rowKey)} />
        </div>
        ${reactions && reactions.length > 0 && html`<${Reactions} reactions=${reactions} />`}
        ${status !== "sent" && html`<${Sending} room=${room} message=${message} />`}
      </article>
      ${!deleted && html`<div class="message-actions"><${Menu} label=${t("messages.actions")} items=${messageActions(message, isOriginal)} /></div>`}
    </li>`;
});

/** @param {{ to: RoomMessage }} properties */
function Reply({ to }) {
  const name = useName(to.sender);
  const { text, language } = shownText(to, false);
  return html`<div class="reply"><p>${t("messages.replyTo", { name })}</p>${text && html`<q dir="auto" lang=${language ?? undefined}>${text}</q>`}</div>`;
}
