import { html, useState } from "../view.js";
import { t, tIfAny } from "../text/text.js";
import { Icon } from "../shell/Icon.js";
import { Fault } from "../shell/Form.js";
import { LogInForm } from "./LogInForm.js";
import { SignUpForm } from "./SignUpForm.js";

/**
 * The way in: logging in, or signing up.
 * @param {{ endedBy?: string, error?: unknown }} properties
 */
export function SignIn({ endedBy, error }) {
  const [isNew, setNew] = useState(false);
  return html`
    <main class="sign-in">
      <div class="sign-in-card">
        <${Icon} name="logo" />
        <h1>${t(isNew ? "session.welcomeNew" : "session.welcome")}</h1>
        <p class="lead">${t("session.lead")}</p>
        ${endedBy && html`<p class="note" role="status">${tIfAny(`session.ended.${endedBy}`) ?? t("session.ended.session_ended")}</p>`}
        <${Fault} error=${error} />
        <${isNew ? SignUpForm : LogInForm} />
        <p class="sign-in-other">
          ${t(isNew ? "session.haveAccount" : "session.haveNoAccount")}${" "}
          <button type="button" class="link" onClick=${() => setNew(!isNew)}>${t(isNew ? "session.logIn" : "session.signUp")}</button>
        </p>
      </div>
    </main>`;
}
