import { notify } from "../shell/notices.js";
import { t } from "../text/text.js";
import { shownText } from "./Translation.js";

/** @import { RoomMessage } from "../lib/chathub.js" */
/** @import { MenuItem } from "../shell/Menu.js" */

/**
 * What a message's menu offers.
 * @param {RoomMessage} message
 * @param {boolean} isOriginal Whether its own text is shown, and no translation.
 * @returns {MenuItem[]}
 */
export function messageActions(message, isOriginal) {
  return [
    { label: t("messages.copy"), icon: "copy", action: () => void copy(shownText(message, isOriginal).text) },
  ];
}

/** @param {string} text */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    notify(t("messages.copied"));
  } catch {
    // Over plain HTTP there is no clipboard, save on this machine, and people may forbid it.
    notify(t("messages.notCopied"));
  }
}
