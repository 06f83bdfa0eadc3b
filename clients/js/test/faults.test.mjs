// Connections that are cut, at every point of joining and sending: the end is the same as without.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { connect, memoryStorage } from "../dist/index.js";
import { startProxy } from "./support/proxy.mjs";
import { http, logOf, newRoom, newUser, postedTo, url } from "./support/server.mjs";
import { next, until } from "./support/waiting.mjs";

const backoff = { first: 10, most: 100 };
const texts = ["one", "two", "three", "four"];

async function setting(t) {
  const [owner, user] = [await newUser(), await newUser({ language: "es" })];
  const [name, proxy] = [await newRoom(owner), await startProxy(url)];
  t.after(() => proxy.close());
  const open = async (more = {}) => {
    const chat = await connect({ url: proxy.url, accessToken: user.accessToken, refreshToken: user.refreshToken, backoff, ...more });
    t.after(() => chat.close());
    return chat;
  };
  return { owner, user, name, proxy, open };
}

/** What somebody sees who came later and was never disturbed. */
async function undisturbed(t, name) {
  const reader = await newUser({ language: "es" });
  const chat = await connect({ url, username: reader.username, password: reader.password });
  t.after(() => chat.close());
  return await chat.join(name, { backlog: 200 });
}

const state = room => JSON.parse(JSON.stringify(room.messages));

const cutAnywhere = direction => async t => {
  const { owner, user, proxy, open } = await setting(t);
  // Each turn cuts at the next chunk after the one before, until a whole turn was over before its cut.
  let turns = 0;
  for (let at = 1, wasCut = true; wasCut; at++, turns++) {
    const room = await newRoom(owner);
    wasCut = false;
    proxy.chunks[direction] = 0;
    proxy.cut = (way, number) => way === direction && number === at && (wasCut = true);
    const chat = await open();
    const joined = await chat.join(room);
    const receipts = await Promise.all(texts.map(text => joined.send(text, { language: "en" })));
    await joined.react(receipts[0].id, "👍");
    await joined.edit(receipts[1].id, "two!");
    await joined.delete(receipts[2].id);
    await until(() => joined.messages[3]?.translation?.state === "ready" && joined.messages[1].translation?.text === "[es] two!", `all is translated, cut ${direction} at ${at}`);
    assert.deepEqual(state(joined), state(await undisturbed(t, room)), `cut ${direction} at ${at}`);
    assert.deepEqual(await postedTo(room, user), ["one", "two!", undefined, "four"], `cut ${direction} at ${at}`);
    proxy.cut = null;
    await chat.close();
  }
  assert.ok(turns > 10, `${turns} turns`);
};

test("a cut at any chunk on its way to the server loses nothing and sends nothing twice", cutAnywhere("up"));

test("a cut at any chunk on its way to the client loses nothing and sends nothing twice", cutAnywhere("down"));

test("what others say while the connection is away comes after it, once and in order", async t => {
  const { owner, name, proxy, open } = await setting(t);
  const chat = await open();
  const room = await chat.join(name);
  const heard = [];
  room.on("message", message => heard.push(message.text));
  proxy.isDown = true;
  proxy.drop();
  await until(() => chat.state === "connecting");
  for (const text of texts) await http("POST", `/rooms/${name}/messages`, { body: { text }, token: owner.accessToken });
  proxy.isDown = false;
  await until(() => room.messages.length === 4);
  assert.deepEqual(heard, texts);
});

test("what is sent while the connection is away goes out when it is back, in its order", async t => {
  const { user, name, proxy, open } = await setting(t);
  const chat = await open();
  const room = await chat.join(name);
  proxy.isDown = true;
  proxy.drop();
  const sending = texts.map(text => room.send(text));
  assert.deepEqual(room.messages.map(message => message.status), texts.map(() => "pending"));
  await until(() => proxy.connections > 3);
  proxy.isDown = false;
  await Promise.all(sending);
  assert.deepEqual(await postedTo(name, user), texts);
});

test("what was not sent outlives its client, and goes out before what comes after", async t => {
  const { user, name, proxy, open } = await setting(t);
  const storage = memoryStorage();
  const first = await open({ storage });
  const room = await first.join(name);
  proxy.isDown = true;
  proxy.drop();
  const lost = room.send("one");
  room.send("two");
  await first.close();
  await assert.rejects(lost, { code: "closed" });
  proxy.isDown = false;
  const second = await open({ storage });
  const again = await second.join(name);
  await again.send("three");
  assert.deepEqual(again.messages.map(message => message.text), ["one", "two", "three"]);
  assert.deepEqual(await postedTo(name, user), ["one", "two", "three"]);
});

