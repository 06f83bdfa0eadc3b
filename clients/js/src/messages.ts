import type { Message } from "./contract.js";
import { ChatError } from "./errors.js";
import type { OutgoingMessage } from "./outgoing.js";

/** A message as a room shows it: with the state of the one's own that are still on their way. */
export interface RoomMessage extends Omit<Message, "id"> {
  /** The message's id; null until it is accepted. */
  id: number | null;
  /** `sent` as soon as it is accepted; `pending` while it is on its way, `failed` once it was refused. */
  status: "sent" | "pending" | "failed";
  /** Why it was refused. */
  error?: ChatError;
}

// The same object for the same message, so that whoever renders can tell what has changed.
const accepted = new WeakMap<Message, RoomMessage>();
const outgoing = new WeakMap<OutgoingMessage, RoomMessage>();

export function fromAccepted(message: Message): RoomMessage {
  let view = accepted.get(message);
  if (!view) accepted.set(message, view = { ...message, status: "sent" });
  return view;
}

export function fromOutgoing(message: OutgoingMessage, sender: string): RoomMessage {
  const { text, clientMessageId, replyTo, language, at, failed } = message;
  const status = failed ? "failed" : "pending";
  let view = outgoing.get(message);
  if (view?.status !== status) {
    view = { id: null, sender, text, language, at, revision: 0, replyTo, clientMessageId, status, error: failed && new ChatError(failed.code, failed.message) };
    outgoing.set(message, view);
  }
  return view;
}
