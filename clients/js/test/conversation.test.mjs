// A conversation over a real server, undisturbed.
import { MessagePackHubProtocol } from "@microsoft/signalr-protocol-msgpack";
import assert from "node:assert/strict";
import { test } from "node:test";
import { ChatError, connect } from "../dist/index.js";
import { http, newRoom, newUser, password, url } from "./support/server.mjs";
import { next, until } from "./support/waiting.mjs";

async function pair(t, { language, options } = {}) {
  const users = [await newUser({ language }), await newUser()];
  const name = await newRoom(users[0]);
  const chats = await Promise.all(users.map(({ username, password }) => connect({ url, username, password, ...options })));
  t.after(() => Promise.all(chats.map(chat => chat.close())));
  const rooms = await Promise.all(chats.map(chat => chat.join(name)));
  return { users, name, chats, rooms };
}

const shown = room => room.messages.map(({ id, text, status }) => [id, text, status]);

test("a message shows at once as pending, then once as sent, to both", async t => {
  const { rooms: [mine, theirs], users: [me] } = await pair(t);
  const heard = next(theirs, "message");
  const sending = mine.send("  hello 👋 ");
  assert.deepEqual(shown(mine), [[null, "  hello 👋 ", "pending"]]);
  const receipt = await sending;
  assert.equal(receipt.duplicate, false);
  assert.deepEqual(shown(mine), [[receipt.id, "hello 👋", "sent"]]);
  assert.equal((await heard).sender, me.username);
  assert.deepEqual(shown(theirs), shown(mine));
});

test("edits, reactions, replies and tombstones are merged", async t => {
  const { rooms: [mine, theirs], users: [me, other] } = await pair(t);
  const { id } = await mine.send("one");
  const { id: gone } = await mine.send("two");
  const { id: reply } = await theirs.send("three", { replyTo: id });
  await Promise.all([mine.edit(id, "one!"), mine.delete(gone), theirs.react(id, "👍"), mine.react(id, "👍")]);
  // Who has made a change sees it when the promise resolves.
  assert.deepEqual([mine.messages[0].text, mine.messages[1].deleted], ["one!", true]);
  await theirs.unreact(id, "👍");
  await until(() => theirs.messages[1].deleted && theirs.messages[0].reactions?.[0]?.users.length === 1);
  const [first, second, third] = theirs.messages;
  assert.deepEqual([first.text, first.revision, first.reactions], ["one!", 2, [{ emoji: "👍", users: [me.username] }]]);
  assert.deepEqual([second.id, second.text, second.deleted], [gone, undefined, true]);
  assert.deepEqual([third.id, third.replyTo, third.sender], [reply, id, other.username]);
  await until(() => JSON.stringify(mine.messages) === JSON.stringify(theirs.messages));
});

test("many sends at once keep their order", async t => {
  const { rooms: [mine, theirs] } = await pair(t);
  const texts = Array.from({ length: 100 }, (_, index) => `message ${index}`);
  const receipts = await Promise.all(texts.map(text => mine.send(text)));
  assert.deepEqual(receipts.map(receipt => receipt.id), [...receipts.map(receipt => receipt.id)].sort((a, b) => a - b));
  await until(() => theirs.messages.length === 100);
  assert.deepEqual(theirs.messages.map(message => message.text), texts);
});

test("everyone reads in their own language, and in another one from when they ask for it", async t => {
  const { rooms: [mine, theirs], chats: [chat] } = await pair(t, { language: "es" });
  const told = next(mine, "translation");
  const { id } = await theirs.send("good morning", { language: "en" });
  const { id: of, translation } = await told;
  assert.deepEqual([of, translation.text], [id, "[es] good morning"]);
  assert.deepEqual(mine.messages[0].translation, { language: "es", state: "ready", text: "[es] good morning", provider: "Pseudo" });
  assert.equal(theirs.messages[0].translation, undefined);
  await chat.setLanguage("fr");
  await until(() => mine.messages[0].translation?.text === "[fr] good morning");
  await theirs.send("good night", { language: "en" });
  await until(() => mine.messages[1]?.translation?.text === "[fr] good night");
  await chat.setLanguage(null);
  await theirs.send("good bye", { language: "en" });
  await until(() => mine.messages.length === 3);
  assert.deepEqual(mine.messages.map(message => message.translation), [undefined, undefined, undefined]);
});

