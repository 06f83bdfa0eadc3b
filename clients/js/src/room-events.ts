import type { ReadMarkerMoved, Reset, RoomEvent, Typing } from "./contract.js";
import type { RoomMessage } from "./messages.js";
import type { Room } from "./room.js";

export interface RoomEventMap {
  /** `messages`, or anything else that the room shows, is another. */
  change: Room;
  /** A message was posted since the room was joined, by whomever; those missed while offline come, too. */
  message: RoomMessage;
  /** Any event of the room's log, replayed ones included. */
  event: RoomEvent;
  /** A translation of a message that is loaded has come, or has failed: see the message's `translation`. */
  translation: RoomMessage;
  typing: Typing;
  read: ReadMarkerMoved;
  /** The room was forgotten and begins anew, because what was missed could not be served. */
  reset: Reset;
  /** The room is followed no more: `removed`, `banned`, `left`, `unfollowed`, or the code with which it could not be joined again. */
  closed: { room: string; reason: string };
}

export interface SendOptions {
  /** The id of the message that this one answers. */
  replyTo?: number;
  /** The language of the text, as a BCP 47 tag. */
  language?: string;
  /** A key of your own, 1 to 64 printable ASCII characters: what is sent twice under one key is one message. */
  clientMessageId?: string;
}
