// The rules by which a room's messages are put together, without a server.
import assert from "node:assert/strict";
import { test } from "node:test";
import { History } from "../dist/history.js";
import { Timeline } from "../dist/timeline.js";

const posted = (seq, more = {}) => ({ room: "r", seq, type: "message.posted", at: "t", actor: "ana", message: { id: seq, sender: "ana", text: `text ${seq}`, at: "t", revision: 1, ...more } });
const event = (seq, type, more) => ({ room: "r", seq, type, at: "t", actor: "luis", ...more });
const batch = (from, events, more = {}) => ({ room: "r", epoch: "e1", from, events, ...more });
const patch = (tseq, id, revision, more) => ({ room: "r", epoch: "e1", language: "es", items: [{ tseq, id, revision, state: "ready", text: `[es] ${id}`, ...more }] });
const texts = timeline => timeline.messages.map(message => message.text);

test("events that come twice are applied once", () => {
  const timeline = new Timeline();
  timeline.apply(batch(5, [posted(5), posted(6)]));
  const fresh = timeline.apply(batch(6, [posted(6), posted(7)]));
  assert.deepEqual(fresh.map(entry => entry.seq), [7]);
  assert.deepEqual(texts(timeline), ["text 5", "text 6", "text 7"]);
  assert.equal(timeline.cursor.seq, 7);
});

test("a hole is never papered over", () => {
  const timeline = new Timeline();
  timeline.apply(batch(1, [posted(1)]));
  assert.equal(timeline.apply(batch(3, [posted(3)])), null);
  assert.equal(timeline.cursor.seq, 1);
});

test("a reset forgets the room, then applies", () => {
  const timeline = new Timeline();
  timeline.apply(batch(1, [posted(1), posted(2)]));
  timeline.apply({ room: "r", epoch: "e2", from: 9, events: [posted(9)], reset: { reason: "epoch_changed" } });
  assert.deepEqual(texts(timeline), ["text 9"]);
  assert.deepEqual(timeline.cursor, { epoch: "e2", seq: 9, translations: null });
});

test("an empty batch with a reset leaves an empty room and a cursor", () => {
  const timeline = new Timeline();
  timeline.apply(batch(1, [posted(1)]));
  timeline.apply({ room: "r", epoch: "e2", from: 4, events: [], reset: { reason: "retention" } });
  assert.deepEqual(texts(timeline), []);
  assert.equal(timeline.cursor.seq, 3);
});

test("an edit takes the translation of the text before with it, and a late one for that text is dropped", () => {
  const timeline = new Timeline();
  timeline.apply(batch(1, [posted(1)]));
  assert.deepEqual(timeline.patch(patch(1, 1, 1)), [1]);
  assert.equal(timeline.messages[0].translation.text, "[es] 1");
  timeline.apply(batch(2, [event(2, "message.edited", { message: { id: 1, sender: "ana", text: "new", at: "t", revision: 2 } })]));
  assert.equal(timeline.messages[0].translation, undefined);
  assert.deepEqual(timeline.patch(patch(2, 1, 1)), []);
  assert.equal(timeline.messages[0].translation, undefined);
  timeline.patch(patch(3, 1, 2));
  assert.equal(timeline.messages[0].translation.text, "[es] 1");
  assert.deepEqual(timeline.cursor.translations, { language: "es", tseq: 3 });
});

test("a tombstone has no text, no reactions and no translation, whatever comes after it", () => {
  const timeline = new Timeline();
  timeline.apply(batch(1, [posted(1), event(2, "reaction.added", { reaction: { id: 1, emoji: "👍" } })]));
  timeline.apply(batch(3, [event(3, "message.deleted", { message: { id: 1, sender: "ana", at: "t", revision: 1, deleted: true } }), event(4, "reaction.added", { reaction: { id: 1, emoji: "👍" } })]));
  timeline.patch(patch(1, 1, 1));
  assert.deepEqual(timeline.messages, [{ id: 1, sender: "ana", at: "t", revision: 1, deleted: true }]);
});

