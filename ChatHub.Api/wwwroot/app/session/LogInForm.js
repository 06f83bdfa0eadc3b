import { Field, Form } from "../shell/Form.js";
import { t } from "../text/text.js";
import { html } from "../view.js";
import { logIn } from "./session.js";

export function LogInForm() {
  return html`
    <${Form} key="log-in" submit=${t("session.logIn")} onSubmit=${(/** @type {FormData} */ form) => logIn(String(form.get("username")), String(form.get("password")))}>
      <${Field} name="username" label=${t("field.username")} required autofocus autocomplete="username" autocapitalize="none" spellcheck=${false} />
      <${Field} name="password" label=${t("field.password")} type="password" required autocomplete="current-password" />
    <//>`;
}
