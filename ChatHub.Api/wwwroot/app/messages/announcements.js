import { useSignedIn } from "../session/signed-in.js";
import { announceMessage } from "../shell/live.js";
import { t } from "../text/text.js";
import { useEffect } from "../view.js";

/** @import { Room } from "../lib/chathub.js" */

/**
 * Has what others say read aloud.
 * @param {Room} room
 */
export function useAnnouncements(room) {
  const { me, people } = useSignedIn();
  useEffect(() => room.on("message", ({ sender, text }) => {
    if (sender !== me && text) announceMessage(t("messages.announced", { name: people.nameOf(sender), text }));
  }), [room]);
}