test("a language that is none is refused, and the one before stays", async t => {
  const { rooms: [mine, theirs], chats: [chat], users: [{ username }] } = await pair(t, { language: "es" });
  await chat.setLanguage("fr");
  const setting = [chat.setLanguage("pt-br"), chat.setLanguage("de")];
  await assert.rejects(chat.setLanguage("no language"), error => error instanceof ChatError && error.code === "invalid_request" && error.errors.language.length === 1);
  // One after the other.
  await setting[0];
  assert.equal(chat.language, "pt-br");
  await setting[1];
  assert.equal(chat.language, "de");
  await theirs.send("good morning", { language: "en" });
  await until(() => mine.messages[0]?.translation?.text === "[de] good morning");
  await assert.rejects(connect({ url, username, password, language: "no language" }), { code: "invalid_request" });
});

test("history loads backwards, page by page, without a hole", async t => {
  const { rooms: [mine], name, users: [, other] } = await pair(t);
  await Promise.all(Array.from({ length: 30 }, (_, index) => mine.send(`${index}`)));
  await mine.react(mine.messages[0].id, "👍");
  const chat = await connect({ url, username: other.username, password });
  t.after(() => chat.close());
  const room = await chat.join(name, { backlog: 10 });
  assert.deepEqual(room.messages.map(message => message.text), Array.from({ length: 9 }, (_, index) => `${index + 21}`));
  while (await room.loadOlder(7));
  assert.equal(room.hasOlder, false);
  assert.deepEqual(JSON.parse(JSON.stringify(room.messages)), JSON.parse(JSON.stringify(mine.messages)));
});

test("a refusal is an error with a code, and shows as failed until it is discarded", async t => {
  const { rooms: [mine, theirs], users: [me, other], name } = await pair(t);
  await http("PUT", `/rooms/${name}/mutes/${other.username}`, { body: {}, token: me.accessToken });
  await assert.rejects(theirs.send("psst"), error => error instanceof ChatError && error.code === "muted");
  const [failed] = theirs.messages;
  assert.deepEqual([failed.status, failed.error.code], ["failed", "muted"]);
  await http("DELETE", `/rooms/${name}/mutes/${other.username}`, { token: me.accessToken });
  const { id } = await theirs.retry(failed.clientMessageId);
  assert.deepEqual(shown(theirs), [[id, "psst", "sent"]]);
  await assert.rejects(theirs.edit(id, " "), { code: "invalid_request" });
  await assert.rejects(mine.send("x".repeat(70_000)), { code: "message_too_long" });
  mine.discard(mine.messages.at(-1).clientMessageId);
  assert.equal(mine.messages.length, 1);
});

test("the same key with another text is a conflict, with the same one a duplicate", async t => {
  const { rooms: [mine] } = await pair(t);
  const first = await mine.send("once", { clientMessageId: "key-1" });
  const again = await mine.send("once", { clientMessageId: "key-1" });
  assert.deepEqual(again, { ...first, duplicate: true });
  await assert.rejects(mine.send("other", { clientMessageId: "key-1" }), { code: "conflict" });
  assert.deepEqual(mine.messages.map(message => message.status), ["sent", "failed"]);
});

test("the failed message of another room with the same key is another one", async t => {
  const { rooms: [, theirs], chats: [, theirChat], users: [me, other], name } = await pair(t);
  const elsewhere = await newRoom(me);
  const there = await theirChat.join(elsewhere);
  for (const room of [name, elsewhere]) await http("PUT", `/rooms/${room}/mutes/${other.username}`, { body: {}, token: me.accessToken });
  for (const room of [theirs, there]) await assert.rejects(room.send("psst", { clientMessageId: "key" }), { code: "muted" });
  there.discard("key");
  assert.deepEqual([theirs.messages.length, there.messages.length], [1, 0]);
  await assert.rejects(there.retry("key"), { code: "message_not_found" });
});

