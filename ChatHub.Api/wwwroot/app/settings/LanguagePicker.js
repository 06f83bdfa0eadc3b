import { Icon } from "../shell/Icon.js";
import { useSignedIn } from "../session/signed-in.js";
import { sayError } from "../shell/errors.js";
import { notify } from "../shell/notices.js";
import { t } from "../text/text.js";
import { html, useStore } from "../view.js";

/** Chooses the reading language; nothing where the server does not translate. */
export function LanguagePicker() {
  const { reading } = useSignedIn();
  const languages = useStore(reading.languages);
  const chosen = useStore(reading.language) ?? "";
  if (languages.length === 0) return null;
  const isListed = chosen === "" || languages.some(({ language }) => language === chosen);

  /** @param {Event} event */
  const choose = event => {
    const { value } = /** @type {HTMLSelectElement} */ (event.target);
    reading.choose(value || null).catch(error => notify(sayError(error)));
  };
  return html`
    <label class="language-picker">
      <${Icon} name="globe" />
      <span class="visually-hidden">${t("reading.label")}</span>
      <select value=${chosen} onChange=${choose}>
        <option value="">${t("reading.none")}</option>
        ${!isListed && html`<option value=${chosen}>${chosen}</option>`}
        ${languages.map(({ language, name }) => html`<option key=${language} value=${language} lang=${language}>${name}</option>`)}
      </select>
    </label>`;
}
