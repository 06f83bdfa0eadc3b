import { languageName } from "../text/lists.js";
import { t } from "../text/text.js";
import { html } from "../view.js";

/** @import { RoomMessage } from "../lib/chathub.js" */

/**
 * Which text of a message is shown: its own, or the translation unless the reader wants the original.
 * @param {RoomMessage} message
 * @param {boolean} isOriginal
 */
export function shownText({ text = "", language, translation }, isOriginal) {
  const isTranslated = translation?.state === "ready" && translation.text !== undefined && !isOriginal;
  return isTranslated ? { text: translation.text ?? "", language: translation.language } : { text, language };
}

/**
 * The line below a message that says what its reader reads: a translation, the original, or that there is none yet.
 * @param {{ message: RoomMessage, isOriginal: boolean, onToggle: () => void }} properties
 */
export function TranslationLine({ message, isOriginal, onToggle }) {
  const { translation, language } = message;
  switch (translation?.state) {
    case "pending": return html`<p class="translation">${t("translation.pending")}</p>`;
    case "failed": return html`<p class="translation">${t("translation.failed")}</p>`;
    case "ready": return html`
      <p class="translation">
        ${isOriginal ? originalOf(language) : language ? t("translation.from", { language: languageName(language) }) : t("translation.done")}
        <span aria-hidden="true"> · </span>
        <button type="button" class="link" onClick=${onToggle}>${t(isOriginal ? "translation.showTranslation" : "translation.showOriginal")}</button>
      </p>`;
    default: return null;
  }
}

/** @param {string | null | undefined} language */
const originalOf = language => language ? t("translation.original", { language: languageName(language) }) : t("translation.originalUnknown");