test("what no frame can hold is refused, and the connection lives on", async t => {
  const { rooms: [mine], chats: [chat] } = await pair(t);
  const { id } = await mine.send("short");
  const states = [];
  chat.on("state", state => states.push(state));
  const refused = Promise.all([
    assert.rejects(mine.edit(id, "x".repeat(70_000)), { code: "message_too_long" }),
    assert.rejects(mine.react(id, "👍".repeat(20_000)), { code: "invalid_request" }),
    assert.rejects(mine.send("a long key", { clientMessageId: "k".repeat(70_000) }), { code: "message_too_long" }),
    assert.rejects(chat.join("r".repeat(70_000)), { code: "invalid_request" }),
  ]);
  await Promise.race([refused, next(chat, "state")]);
  assert.deepEqual(states, []);
  await refused;
  await mine.edit(id, "still short");
  assert.equal(mine.messages[0].text, "still short");
});

test("rooms that cannot be joined say why", async t => {
  const { chats: [chat], users: [me, other], name } = await pair(t);
  await assert.rejects(chat.join("no-such-room"), { code: "room_not_found" });
  await http("PUT", `/rooms/${name}/bans/${other.username}`, { body: {}, token: me.accessToken });
  const banned = await connect({ url, username: other.username, password });
  t.after(() => banned.close());
  await assert.rejects(banned.join(name), { code: "banned" });
});

test("being removed closes the room, and so do leaving and unfollowing", async t => {
  const { rooms: [mine, theirs], chats: [, theirChat], users: [me, other], name } = await pair(t);
  const closed = next(theirs, "closed");
  await http("DELETE", `/rooms/${name}/members/${other.username}`, { token: me.accessToken });
  assert.equal((await closed).reason, "removed");
  assert.equal(theirs.closedBy, "removed");
  const again = await theirChat.join(name);
  await again.leave();
  assert.equal(again.closedBy, "left");
  assert.deepEqual((await mine.members()).map(member => member.username), [me.username]);
  await mine.unfollow();
  assert.equal(mine.closedBy, "unfollowed");
});

test("typing, read markers and presence reach the others", async t => {
  const { rooms: [mine, theirs], chats: [chat], users: [me, other], name } = await pair(t);
  const typing = next(mine, "typing");
  theirs.setTyping(true);
  assert.deepEqual(await typing, { room: name, username: other.username, typing: true });
  assert.deepEqual(mine.typing, [other.username]);
  const { id } = await theirs.send("done");
  await until(() => mine.typing.length === 0);
  const read = next(theirs, "read");
  await mine.markRead();
  assert.deepEqual(await read, { room: name, username: me.username, seq: id });
  assert.equal(mine.info.lastRead, id);
  const third = await newUser();
  const presence = next(chat, "presence", ({ users }) => users.some(user => user.username === third.username && user.online));
  const late = await connect({ url, username: third.username, password });
  t.after(() => late.close());
  await late.join(name);
  await presence;
});

test("a read marker that was refused can be moved there later", async t => {
  const { rooms: [mine, theirs] } = await pair(t);
  const seq = theirs.info.head + 1;
  await assert.rejects(theirs.markRead(seq), { code: "invalid_request" });
  await mine.send("now there is something");
  await until(() => theirs.messages.length === 1);
  await theirs.markRead(seq);
  assert.equal(theirs.info.lastRead, seq);
});

test("rooms that are not followed announce themselves", async t => {
  const { chats: [chat], users: [me, other] } = await pair(t);
  const told = next(chat, "rooms");
  const { room } = await http("POST", "/rooms/direct", { body: { username: me.username }, token: other.accessToken });
  assert.deepEqual((await told).items.map(item => item.room), [room]);
  assert.ok((await chat.rooms()).some(item => item.room === room && item.with === other.username));
  assert.equal((await chat.request("GET", `/rooms/${room}`)).kind, "direct");
});

test("a room that is joined while it is being unfollowed is followed", async t => {
  const { rooms: [mine, theirs], chats: [, theirChat], name } = await pair(t);
  const [, again] = await Promise.all([theirs.unfollow(), theirChat.join(name)]);
  assert.deepEqual([theirs.closedBy, again.closedBy], ["unfollowed", null]);
  const heard = next(again, "message");
  await mine.send("still there?");
  assert.equal((await heard).text, "still there?");
});

test("the same over MessagePack", async t => {
  const { rooms: [mine, theirs] } = await pair(t, { language: "es", options: { protocol: new MessagePackHubProtocol() } });
  const { id } = await theirs.send("hello", { language: "en" });
  await mine.react(id, "👍");
  await until(() => mine.messages[0]?.translation?.text === "[es] hello" && theirs.messages[0].reactions?.length === 1);
  assert.equal(typeof theirs.messages[0].at, "string");
});
