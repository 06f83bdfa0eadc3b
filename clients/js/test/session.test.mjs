// Sessions: renewing their tokens, sharing them, and their end.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { test } from "node:test";
import { callHttp } from "../dist/http.js";
import { connect, memoryStorage } from "../dist/index.js";
import { Session } from "../dist/session.js";
import { http, newRoom, newUser, password, url } from "./support/server.mjs";
import { next, until } from "./support/waiting.mjs";

async function open(t, options) {
  const chat = await connect({ url, backoff: { first: 10, most: 100 }, ...options });
  t.after(() => chat.close());
  return chat;
}

/** Counts the calls of `POST /refresh` while the test runs, and notes what `GET /me` was asked with. */
function countRenewals(t) {
  const real = globalThis.fetch;
  const counter = { renewals: 0, used: [] };
  globalThis.fetch = (address, options) => {
    if (String(address).endsWith("/refresh")) counter.renewals++;
    if (String(address).endsWith("/me")) counter.used.push(options.headers.Authorization.replace("Bearer ", ""));
    return real(address, options);
  };
  t.after(() => { globalThis.fetch = real; });
  return counter;
}

test("a wrong password is refused at once", async () => {
  const { username } = await newUser();
  await assert.rejects(connect({ url, username, password: "not my password" }), { code: "invalid_credentials" });
});

test("a server that is not there is told as unreachable", async () => {
  await assert.rejects(connect({ url: "http://127.0.0.1:1", username: "a", password, backoff: { first: 1, most: 1 } }), { code: "unreachable" });
});

test("without credentials it goes on with the session in storage", async t => {
  const { username } = await newUser();
  const storage = memoryStorage();
  await assert.rejects(connect({ url, storage }), { code: "unauthenticated" });
  await (await connect({ url, storage, username, password })).close();
  const chat = await open(t, { storage });
  assert.equal(chat.user.username, username);
  await chat.logout();
  await assert.rejects(connect({ url, storage }), { code: "unauthenticated" });
});

test("tokens are renewed before they expire, and the connection lives on", async t => {
  const counter = countRenewals(t);
  const { accessToken, refreshToken, username } = await newUser();
  const storage = new Map();
  const chat = await open(t, { accessToken, refreshToken, expiresIn: 1, storage: { get: key => storage.get(key), set: (key, value) => void storage.set(key, value), remove: key => void storage.delete(key) } });
  const states = [];
  chat.on("state", state => states.push(state));
  await until(() => counter.renewals === 1 && chat.state === "connected");
  await until(() => [...storage.values()].every(value => !value.includes(accessToken)));
  // The token before is not good for another call of its session's own; the new one is.
  assert.equal((await chat.request("GET", "/me")).username, username);
  assert.deepEqual(states.filter(state => state !== "connected"), []);
});

test("clients that share a storage renew once", async t => {
  const counter = countRenewals(t);
  const { accessToken, refreshToken } = await newUser();
  const storage = memoryStorage();
  const clients = await Promise.all([1, 2, 3].map(() => open(t, { accessToken, refreshToken, expiresIn: 1, storage })));
  const states = [];
  await until(() => clients.every(chat => chat.state === "connected"));
  for (const chat of clients) chat.on("state", state => states.push(state));
  // Each of them has another token by itself, and the same.
  await until(async () => {
    counter.used = [];
    await Promise.all(clients.map(chat => chat.request("GET", "/me")));
    return !counter.used.includes(accessToken);
  });
  assert.deepEqual([counter.used.length, new Set(counter.used).size, counter.renewals, states], [3, 1, 1, []]);
});

test("tokens of one's own are renewed by one's own call", async t => {
  const { username } = await newUser();
  let calls = 0;
  const refresh = async () => {
    const { accessToken } = await http("POST", "/login", { body: { username, password } });
    return { accessToken, expiresIn: ++calls === 1 ? 1 : 3600 };
  };
  const chat = await open(t, { refresh });
  await until(() => calls === 2);
  assert.equal(chat.user.username, username);
});

