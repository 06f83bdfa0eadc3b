// The room list.
import assert from "node:assert/strict";
import { test } from "node:test";
import { changed, followed, parted, slugOf } from "../wwwroot/app/rooms/list.js";
import { colourOf, initialsOf } from "../wwwroot/app/shell/initials.js";

const info = (room, more) => ({ room, kind: "room", title: room, topic: "", visibility: "public", archived: false, head: 9, ...more });
const message = (id, more) => ({ id, sender: "luis", ...more });
const titles = part => part.map(({ title }) => title);

test("changes come over what is known, and removed rooms go", () => {
  const rooms = changed(new Map([["a", info("a")], ["b", info("b")]]), { items: [info("a", { unread: 2 }), info("c")], removed: ["b"] });
  assert.deepEqual([...rooms.keys()], ["a", "c"]);
  assert.equal(rooms.get("a").unread, 2);
});

test("rooms are parted by what one can do with them, and stand by title", () => {
  const rooms = new Map([
    info("z", { role: "member", title: "Ärzte" }), info("y", { role: "member", title: "Zoo" }), info("x"), info("old", { archived: true }),
    info("dm-1", { kind: "direct", role: "member", with: "luis" }),
  ].map(each => [each.room, each]));
  const parts = parted(rooms, username => username.toUpperCase());
  assert.deepEqual(titles(parts.joined), ["Ärzte", "Zoo"]);
  assert.deepEqual(titles(parts.direct), ["LUIS"]);
  assert.deepEqual(titles(parts.open), ["x"]);
});

test("in a followed room, what is unread are the messages after the marker", () => {
  const messages = [message(3), message(5, { mentions: ["ada"] }), message(7), message(null)];
  const of = (lastRead, more) => {
    const { unread, mentions } = followed({ info: info("a", { lastRead, unread: 40, mentions: 4, ...more }), messages, hasOlder: true }, "ada");
    return [unread, mentions];
  };
  assert.deepEqual(of(7), [0, 0]);
  assert.deepEqual(of(4), [2, 1]);
  assert.deepEqual(of(1), [40, 4], "of what is not loaded, the server knows");
});

test("a room's address is made of its title", () => {
  assert.equal(slugOf("Equipo de Diseño!"), "equipo-de-diseno");
  assert.equal(slugOf("  "), "");
  assert.equal(slugOf("日本"), "");
});

test("people have initials in any script, and a colour that stays", () => {
  assert.deepEqual(["Ada Lovelace", "luis", "", "🙂", "Žofie č. Nová", "मीरा शर्मा", "a.b"].map(initialsOf), ["AL", "L", "", "", "ŽN", "मीश", "AB"]);
  assert.equal(colourOf("ada"), colourOf("ada"));
  assert.ok(colourOf("ada") >= 0 && colourOf("ada") < 8);
});
