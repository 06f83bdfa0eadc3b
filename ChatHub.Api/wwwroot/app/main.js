import { openSession } from "./session/session.js";
import { App } from "./shell/App.js";
import { loadText } from "./text/text.js";
import { html, render } from "./view.js";

await loadText();
render(html`<${App} />`, /** @type {HTMLElement} */ (document.getElementById("app")));
await openSession();
