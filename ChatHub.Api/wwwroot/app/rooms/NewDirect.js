import { useSignedIn } from "../session/signed-in.js";
import { Dialog } from "../shell/Dialog.js";
import { Field, Form } from "../shell/Form.js";
import { go } from "../shell/routes.js";
import { t } from "../text/text.js";
import { html } from "../view.js";

/** @param {{ onClose: () => void }} properties */
export function NewDirect({ onClose }) {
  const { rooms } = useSignedIn();

  /** @param {FormData} form */
  async function start(form) {
    const room = await rooms.openDirect(String(form.get("username")).trim());
    onClose();
    go({ page: "room", room });
  }

  return html`
    <${Dialog} title=${t("rooms.newDirect")} onClose=${onClose}>
      <${Form} submit=${t("rooms.newDirect.start")} onSubmit=${start}>
        <${Field} name="username" label=${t("field.username")} required autofocus autocomplete="off" autocapitalize="none" spellcheck=${false} />
      <//>
    <//>`;
}
