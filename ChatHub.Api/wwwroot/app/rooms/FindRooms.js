import { useSignedIn } from "../session/signed-in.js";
import { Dialog } from "../shell/Dialog.js";
import { t } from "../text/text.js";
import { html, useEffect } from "../view.js";
import { OpenRooms } from "./OpenRooms.js";

/** @param {{ onClose: () => void }} properties */
export function FindRooms({ onClose }) {
  const { rooms } = useSignedIn();
  // Of rooms that one is not in, nobody tells when there are new ones.
  useEffect(() => { void rooms.read(); }, [rooms]);
  return html`<${Dialog} title=${t("rooms.find")} onClose=${onClose}><${OpenRooms} onChosen=${onClose} /><//>`;
}
