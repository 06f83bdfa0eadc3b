// What a join answers, and what comes after it, without a server.
import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { test } from "node:test";
import { ChatError } from "../dist/errors.js";
import { Room } from "../dist/room.js";

const posted = seq => ({ room: "r", seq, type: "message.posted", at: "t", actor: "ana", message: { id: seq, sender: "ana", text: `text ${seq}`, at: "t", revision: 1 } });
const batch = (from, to, more) => ({ room: "r", epoch: "e1", from, events: Array.from({ length: to - from + 1 }, (_, index) => posted(from + index)), ...more });
const sync = (head, more) => ({ room: { room: "r", head, role: "member" }, epoch: "e1", head, from: 1, reset: null, translations: null, ...more });

/** A room whose connection answers as it is told, and whose membership is asked for by `asked`. */
function setting(asked = async () => ({ role: "member" })) {
  const connection = {};
  const link = {
    connection, stopped: new AbortController().signal, calls: [],
    callOnce(_, method) {
      link.calls.push(method);
      return new Promise(resolve => { link.answer = resolve; });
    },
    async call(method, { seq }) {
      link.calls.push(method);
      return { seq };
    },
    drop() { link.isDropped = true; },
  };
  const outbox = { of: () => [], watch: () => () => {}, caughtUp() {}, settleAll() {}, arrived() {} };
  const room = new Room("r", { link, outbox, session: { user: { username: "me" }, call: asked }, backoff: { first: 1, most: 1 }, language: () => null, forget() {} });
  const { following } = room;
  const heard = [];
  // As an app does, some promises away from the room's own.
  const join = async () => {
    await following.caughtUp();
    return room;
  };
  const listening = (async () => {
    const joined = await join();
    joined.on("message", message => heard.push(message.id));
  })();
  void following.join(connection);
  return { following, heard, link, listening, room };
}

/** The same, joined, with two messages. */
async function joined(asked) {
  const room = setting(asked);
  await turn();
  room.link.answer(sync(2));
  await Promise.resolve();
  room.following.receive(batch(1, 2));
  await room.listening;
  await turn();
  return room;
}

const turn = () => new Promise(resolve => setTimeout(resolve));

test("what is posted right after the join is heard by who has just joined", async () => {
  const { following, heard, link, listening, room } = setting();
  await turn();
  link.answer(sync(2));
  await Promise.resolve();
  following.receive(batch(1, 3));
  following.receive(batch(4, 4));
  await listening;
  await turn();
  assert.deepEqual(heard, [3, 4]);
  assert.deepEqual(room.messages.map(message => message.id), [1, 2, 3, 4]);
});

test("what comes before the answer to the join is heard, too, where it is news", async () => {
  const { following, heard, link, listening, room } = setting();
  await turn();
  following.receive(batch(1, 3));
  following.receive(batch(4, 4));
  link.answer(sync(2));
  await listening;
  await turn();
  assert.deepEqual(heard, [3, 4]);
  assert.deepEqual(room.messages.map(message => message.id), [1, 2, 3, 4]);
  assert.equal(link.isDropped, undefined);
});

test("a room that is left while it is being joined again is left after that", async () => {
  const { following, link, room } = await joined();
  following.ready.shut();
  void following.join(link.connection);
  await turn();
  const leaving = room.leave();
  await turn();
  assert.deepEqual(link.calls, ["JoinRoom", "JoinRoom"]);
  link.answer(sync(2, { from: 3 }));
  await leaving;
  assert.deepEqual(link.calls, ["JoinRoom", "JoinRoom", "LeaveRoom"]);
  assert.equal(room.closedBy, "left");
});

test("nothing of a room that is closed listens to the client any more", async () => {
  const { link, room } = await joined();
  await room.leave();
  assert.equal(getEventListeners(link.stopped, "abort").length, 0);
});

test("a read marker moves in a room that begins anew, although it was further in the one before", async () => {
  const { following, link, room } = await joined();
  await room.markRead();
  following.receive(batch(1, 1, { epoch: "e2", reset: { reason: "epoch_changed" } }));
  await room.markRead();
  assert.deepEqual(link.calls, ["JoinRoom", "MarkRead", "MarkRead"]);
});

test("a room stays open while something in between answers for the server", async () => {
  const answers = [() => Promise.reject(new ChatError("internal", "The server answered 404.")), async () => ({ role: "member" })];
  const { following, link, room } = await joined(() => answers.shift()());
  const before = link.calls.length;

  void following.join(link.connection);
  while (link.calls.length === before && room.closedBy === null) await turn();

  assert.equal(room.closedBy, null);
  assert.deepEqual(link.calls.slice(before), ["JoinRoom"]);
});
