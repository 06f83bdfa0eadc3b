// The mark-down basics of messages, as a tree of plain values. marked reads; what is shown for each token is decided here, and no HTML comes of it.
import { Lexer } from "../lib/marked.js";

/** @import { Token, Tokens } from "../lib/marked.js" */

/**
 * @typedef {{ kind: "text", text: string }
 *   | { kind: "code", text: string }
 *   | { kind: "codeBlock", text: string }
 *   | { kind: "break" } | { kind: "rule" }
 *   | { kind: "link", href: string, children: Piece[] }
 *   | { kind: "list", isOrdered: boolean, start: number, children: Piece[] }
 *   | { kind: "strong" | "emphasis" | "deletion" | "paragraph" | "quote" | "heading" | "item", children: Piece[] }} Piece
 */

/** What is nested deeper is shown as it was written: whoever shows it goes as deep, and must not run out of stack. */
const deepest = 20;

/** Whatever else a link may lead to, such as a script, is no link here. */
const linkSchemes = ["http:", "https:", "mailto:"];

/**
 * @param {string} text
 * @returns {Piece[]}
 */
export function parse(text) {
  try {
    return new Lexer({ gfm: true, breaks: true }).lex(text).flatMap(token => toPieces(token, 0));
  } catch {
    // marked gives up on what is nested too deeply.
    return [{ kind: "paragraph", children: [{ kind: "text", text }] }];
  }
}

/**
 * @param {Token} token
 * @param {number} depth How many others it stands in.
 * @returns {Piece[]}
 */
function toPieces(token, depth) {
  if (depth > deepest) return [{ kind: "text", text: token.raw }];
  const childrenOf = (/** @type {{ tokens?: Token[] }} */ { tokens = [] }) => tokens.flatMap(child => toPieces(child, depth + 1));
  switch (token.type) {
    case "space": return [];
    case "br": return [{ kind: "break" }];
    case "hr": return [{ kind: "rule" }];
    case "codespan": return [{ kind: "code", text: token.text }];
    case "code": return [{ kind: "codeBlock", text: token.text }];
    case "strong": return [{ kind: "strong", children: childrenOf(/** @type {any} */ (token)) }];
    case "em": return [{ kind: "emphasis", children: childrenOf(/** @type {any} */ (token)) }];
    case "del": return [{ kind: "deletion", children: childrenOf(/** @type {any} */ (token)) }];
    case "paragraph": return [{ kind: "paragraph", children: childrenOf(/** @type {any} */ (token)) }];
    case "heading": return [{ kind: "heading", children: childrenOf(/** @type {any} */ (token)) }];
    case "blockquote": return [{ kind: "quote", children: childrenOf(/** @type {any} */ (token)) }];
    case "list": return [listOf(/** @type {Tokens.List} */ (token), childrenOf)];
    case "link": return linkOf(/** @type {Tokens.Link} */ (token), childrenOf);
    case "text": return token.tokens ? childrenOf(/** @type {any} */ (token)) : [{ kind: "text", text: token.text }];
    case "escape": return [{ kind: "text", text: token.text }];
    // HTML, pictures, tables, definitions of links and what else there may be: as it was written.
    default: return [{ kind: "text", text: token.raw }];
  }
}

/**
 * @param {Tokens.List} list
 * @param {(item: Tokens.ListItem) => Piece[]} childrenOf
 * @returns {Piece}
 */
const listOf = (list, childrenOf) => ({
  kind: "list", isOrdered: list.ordered, start: Number(list.start) || 1,
  children: list.items.map(item => ({ kind: /** @type {const} */ ("item"), children: childrenOf(item) })),
});

/**
 * @param {Tokens.Link} link
 * @param {(link: Tokens.Link) => Piece[]} childrenOf
 * @returns {Piece[]}
 */
function linkOf(link, childrenOf) {
  const href = URL.canParse(link.href) ? new URL(link.href) : null;
  return href && linkSchemes.includes(href.protocol) ? [{ kind: "link", href: href.href, children: childrenOf(link) }] : [{ kind: "text", text: link.raw }];
}
