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

/** Whatever else a link may lead to, such as a script, is no link here. */
const linkSchemes = ["http:", "https:", "mailto:"];

/**
 * @param {string} text
 * @returns {Piece[]}
 */
export function parse(text) {
  try {
    return new Lexer({ gfm: true, breaks: true }).lex(text).flatMap(toPieces);
  } catch {
    // marked gives up on what is nested too deeply.
    return [{ kind: "paragraph", children: [{ kind: "text", text }] }];
  }
}

/**
 * @param {Token} token
 * @returns {Piece[]}
 */
function toPieces(token) {
  switch (token.type) {
    case "space": case "def": return [];
    case "br": return [{ kind: "break" }];
    case "hr": return [{ kind: "rule" }];
    case "codespan": return [{ kind: "code", text: token.text }];
    case "code": return [{ kind: "codeBlock", text: token.text }];
    case "strong": return [{ kind: "strong", children: childrenOf(token) }];
    case "em": return [{ kind: "emphasis", children: childrenOf(token) }];
    case "del": return [{ kind: "deletion", children: childrenOf(token) }];
    case "paragraph": return [{ kind: "paragraph", children: childrenOf(token) }];
    case "heading": return [{ kind: "heading", children: childrenOf(token) }];
    case "blockquote": return [{ kind: "quote", children: childrenOf(token) }];
    case "list": return [listOf(/** @type {Tokens.List} */ (token))];
    case "link": return linkOf(/** @type {Tokens.Link} */ (token));
    case "text": return token.tokens ? childrenOf(token) : [{ kind: "text", text: token.text }];
    case "escape": return [{ kind: "text", text: token.text }];
    // HTML, pictures, tables and what else there may be: as it was written.
    default: return [{ kind: "text", text: token.raw }];
  }
}

/** @param {Token} token */
const childrenOf = token => /** @type {{ tokens?: Token[] }} */ (token).tokens?.flatMap(toPieces) ?? [];

/**
 * @param {Tokens.List} list
 * @returns {Piece}
 */
const listOf = list => ({
  kind: "list", isOrdered: list.ordered, start: Number(list.start) || 1,
  children: list.items.map(item => ({ kind: /** @type {const} */ ("item"), children: childrenOf(item) })),
});

/**
 * @param {Tokens.Link} link
 * @returns {Piece[]}
 */
function linkOf(link) {
  const href = URL.canParse(link.href) ? new URL(link.href) : null;
  return href && linkSchemes.includes(href.protocol) ? [{ kind: "link", href: href.href, children: childrenOf(link) }] : [{ kind: "text", text: link.raw }];
}
