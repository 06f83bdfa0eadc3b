// What is not sent yet, in a storage that takes its time, without a server.
import assert from "node:assert/strict";
import { test } from "node:test";
import { KeptOutbox } from "../dist/kept-outbox.js";
import { Outbox } from "../dist/outbox.js";
import { memoryStorage, Store } from "../dist/storage.js";
import { until } from "./support/waiting.mjs";

const message = text => ({ room: "r", text, clientMessageId: text, at: text });
const turn = () => new Promise(resolve => setTimeout(resolve));

/** A storage that answers later, and some of its calls only when the test lets them go. */
function slowStorage() {
  const values = new Map();
  const storage = { held: [], holds: () => false };
  const later = work => async (...values) => {
    if (storage.holds(...values)) await new Promise(go => storage.held.push(go));
    else await turn();
    return work(...values);
  };
  storage.get = later(key => values.get(key));
  storage.set = later((key, value) => void values.set(key, value));
  storage.remove = later(key => void values.delete(key));
  return storage;
}

/** Clients of one storage. */
function setting(t) {
  const storage = slowStorage();
  const open = async (lockName = `lock of ${t.name}`) => {
    const [closing, client] = [new AbortController(), { kept: new KeptOutbox(new Store(storage, "")), entries: [], close: () => closing.abort() }];
    t.after(client.close);
    client.save = (...texts) => client.kept.save(client.entries = texts.map(message));
    await client.kept.start(lockName, left => client.save(...client.entries.concat(left).map(entry => entry.text)), closing.signal);
    client.has = () => client.entries.map(entry => entry.text);
    return client;
  };
  return { storage, open };
}

test("what is still being written when a client is closed reaches the next one", async t => {
  const { storage, open } = setting(t);
  const first = await open();
  await first.save("one");
  const second = await open();
  storage.holds = (key, value) => value?.includes("two");
  first.save("one", "two");
  first.close();
  // As many turns as it would take to inherit what was there before.
  for (let count = 0; count < 20; count++) await turn();
  storage.held.forEach(go => go());
  storage.holds = () => false;
  await until(() => second.entries.length > 0);
  assert.deepEqual(second.has(), ["one", "two"]);
});

test("what a client inherits while it is closed is left to the next one", async t => {
  const { storage, open } = setting(t);
  const first = await open();
  await first.save("one");
  const second = await open();
  storage.holds = (key, value) => key === "outbox-0" && value === undefined;
  first.close();
  await until(() => storage.held.length > 0);
  const third = await open();
  second.close();
  for (let count = 0; count < 20; count++) await turn();
  storage.holds = () => false;
  storage.held.forEach(go => go());
  await until(() => third.entries.length > 0);
  assert.deepEqual(third.has(), ["one"]);
});

test("tabs between which there are no locks keep each other's messages", async t => {
  const { open } = setting(t);
  // Locks of other names are none to each other.
  const [first, second] = [await open("one lock"), await open("another lock")];
  await first.save("one");
  await second.save("two");
  await first.save("one", "three");
  assert.deepEqual((await open("a third lock")).has(), ["one", "three", "two"]);
  await first.save("three");
  await second.save();
  assert.deepEqual((await open("a fourth lock")).has(), ["three"]);
});

test("a key that is used in two rooms is a message in each, for whoever inherits them, too", async t => {
  const storage = memoryStorage();
  const closing = [];
  const open = async () => {
    const client = new AbortController();
    t.after(() => client.abort());
    closing.push(client);
    const outbox = new Outbox({ stopped: client.signal, connection: null }, new Store(storage, ""), { ready: () => new Promise(() => {}), awaits: () => false });
    await outbox.start(`lock of ${t.name}`);
    return outbox;
  };
  const send = (outbox, room) => void outbox.send({ ...message("today"), room });
  send(await open(), "one");
  const second = await open();
  send(second, "two");
  closing[0].abort();
  await until(() => second.of("one").length > 0);
  assert.deepEqual([second.of("one").length, second.of("two").length], [1, 1]);
  closing[1].abort();
  const third = await open();
  assert.deepEqual([third.of("one").length, third.of("two").length], [1, 1]);
});
