// What the timeline shows, of the messages that there are.
import assert from "node:assert/strict";
import { test } from "node:test";
import { keyOf, rowsOf } from "../wwwroot/app/messages/rows.js";

const noon = new Date(2026, 10, 27, 12).getTime();
const message = (id, sender, minutes, more) => ({ id, sender, text: `${id}`, at: new Date(noon + minutes * 60_000).toISOString(), revision: 1, status: "sent", ...more });
const view = { hasOlder: false, unreadAfter: Infinity, me: "ada" };
const kinds = rows => rows.map(row => row.kind === "message" ? `${row.isFirst ? "*" : ""}${row.message.id}` : row.kind);

test("days stand between messages, and what one person sends within five minutes stands together", () => {
  const messages = [message(1, "luis", -24 * 60), message(2, "luis", 0), message(3, "luis", 4), message(4, "luis", 10), message(5, "ada", 11), message(6, "luis", 12)];
  assert.deepEqual(kinds(rowsOf(messages, view)), ["start", "day", "*1", "day", "*2", "3", "*4", "*5", "*6"]);
});

test("an answer stands by itself, as it says what it answers", () => {
  assert.deepEqual(kinds(rowsOf([message(1, "luis", 0), message(2, "luis", 1, { replyTo: 1 })], view)), ["start", "day", "*1", "*2"]);
});

test("the line stands before the first message of others that is not read", () => {
  const messages = [message(1, "luis", 0), message(2, "ada", 1), message(3, "luis", 2), message(4, "luis", 3)];
  assert.deepEqual(kinds(rowsOf(messages, { ...view, unreadAfter: 1 })), ["start", "day", "*1", "*2", "unread", "*3", "4"]);
  assert.deepEqual(kinds(rowsOf(messages, { ...view, unreadAfter: 4 })), ["start", "day", "*1", "*2", "*3", "4"]);
});

test("the line waits for the messages that it belongs before", () => {
  const messages = [message(8, "luis", 0), message(9, "luis", 1)];
  assert.ok(!kinds(rowsOf(messages, { ...view, hasOlder: true, unreadAfter: 3 })).includes("unread"));
  assert.ok(kinds(rowsOf([message(3, "luis", -1), ...messages], { ...view, hasOlder: true, unreadAfter: 3 })).includes("unread"));
});

test("a message keeps its key when it is accepted, and no two have the same", () => {
  const pending = { ...message(null, "ada", 0), clientMessageId: "k", status: "pending" };
  assert.equal(keyOf(pending), keyOf({ ...pending, id: 7, status: "sent" }));
  assert.notEqual(keyOf({ ...pending, sender: "luis" }), keyOf(pending), "two people may use one key of their own");
});
