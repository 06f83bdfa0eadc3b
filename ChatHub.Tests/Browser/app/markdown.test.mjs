// The mark-down basics of messages.
import assert from "node:assert/strict";
import { test } from "node:test";
import { parse } from "../wwwroot/app/messages/markdown.js";
import { atMentions } from "../wwwroot/app/messages/mentions.js";

const text = written => ({ kind: "text", text: written });
const paragraph = (...children) => ({ kind: "paragraph", children });
/** All kinds within a text. */
const kindsIn = pieces => pieces.flatMap(piece => [piece.kind, ...kindsIn(piece.children ?? [])]);
const depthOf = pieces => 1 + Math.max(0, ...pieces.map(piece => depthOf(piece.children ?? [])));
const textIn = pieces => pieces.map(piece => piece.text ?? textIn(piece.children ?? [])).join("");

test("what is written is shown", () => {
  assert.deepEqual(parse("**a** *b* ~~c~~ `d`"), [paragraph(
    { kind: "strong", children: [text("a")] }, text(" "), { kind: "emphasis", children: [text("b")] }, text(" "), { kind: "deletion", children: [text("c")] }, text(" "), { kind: "code", text: "d" })]);
  assert.deepEqual(parse("one\ntwo"), [paragraph(text("one"), { kind: "break" }, text("two"))], "a new line is one");
  assert.deepEqual(parse("```js\na < b\n```"), [{ kind: "codeBlock", text: "a < b" }]);
  assert.deepEqual(parse("> a"), [{ kind: "quote", children: [paragraph(text("a"))] }]);
  assert.deepEqual(parse("3. a\n4. b"), [{ kind: "list", isOrdered: true, start: 3, children: [{ kind: "item", children: [text("a")] }, { kind: "item", children: [text("b")] }] }]);
  assert.deepEqual(parse("# a"), [{ kind: "heading", children: [text("a")] }]);
});

test("characters that HTML knows are themselves", () => {
  for (const written of ["a & b", "&amp;", "&lt;b&gt;", "1 < 2 > 0", "\"quoted\" 'too'", "`&amp;`", "# &lt;"]) {
    assert.equal(textIn(parse(written)), written.replace(/^# |`/g, ""), written);
  }
});

test("HTML is text", () => {
  for (const written of ["<b>a</b>", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "a <i onclick='x()'>b</i> c", "<!-- a -->", "<div>\n\n**a**\n\n</div>", "<a href=\"javascript:x()\">a</a>"]) {
    const pieces = parse(written);
    assert.deepEqual(kindsIn(pieces).filter(kind => !["text", "paragraph", "strong"].includes(kind)), [], written);
    assert.equal(textIn(pieces).replace(/\s+/g, ""), written.replace(/\s+|\*\*/g, ""), written);
  }
});

test("links lead to the web or to a mailbox, and nowhere else", () => {
  const linksIn = pieces => pieces.flatMap(piece => [...piece.kind === "link" ? [piece.href] : [], ...linksIn(piece.children ?? [])]);
  assert.deepEqual(linksIn(parse("[a](https://example.org/b) https://example.org/c <mailto:d@example.org>")), ["https://example.org/b", "https://example.org/c", "mailto:d@example.org"]);
  for (const href of ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "java&#10;script:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:x", "file:///etc/passwd", "//example.org", "/path", "blob:x", " javascript:alert(1)"]) {
    assert.deepEqual(linksIn(parse(`[a](${href})`)), [], href);
    assert.deepEqual(linksIn(parse(`[a](<${href}>)`)), [], href);
    assert.deepEqual(linksIn(parse(`[a][b]\n\n[b]: ${href}`)), [], href);
  }
});

test("what would define a link is what was written", () => {
  assert.equal(textIn(parse("[John]: hello")), "[John]: hello");
});

test("a picture is not loaded", () => {
  assert.deepEqual(parse("![a](https://example.org/a.png)"), [paragraph(text("![a](https://example.org/a.png)"))]);
});

test("whatever is written can be shown", () => {
  for (const written of ["[".repeat(4000), "*".repeat(4000), "> ".repeat(2000), "- ".repeat(2000), `${">".repeat(1000)}a`, `${"- ".repeat(1000)}a`, "**a _b ".repeat(500),  "`".repeat(4000), "<".repeat(4000), "_a".repeat(2000), "![".repeat(2000), "|a|\n|-|\n".repeat(400)]) {
    const pieces = parse(written);
    // Whoever shows it goes as deep.
    assert.ok(depthOf(pieces) < 64, written.slice(0, 10));
    assert.ok(pieces.length > 0, written.slice(0, 10));
  }
});

test("the names that the server found are mentions, and no others", () => {
  const found = (written, ...mentions) => atMentions(written, mentions).map(part => part.username ? `[${part.text}]` : part.text).join("");
  assert.equal(found("hi @ada and @luis", "ada"), "hi [@ada] and @luis");
  assert.equal(found("@Ada!", "ada"), "[@Ada]!");
  assert.equal(found("see @ada. And @ada.b", "ada", "ada.b"), "see [@ada]. And [@ada.b]");
  assert.equal(found("@adamant", "ada"), "@adamant");
  assert.equal(found("@josé, hi", "josé"), "[@josé], hi");
  assert.equal(found("@ada"), "@ada");
});