test("a client that resumes hears what came since the one before it, once and in order", async t => {
  const { owner, name, open } = await setting(t);
  const say = text => http("POST", `/rooms/${name}/messages`, { body: { text }, token: owner.accessToken });
  const storage = memoryStorage();
  const hear = async () => {
    const chat = await open({ storage });
    const room = await chat.join(name, { resume: true });
    const heard = [];
    room.on("message", message => heard.push(message.text));
    return { chat, room, heard };
  };
  await say("before any of them");
  const first = await hear();
  await say("one");
  await until(() => first.heard.length === 1);
  await first.chat.close();
  await say("two");
  await say("three");
  const second = await hear();
  await until(() => second.heard.length === 2);
  assert.deepEqual([first.heard, second.heard], [["one"], ["two", "three"]]);
  assert.deepEqual(second.room.messages.map(message => message.text), ["two", "three"]);
  assert.equal(await second.room.loadOlder(), false);
  assert.deepEqual(second.room.messages.map(message => message.text), ["before any of them", "one", "two", "three"]);
  await second.chat.close();
  const third = await hear();
  await say("four");
  await until(() => third.heard.length === 1);
  assert.deepEqual(third.heard, ["four"]);
});

test("what clients of one storage could not send outlives them all, however many they are", async t => {
  const { user, name, proxy, open } = await setting(t);
  const storage = memoryStorage();
  const chats = [];
  for (let count = 0; count < 10; count++) chats.push(await open({ storage }));
  const rooms = await Promise.all(chats.map(chat => chat.join(name)));
  proxy.isDown = true;
  proxy.drop();
  const all = Array.from({ length: 20 }, (_, index) => `message ${index}`);
  // Each client has two of them, and those of the others between.
  for (const [index, text] of all.entries()) {
    rooms[index % 10].send(text);
    await new Promise(resolve => setTimeout(resolve, 2));
  }
  await Promise.all(chats.map(chat => chat.close()));
  proxy.isDown = false;
  const last = await (await open({ storage })).join(name);
  await until(() => last.messages.length === 20 && last.messages.every(message => message.status === "sent"));
  assert.deepEqual(await postedTo(name, user), all);
});

test("what a client could not send is sent by one that was there before it, time and again", async t => {
  const { user, name, proxy, open } = await setting(t);
  const storage = memoryStorage();
  const room = await (await open({ storage })).join(name);
  for (const text of texts) {
    const other = await open({ storage });
    const theirs = await other.join(name);
    proxy.isDown = true;
    proxy.drop();
    theirs.send(text);
    await other.close();
    await until(() => room.messages.at(-1)?.text === text && room.messages.at(-1).status === "pending");
    proxy.isDown = false;
    await until(() => room.messages.at(-1).status === "sent");
  }
  assert.deepEqual(await postedTo(name, user), texts);
});

test("what was on its way when the room was closed fails with the server's word, and nothing more is sent", async t => {
  const { owner, user, name, proxy, open } = await setting(t);
  const chat = await open();
  const room = await chat.join(name);
  proxy.isDown = true;
  proxy.drop();
  const sending = room.send("too late");
  await until(() => chat.state === "connecting");
  await remove(name, user, owner);
  proxy.isDown = false;
  await assert.rejects(sending, { code: "forbidden" });
  assert.deepEqual(room.messages.map(message => [message.status, message.error?.code]), [["failed", "forbidden"]]);
  await assert.rejects(room.send("much too late"), { code: "closed" });
  assert.equal(room.messages.length, 1);
  room.discard(room.messages[0].clientMessageId);
  assert.deepEqual(room.messages, []);
  assert.deepEqual(await postedTo(name, owner), []);
});

test("a message whose receipt was lost is not sent twice by the next client", async t => {
  const { user, name, proxy, open } = await setting(t);
  const storage = memoryStorage();
  const first = await open({ storage });
  const room = await first.join(name);
  // It gets there; nothing comes back.
  proxy.cut = direction => direction === "down" && (proxy.isDown = true);
  room.send("once").catch(() => {});
  await until(async () => (await postedTo(name, user)).length === 1);
  await until(() => proxy.isDown);
  await first.close();
  [proxy.cut, proxy.isDown] = [null, false];
  const second = await open({ storage });
  const again = await second.join(name);
  await until(() => again.messages.length === 1 && again.messages[0].status === "sent");
  assert.deepEqual(await postedTo(name, user), ["once"]);
});

test("a client that is connecting for the first time keeps trying", async t => {
  const { name, proxy, open } = await setting(t);
  const chat = await open();
  proxy.isDown = true;
  proxy.drop();
  const joining = chat.join(name);
  const sending = joining.then(room => room.send("hello"));
  await until(() => proxy.connections > 3);
  proxy.isDown = false;
  assert.equal((await sending).duplicate, false);
});

test("leaving holds although its answer was lost", async t => {
  const { owner, user, name, proxy, open } = await setting(t);
  const chat = await open();
  const room = await chat.join(name);
  proxy.cut = direction => {
    if (direction !== "down") return false;
    proxy.cut = null;
    return true;
  };
  await room.leave();
  assert.equal(room.closedBy, "left");
  assert.equal(proxy.cut, null);
  const { items } = await http("GET", `/rooms/${name}/members`, { token: owner.accessToken });
  assert.ok(!items.some(member => member.username === user.username));
});

