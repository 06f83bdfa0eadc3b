import { useName } from "../people/people.js";
import { useSignedIn } from "../session/signed-in.js";
import { h, html, memo } from "../view.js";
import { parse } from "./markdown.js";
import { atMentions } from "./mentions.js";

/** @import { Piece } from "./markdown.js" */

const elements = {
  strong: "strong", emphasis: "em", deletion: "del", paragraph: "p", quote: "blockquote", item: "li",
  // A message has no place among the page's headings.
  heading: "p",
};

const none = /** @type {string[]} */ ([]);

/** A message's text, or its translation. What people write becomes text in elements of ours, never markup. */
export const MessageText = memo((/** @type {{ text: string, language?: string | null, mentions?: string[] }} */ { text, language, mentions = none }) => html`
  <div class="text" dir="auto" lang=${language ?? undefined}>${parse(text).map(piece => show(piece, mentions))}</div>`);

/**
 * @param {Piece} piece
 * @param {readonly string[]} mentions
 * @returns {any}
 */
function show(piece, mentions) {
  const children = () => "children" in piece ? piece.children.map(child => show(child, mentions)) : [];
  switch (piece.kind) {
    case "text": return atMentions(piece.text, mentions).map(({ text, username }) => username ? html`<${Mention} username=${username} text=${text} />` : text);
    case "break": return html`<br />`;
    case "rule": return html`<hr />`;
    case "code": return html`<code>${piece.text}</code>`;
    case "codeBlock": return html`<pre tabindex="0"><code>${piece.text}</code></pre>`;
    case "link": return html`<a href=${piece.href} target="_blank" rel="noopener noreferrer nofollow">${children()}</a>`;
    case "list": return piece.isOrdered ? html`<ol start=${piece.start}>${children()}</ol>` : html`<ul>${children()}</ul>`;
    default: return h(elements[piece.kind], piece.kind === "heading" ? { class: "heading" } : null, ...children());
  }
}

/** @param {{ username: string, text: string }} properties */
function Mention({ username, text }) {
  const { me } = useSignedIn();
  const name = useName(username);
  return html`<bdi class=${`mention ${username === me ? "is-me" : ""}`} title=${name}>${text}</bdi>`;
}