test("a refresh call that brings the same token again is not asked without a pause", async t => {
  const user = await newUser();
  let calls = 0;
  const refresh = async () => ({ accessToken: user.accessToken, expiresIn: 0, count: ++calls });
  const chat = await open(t, { refresh, backoff: { first: 600_000, most: 600_000 } });
  await until(() => chat.state === "connected" && calls > 1);
  const before = calls;
  // As much time as a call without a pause would need to be there some hundred times.
  for (let count = 0; count < 20; count++) await http("GET", "/me", { token: user.accessToken });
  assert.ok(calls - before <= 1, `${calls - before} calls more`);
});

test("a refresh call whose tokens are always about to expire is not asked without a pause", async t => {
  const renewing = ({ refreshToken }) => async () => {
    const answer = await http("POST", "/refresh", { body: { refreshToken } });
    refreshToken = answer.refreshToken;
    return { accessToken: answer.accessToken, expiresIn: 0 };
  };
  const [renew, renewAnother] = [renewing(await newUser()), renewing(await newUser())];
  let calls = 0;
  const refresh = () => {
    calls++;
    return renew();
  };
  const chat = await open(t, { refresh, backoff: { first: 600_000, most: 600_000 } });
  await until(() => chat.state === "connected" && calls > 1);
  const before = calls;
  // As much time as a call without a pause would need to be there some ten times.
  for (let count = 0; count < 20; count++) await renewAnother();
  assert.ok(calls - before <= 2, `${calls - before} calls more`);
});

test("an answer of something in between is none of the server's", async t => {
  const server = createServer((_, answer) => answer.end("<h1>Welcome to our network</h1>"));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => { server.closeAllConnections(); server.close(); });
  await assert.rejects(callHttp(`http://127.0.0.1:${server.address().port}`, "GET", "/me"), { code: "unreachable" });
});

/** A server that takes every request and answers none. */
async function silentServer(t) {
  const server = createServer(() => {});
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => { server.closeAllConnections(); server.close(); });
  return Object.assign(server, { url: `http://127.0.0.1:${server.address().port}` });
}

test("a server that never answers is given up as unreachable", async t => {
  const server = await silentServer(t);
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const call = callHttp(server.url, "GET", "/me");
  await once(server, "request");
  t.mock.timers.tick(30_000);
  await assert.rejects(call, { code: "unreachable" });
});

test("a refresh call that hangs is given up, and told so", async t => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  let told;
  const opening = Session.open(url, memoryStorage(), { refresh: signal => new Promise(() => { told = signal; }) });
  t.mock.timers.tick(30_000);
  await assert.rejects(opening, { code: "unreachable" });
  assert.equal(told.aborted, true);
});

test("who gives up connecting does not wait for a server that is silent", async t => {
  const server = await silentServer(t);
  const giving = new AbortController();
  const connecting = connect({ url: server.url, username: "ada", password, signal: giving.signal });
  await once(server, "request");
  giving.abort();
  await assert.rejects(connecting, { name: "AbortError" });
});

test("a client whose server has become silent is closed at once", async t => {
  const { accessToken, refreshToken } = await newUser();
  const server = await silentServer(t);
  let isSilent = false;
  const real = globalThis.fetch;
  globalThis.fetch = (address, ...rest) => real(isSilent ? server.url : address, ...rest);
  t.after(() => { globalThis.fetch = real; });
  const chat = await open(t, { accessToken, refreshToken, expiresIn: 0.001 });
  isSilent = true;
  await once(server, "request");
  await chat.close();
  assert.equal(chat.state, "closed");
});

test("a page that is loaded again with its first tokens goes on with the later ones", async t => {
  const { accessToken, refreshToken } = await newUser();
  const storage = memoryStorage();
  const counter = countRenewals(t);
  const first = await open(t, { accessToken, refreshToken, expiresIn: 0.5, storage });
  await until(() => counter.renewals === 1);
  await first.request("GET", "/me");
  await first.close();
  const second = await open(t, { accessToken, refreshToken, storage });
  await until(() => second.state === "connected");
  assert.equal(counter.renewals, 1);
});