test("reactions are a set of users for each emoji", () => {
  const timeline = new Timeline();
  const reaction = { reaction: { id: 1, emoji: "👍" } };
  timeline.apply(batch(1, [posted(1), event(2, "reaction.added", reaction), event(3, "reaction.added", reaction), event(4, "reaction.added", { ...reaction, actor: "eva" })]));
  assert.deepEqual(timeline.messages[0].reactions, [{ emoji: "👍", users: ["luis", "eva"] }]);
  timeline.apply(batch(5, [event(5, "reaction.removed", reaction), event(6, "reaction.removed", { ...reaction, actor: "eva" }), event(7, "reaction.added", { ...reaction, actor: "deleted-user" })]));
  assert.deepEqual(timeline.messages[0].reactions, []);
});

test("history merges with what comes while it is on its way", () => {
  const timeline = new Timeline();
  timeline.apply(batch(10, [posted(10)]));
  timeline.expectHistory();
  timeline.apply(batch(11, [event(11, "message.edited", { message: { id: 3, sender: "ana", text: "edited", at: "t", revision: 2 } }), event(12, "reaction.added", { reaction: { id: 4, emoji: "👍" } })]));
  timeline.patch(patch(1, 4, 1));
  timeline.addHistory([posted(3).message, posted(4).message]);
  assert.deepEqual(texts(timeline), ["edited", "text 4", "text 10"]);
  assert.deepEqual(timeline.messages[1].reactions, [{ emoji: "👍", users: ["luis"] }]);
  assert.equal(timeline.messages[1].translation.text, "[es] 4");
});

test("changes to messages that are not loaded are left to the history", () => {
  const timeline = new Timeline();
  timeline.apply(batch(10, [event(10, "message.edited", { message: { id: 3, sender: "ana", text: "edited", at: "t", revision: 2 } }), event(11, "new.type", {}), posted(12)]));
  assert.deepEqual(texts(timeline), ["text 12"]);
});

test("a message that did not change stays the same object", () => {
  const timeline = new Timeline();
  timeline.apply(batch(1, [posted(1), posted(2)]));
  const [first] = timeline.messages;
  timeline.apply(batch(3, [event(3, "reaction.added", { reaction: { id: 2, emoji: "👍" } })]));
  assert.equal(timeline.messages[0], first);
});

test("of very many messages the oldest are let go, and can be loaded again", () => {
  const timeline = new Timeline(100);
  timeline.apply(batch(1, Array.from({ length: 101 }, (_, index) => posted(index + 1))));
  assert.equal(timeline.messages.length, 90);
  assert.equal(timeline.oldest, timeline.messages[0].id);
  assert.equal(timeline.cursor.seq, 101);
});

test("a page of history that was asked for in another language is asked for once more", async () => {
  const timeline = new Timeline();
  timeline.apply(batch(3, [posted(3)]));
  let language = "es";
  const calls = [];
  const session = { call: (method, path, { query }) => new Promise(resolve => calls.push({ language: query.language, answer: () => resolve({ items: [1, 2].map(id => ({ ...posted(id).message, translation: { language: query.language, state: "ready", text: `[${query.language}] ${id}` } })) }) })) };
  const loading = new History("r", timeline, session, () => language).loadOlder(50);
  await new Promise(resolve => setTimeout(resolve));
  timeline.patch(patch(1, 1, 1));
  language = "fr";
  timeline.translateAnew(null);
  calls[0].answer();
  await new Promise(resolve => setTimeout(resolve));
  calls[1]?.answer();
  await loading;
  assert.deepEqual(calls.map(call => call.language), ["es", "fr"]);
  assert.deepEqual(timeline.messages.map(message => message.translation?.text), ["[fr] 1", "[fr] 2", undefined]);
});

test("a translation into the language before, heard while history loads, does not come back with it", () => {
  const timeline = new Timeline();
  timeline.apply(batch(3, [posted(3)]));
  timeline.expectHistory();
  timeline.patch(patch(1, 3, 1));
  timeline.translateAnew(null);
  timeline.addHistory([posted(1).message]);
  assert.deepEqual(timeline.messages.map(message => message.translation), [undefined, undefined]);
});