const endedElsewhere = (reason, end, more = {}) => async t => {
  const { owner, user, proxy, open } = await setting(t);
  const name = await newRoom(owner, more);
  const members = () => http("GET", `/rooms/${name}/members`, { token: owner.accessToken }).then(({ items }) => items.map(member => member.username));
  await http("PUT", `/rooms/${name}/members/${user.username}`, { body: {}, token: owner.accessToken });
  const chat = await open();
  const room = await chat.join(name);
  const closed = next(room, "closed");
  proxy.isDown = true;
  proxy.drop();
  await until(() => chat.state === "connecting");
  await end(name, user, owner);
  proxy.isDown = false;
  assert.deepEqual(await closed, { room: name, reason });
  assert.deepEqual(await members(), [owner.username]);
  assert.equal((await logOf(name, owner)).filter(({ type, member }) => type === "member.joined" && member.username === user.username).length, 1);
};

const remove = (name, user, by) => http("DELETE", `/rooms/${name}/members/${user.username}`, { token: by.accessToken });

test("a removal while the connection is away is not undone", endedElsewhere("removed", (name, user, owner) => remove(name, user, owner)));

test("a leaving elsewhere while the connection is away is not undone", endedElsewhere("left", (name, user) => remove(name, user, user)));

test("a ban while the connection is away closes the room", endedElsewhere("banned", (name, user, owner) => http("PUT", `/rooms/${name}/bans/${user.username}`, { body: {}, token: owner.accessToken })));

test("a private room that one was removed from meanwhile is no room any more", endedElsewhere("room_not_found", (name, user, owner) => remove(name, user, owner), { visibility: "private" }));

/** A program of its own, which ends by itself when nothing of the client is left; it closes it when the connection is away, or at once. */
const program = ({ url, user, name, isCut }) => `
  import { connect } from ${JSON.stringify(new URL("../dist/index.js", import.meta.url))};
  const chat = await connect({ url: ${JSON.stringify(url)}, username: ${JSON.stringify(user.username)}, password: ${JSON.stringify(user.password)}, backoff: { first: 600_000, most: 600_000 } });
  const room = await chat.join(${JSON.stringify(name)});
  room.setTyping(true);
  const cut = new Promise(resolve => chat.on("state", resolve));
  console.log("joined");
  if (${isCut}) await cut;
  await chat.close();
`;

const closes = isCut => async t => {
  const { user, name, proxy } = await setting(t);
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program({ url: proxy.url, user, name, isCut })], { stdio: ["ignore", "pipe", "inherit"] });
  t.after(() => child.kill());
  const ended = once(child, "exit");
  child.stdout.once("data", () => {
    if (!isCut) return;
    proxy.isDown = true;
    proxy.drop();
  });
  const result = await Promise.race([ended, until(() => child.exitCode !== null, "the program ends").then(() => ended)]);
  assert.deepEqual(result, [0, null]);
};

test("nothing is left running when it is closed", closes(false));

test("nothing is left running when it is closed between two tries", closes(true));

/** Swallows what a client asks for, and tells when. */
const swallows = (proxy, what) => new Promise(resolve => {
  proxy.swallow = (direction, chunk) => {
    if (direction === "down" || !chunk.includes(what)) return false;
    resolve();
    return true;
  };
});

const closesUnanswered = what => async t => {
  const { proxy, open } = await setting(t);
  const swallowed = swallows(proxy, what);
  const chat = await open();
  await swallowed;
  let isClosed = false;
  void chat.close().then(() => { isClosed = true; });
  await until(() => isClosed, "it is closed");
  assert.equal(chat.state, "closed");
};

test("a client whose negotiation has no answer is closed at once", closesUnanswered("/negotiate"));

test("a client whose WebSocket has no answer is closed at once", closesUnanswered("Upgrade: websocket"));

test("a connection that does not come up is given up for another one", async t => {
  const { proxy, open } = await setting(t);
  const swallowed = swallows(proxy, "Upgrade: websocket");
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const chat = await open();
  await swallowed;
  proxy.swallow = null;
  t.mock.timers.tick(30_000);
  for (const end = Date.now() + 10_000; chat.state !== "connected" && Date.now() < end;) {
    t.mock.timers.tick(1);
    await new Promise(resolve => setImmediate(resolve));
  }
  assert.equal(chat.state, "connected");
});

test("a client that is closed refuses, and connects no more", async t => {
  const { name, proxy, open } = await setting(t);
  const chat = await open();
  await chat.join(name);
  const closed = next(chat, "state", state => state === "closed");
  await chat.close();
  await closed;
  const connections = proxy.connections;
  await assert.rejects(chat.join(name), { code: "closed" });
  assert.equal(proxy.connections, connections);
});