test("tokens that are brought go before older ones of the same session in storage", async t => {
  const counter = countRenewals(t);
  const [storage, first] = [memoryStorage(), await newUser()];
  await (await connect({ url, storage, accessToken: first.accessToken, refreshToken: first.refreshToken })).close();
  const madeAt = token => JSON.parse(Buffer.from(token.split(".")[1], "base64url")).iat;
  let tokens = first;
  await until(async () => {
    tokens = await http("POST", "/refresh", { body: { refreshToken: tokens.refreshToken } });
    return madeAt(tokens.accessToken) > madeAt(first.accessToken);
  });
  const chat = await open(t, { storage, accessToken: tokens.accessToken, refreshToken: tokens.refreshToken });
  counter.used = [];
  await chat.request("GET", "/me");
  assert.deepEqual(counter.used, [tokens.accessToken]);
});

test("of sessions that were brought along only the last ones stay in storage", async () => {
  const { username } = await newUser();
  const kept = new Map();
  const storage = { get: key => kept.get(key), set: (key, value) => void kept.set(key, value), remove: key => void kept.delete(key) };
  const tokens = [];
  for (let count = 0; count < 10; count++) {
    tokens.push(await http("POST", "/login", { body: { username, password } }));
    const { accessToken, refreshToken } = tokens.at(-1);
    await (await connect({ url, accessToken, refreshToken, storage })).close();
  }
  const isKept = tokens.map(({ refreshToken }) => [...kept.values()].some(value => value.includes(refreshToken)));
  assert.deepEqual(isKept, [false, false, ...Array(8).fill(true)]);
});

const endings = {
  logout: user => http("POST", "/logout", { token: user.accessToken }),
  session_ended: async user => {
    const other = await http("POST", "/login", { body: { username: user.username, password } });
    const { items } = await http("GET", "/me/sessions", { token: user.accessToken });
    await http("DELETE", `/me/sessions/${items.find(session => session.current).id}`, { token: other.accessToken });
  },
  password_changed: async user => {
    const other = await http("POST", "/login", { body: { username: user.username, password } });
    await http("PUT", "/me/password", { token: other.accessToken, body: { currentPassword: password, newPassword: `${password} staple` } });
  },
  account_deleted: user => http("POST", "/me/delete", { token: user.accessToken, body: { password } }),
};

const endedBy = reason => async t => {
  const user = await newUser();
  const name = await newRoom(await newUser());
  const storage = memoryStorage();
  const chat = await open(t, { accessToken: user.accessToken, refreshToken: user.refreshToken, storage });
  const room = await chat.join(name);
  const ended = next(chat, "sessionEnded");
  await endings[reason](user);
  assert.deepEqual(await ended, { reason });
  assert.equal(chat.state, "closed");
  await assert.rejects(room.send("too late"), { code: "session_ended" });
  await assert.rejects(chat.join("general"), { code: "session_ended" });
};

test("after logout it says so and does not come back", endedBy("logout"));

test("after session_ended it says so and does not come back", endedBy("session_ended"));

test("after password_changed it says so and does not come back", endedBy("password_changed"));

test("after account_deleted it says so and does not come back", endedBy("account_deleted"));

test("a session that ended while the client was away is not come back to", async t => {
  const user = await newUser();
  const storage = memoryStorage();
  const first = await open(t, { username: user.username, password, storage });
  await first.close();
  const { items } = await http("GET", "/me/sessions", { token: user.accessToken });
  for (const session of items.filter(session => !session.current)) await http("DELETE", `/me/sessions/${session.id}`, { token: user.accessToken });
  await assert.rejects(connect({ url, storage }), { code: "invalid_token" });
  await assert.rejects(connect({ url, storage }), { code: "unauthenticated" });
});

test("the end of a session leaves the one alone that has taken its place in storage", async t => {
  const { username } = await newUser();
  const storage = memoryStorage();
  const first = await open(t, { username, password, storage });
  const ended = next(first, "sessionEnded");
  const second = await open(t, { username, password, storage });
  const { items } = await second.request("GET", "/me/sessions");
  await Promise.all(items.filter(session => !session.current).map(session => second.request("DELETE", `/me/sessions/${session.id}`)));
  await ended;
  await second.close();
  const third = await open(t, { storage });
  assert.equal(third.user.username, username);
  await third.logout();
  await assert.rejects(connect({ url, storage }), { code: "unauthenticated" });
});
