import { useSignedIn } from "../session/signed-in.js";
import { Dialog } from "../shell/Dialog.js";
import { Field, Form } from "../shell/Form.js";
import { go } from "../shell/routes.js";
import { t } from "../text/text.js";
import { html, useState } from "../view.js";
import { slugOf } from "./list.js";

/** @param {{ onClose: () => void }} properties */
export function CreateRoom({ onClose }) {
  const { rooms } = useSignedIn();
  const [name, setName] = useState("");
  const [isNamed, setNamed] = useState(false);

  /** @param {FormData} form */
  async function create(form) {
    const room = String(form.get("room"));
    await rooms.create({ room, title: String(form.get("title")).trim(), topic: String(form.get("topic")).trim(), visibility: form.has("private") ? "private" : "public" });
    onClose();
    go({ page: "room", room });
  }

  // The address follows the title until it is given by hand.
  const titled = (/** @type {InputEvent} */ event) => { if (!isNamed) setName(slugOf(valueOf(event))); };
  const named = (/** @type {InputEvent} */ event) => {
    setNamed(true);
    setName(valueOf(event));
  };
  return html`
    <${Dialog} title=${t("rooms.create")} onClose=${onClose}>
      <${Form} submit=${t("rooms.create")} onSubmit=${create}>
        <${Field} name="title" label=${t("field.roomTitle")} required autofocus maxlength="128" dir="auto" autocomplete="off" onInput=${titled} />
        <${Field} name="room" label=${t("field.roomName")} hint=${t("field.roomName.hint")} required pattern="[a-z0-9_\\-]{1,64}" title=${t("rooms.slug.invalid")}
          value=${name} autocomplete="off" autocapitalize="none" spellcheck=${false} onInput=${named} />
        <${Field} name="topic" label=${t("field.topic")} hint=${t("field.topic.hint")} maxlength="1024" dir="auto" autocomplete="off" />
        <label class="check"><input type="checkbox" name="private" /> ${t("field.private")}</label>
      <//>
    <//>`;
}

/** @param {InputEvent} event */
const valueOf = event => /** @type {HTMLInputElement} */ (event.target).value;
