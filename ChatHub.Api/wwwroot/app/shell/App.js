import { session } from "../session/session.js";
import { SignedInContext } from "../session/signed-in.js";
import { SignIn } from "../session/SignIn.js";
import { t } from "../text/text.js";
import { html, useStore } from "../view.js";
import { Layout } from "./Layout.js";
import { LiveRegions } from "./LiveRegions.js";
import { NoticeList } from "./NoticeList.js";

export function App() {
  const state = useStore(session);
  return html`
    ${state.phase === "opening" && html`<p class="splash">${t("app.opening")}</p>`}
    ${state.phase === "signedOut" && html`<${SignIn} endedBy=${state.endedBy} error=${state.error} />`}
    ${state.phase === "signedIn" && html`<${SignedInContext.Provider} value=${state.signedIn}><${Layout} /><//>`}
    <${NoticeList} />
    <${LiveRegions} />`;
}
