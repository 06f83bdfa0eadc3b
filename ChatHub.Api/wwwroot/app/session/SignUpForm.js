import { commonLanguages, ownLanguage } from "../settings/languages.js";
import { Field, Form, Labelled } from "../shell/Form.js";
import { t } from "../text/text.js";
import { html } from "../view.js";
import { signUp } from "./session.js";

/** @param {FormData} form */
const submit = form => signUp({
  username: String(form.get("username")),
  password: String(form.get("password")),
  displayName: String(form.get("displayName")).trim() || undefined,
  language: String(form.get("language")) || null,
});

export function SignUpForm() {
  return html`
    <${Form} key="sign-up" submit=${t("session.signUp")} onSubmit=${submit}>
      <${Field} name="username" label=${t("field.username")} hint=${t("field.username.hint")} required autofocus maxlength="64" autocomplete="username" autocapitalize="none" spellcheck=${false} />
      <${Field} name="displayName" label=${t("field.displayName")} hint=${t("field.displayName.hint")} maxlength="128" autocomplete="name" dir="auto" />
      <${Field} name="password" label=${t("field.password")} hint=${t("field.password.hint")} type="password" required minlength="8" autocomplete="new-password" />
      <${Labelled} name="language" label=${t("field.language")} hint=${t("field.language.hint")}>
        <select id="language" name="language" aria-describedby="language-hint">
          <option value="">${t("reading.none")}</option>
          ${commonLanguages().map(({ language, name }) => html`<option key=${language} value=${language} lang=${language} selected=${language === ownLanguage()}>${name}</option>`)}
        </select>
      <//>
    <//>`;
}
