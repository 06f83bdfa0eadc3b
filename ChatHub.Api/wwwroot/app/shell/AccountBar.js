import { logOut } from "../session/session.js";
import { useSignedIn } from "../session/signed-in.js";
import { useName } from "../people/people.js";
import { t } from "../text/text.js";
import { html } from "../view.js";
import { Avatar } from "./Avatar.js";
import { sayError } from "./errors.js";
import { Menu } from "./Menu.js";
import { notify } from "./notices.js";

/** Who is logged in, and what they can do about themselves. */
export function AccountBar() {
  const { me } = useSignedIn();
  const name = useName(me);
  const items = [
    { label: t("session.logOut"), icon: /** @type {const} */ ("logOut"), action: () => void logOut().catch(error => notify(sayError(error))) },
  ];
  return html`
    <header class="account-bar">
      <${Avatar} username=${me} name=${name} />
      <span class="account-name"><bdi>${name}</bdi>${name !== me && html`<small><bdi>@${me}</bdi></small>`}</span>
      <${Menu} label=${t("session.account", { name })} items=${items} />
    </header>`;
}
