import { useSignedIn } from "../session/signed-in.js";
import { listOf } from "../text/lists.js";
import { t } from "../text/text.js";
import { html, useStore } from "../view.js";

/** @import { Reaction } from "../lib/chathub.js" */

/** @param {{ reactions: Reaction[] }} properties */
export function Reactions({ reactions }) {
  const { me, people } = useSignedIn();
  useStore(people.names);
  return html`
    <ul class="reactions">
      ${reactions.map(({ emoji, users }) => {
        const label = t("messages.reaction", { n: users.length, emoji, names: listOf(users.map(user => people.nameOf(user))) });
        return html`
          <li key=${emoji} class=${`reaction ${users.includes(me) ? "is-mine" : ""}`} title=${label}>
            <span aria-hidden="true">${emoji} ${users.length}</span><span class="visually-hidden">${label}</span>
          </li>`;
      })}
    </ul>`;
}
