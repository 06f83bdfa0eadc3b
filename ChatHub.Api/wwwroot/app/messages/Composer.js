import { useSignedIn } from "../session/signed-in.js";
import { Icon } from "../shell/Icon.js";
import { t } from "../text/text.js";
import { html, useLayoutEffect, useRef, useState } from "../view.js";

/** @import { Room } from "../lib/chathub.js" */

/**
 * Where one writes: Enter sends, Shift+Enter begins a new line.
 * @param {{ room: Room, title: string }} properties
 */
export function Composer({ room, title }) {
  const { drafts } = useSignedIn();
  const field = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const [isEmpty, setEmpty] = useState(drafts.of(room.name).trim() === "");

  useLayoutEffect(() => {
    const area = /** @type {HTMLTextAreaElement} */ (field.current);
    area.value = drafts.of(room.name);
    fit(area);
    // On a touch screen the keyboard would cover what one came to read.
    if (matchMedia("(hover: hover)").matches) area.focus();
  }, [room]);

  /** @param {string} text */
  const take = text => {
    drafts.keep(room.name, text);
    setEmpty(text.trim() === "");
    fit(/** @type {HTMLTextAreaElement} */ (field.current));
  };

  const write = () => {
    const { value } = /** @type {HTMLTextAreaElement} */ (field.current);
    room.setTyping(value !== "");
    take(value);
  };

  /** @param {Event} [event] */
  const send = event => {
    event?.preventDefault();
    const area = /** @type {HTMLTextAreaElement} */ (field.current);
    if (area.value.trim() === "") return;
    // What becomes of it, the message itself shows.
    void room.send(area.value.trim()).catch(() => {});
    area.value = "";
    take("");
    area.focus();
  };

  /** @param {KeyboardEvent} event */
  const press = event => {
    // Enter may also end the composition of a character.
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) send(event);
  };
  return html`
    <form class="composer" onSubmit=${send}>
      <textarea ref=${field} rows="1" dir="auto" aria-label=${t("composer.label", { room: title })} placeholder=${t("composer.placeholder", { room: title })}
        onInput=${write} onKeyDown=${press}></textarea>
      <button class="send" aria-label=${t("composer.send")} title=${t("composer.send")} disabled=${isEmpty}><${Icon} name="send" /></button>
    </form>`;
}

/**
 * As high as its text; the style sheet says how high at most.
 * @param {HTMLTextAreaElement} area
 */
function fit(area) {
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight}px`;
}
