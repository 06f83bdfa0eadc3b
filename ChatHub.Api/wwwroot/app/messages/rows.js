// What the timeline shows, from top to bottom: its beginning, days, messages, and the line before what is unread.

/** @import { RoomMessage } from "../lib/chathub.js" */

/**
 * @typedef {{ kind: "start", key: string, hasOlder: boolean }} StartRow
 * @typedef {{ kind: "day", key: string, date: Date }} DayRow
 * @typedef {{ kind: "unread", key: string }} UnreadRow
 * @typedef {{ kind: "message", key: string, message: RoomMessage, isFirst: boolean }} MessageRow `isFirst` of some that one person sent one after the other.
 * @typedef {StartRow | DayRow | UnreadRow | MessageRow} Row
 */

/** What somebody sends within this time stands together. */
const together = 5 * 60_000;

export const startKey = "start";
export const unreadKey = "unread";

/**
 * The same while a message is on its way and after.
 * @param {RoomMessage} message
 */
export const keyOf = ({ id, sender, clientMessageId }) => clientMessageId ? `${sender}:${clientMessageId}` : `${id}`;

/**
 * @param {readonly RoomMessage[]} messages
 * @param {{ hasOlder: boolean, unreadAfter: number, me: string }} view The line stands before the first message of others with a later id than `unreadAfter`.
 * @returns {Row[]}
 */
export function rowsOf(messages, { hasOlder, unreadAfter, me }) {
  /** @type {Row[]} */
  const rows = [{ kind: "start", key: startKey, hasOlder }];
  // Where the line belongs among older messages, it comes with them.
  let isLineDrawn = hasOlder && (messages[0]?.id ?? 0) > unreadAfter;
  let day = "";
  /** @type {RoomMessage | null} */
  let before = null;
  for (const message of messages) {
    const date = new Date(message.at);
    const today = `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
    if (today !== day) {
      rows.push({ kind: "day", key: `day:${today}`, date });
      [day, before] = [today, null];
    }
    if (!isLineDrawn && message.id !== null && message.id > unreadAfter && message.sender !== me) {
      rows.push({ kind: "unread", key: unreadKey });
      [isLineDrawn, before] = [true, null];
    }
    rows.push({ kind: "message", key: keyOf(message), message, isFirst: !before || !standTogether(before, message) });
    before = message;
  }
  return rows;
}

/**
 * @param {RoomMessage} one
 * @param {RoomMessage} next
 */
const standTogether = (one, next) =>
  one.sender === next.sender && !next.replyTo && Math.abs(Date.parse(next.at) - Date.parse(one.at)) < together;

/**
 * A row's height, roughly, before it has been seen.
 * @param {Row} row
 */
export function guessHeight(row) {
  if (row.kind !== "message") return 48;
  const { text = "", reactions, translation } = row.message;
  const lines = Math.ceil(text.length / 80) + text.split("\n").length - 1;
  return 6 + 23 * Math.max(1, lines) + (row.isFirst ? 32 : 0) + (reactions?.length ? 34 : 0) + (translation?.text ? 22 : 0);
}
