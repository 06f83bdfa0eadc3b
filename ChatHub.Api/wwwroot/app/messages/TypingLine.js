import { useSignedIn } from "../session/signed-in.js";
import { listOf } from "../text/lists.js";
import { t } from "../text/text.js";
import { html, useStore } from "../view.js";

/** Who is typing; it has its place even when nobody is, so that nothing moves. @param {{ usernames: readonly string[] }} properties */
export function TypingLine({ usernames }) {
  const { people } = useSignedIn();
  useStore(people.names);
  const names = usernames.map(username => people.nameOf(username));
  const text = names.length > 3 ? t("typing.many") : names.length > 1 ? t("typing.more", { names: listOf(names) }) : names.length > 0 ? t("typing.one", { name: names[0] }) : "";
  return html`<p class="typing" dir="auto">${text && html`<span class="typing-dots" aria-hidden="true"><i></i><i></i><i></i></span>`}${text}</p>`;
}
