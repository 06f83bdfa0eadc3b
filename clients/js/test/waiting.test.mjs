// Refusals that pass: sends wait as they are told to, and go out.
import { JsonHubProtocol } from "@microsoft/signalr";
import assert from "node:assert/strict";
import { test } from "node:test";
import { connect } from "../dist/index.js";
import { http, newRoom, newUser, password, postedTo, url } from "./support/server.mjs";

/** A server with limits, which lets a user write twice at once and then five times a second. */
const limited = process.env.CHATHUB_LIMITED_URL;

async function member(t, server, name, options) {
  const user = await newUser({ server });
  const chat = await connect({ url: server, username: user.username, password, ...options });
  t.after(() => chat.close());
  return { user, room: await chat.join(name) };
}

/** Counts what is sent. */
class CountingProtocol extends JsonHubProtocol {
  sends = 0;

  writeMessage(message) {
    if (message.target === "SendMessage") this.sends++;
    return super.writeMessage(message);
  }
}

test("in slow mode each message waits for its time", async t => {
  const name = await newRoom(await newUser(), { slowModeSeconds: 2 });
  const protocol = new CountingProtocol();
  // So short between tries that only the server's word can be the reason for a wait.
  const { user, room } = await member(t, url, name, { protocol, backoff: { first: 1, most: 1 } });
  await Promise.all(["one", "two"].map(text => room.send(text)));
  assert.ok(protocol.sends <= 4, `${protocol.sends} sends`);
  assert.deepEqual(room.messages.map(message => message.status), ["sent", "sent"]);
  assert.deepEqual(await postedTo(name, user), ["one", "two"]);
});

test("more than the limit lets through waits, and keeps its order", { skip: !limited && "CHATHUB_LIMITED_URL names no server" }, async t => {
  const owner = await newUser({ server: limited });
  const name = await newRoom(owner, { server: limited });
  const { room } = await member(t, limited, name);
  const texts = Array.from({ length: 8 }, (_, index) => `message ${index}`);
  await Promise.all([...texts.map(text => room.send(text)), room.markRead()]);
  await Promise.all(room.messages.map(message => room.react(message.id, "👍")));
  const { items } = await http("GET", `/rooms/${name}/messages`, { token: owner.accessToken, server: limited });
  assert.deepEqual(items.map(message => message.text), texts);
  assert.ok(items.every(message => message.reactions.length === 1));
});
