import type { Message } from "./contract.js";
import { ChatError } from "./errors.js";
import type { OutgoingMessage } from "./outbox.js";

/** A message as a room shows it: with the state of the one's own that are still on their way. */
export interface RoomMessage extends Omit<Message, "id"> {
  /** The message's id; null until it is accepted. */
  id: number | null;
  /** `sent` as soon as it is accepted; `pending` while it is on its way, `failed` once it was refused. */
  status: "sent" | "pending" | "failed";
  /** Why it was refused. */
  error?: ChatError;
}

const shown = new WeakMap<Message, RoomMessage>();

/** The same object for the same message, so that whoever renders can tell what has changed. */
export function fromAccepted(message: Message): RoomMessage {
  let view = shown.get(message);
  if (!view) shown.set(message, view = { ...message, status: "sent" });
  return view;
}

export function fromOutgoing({ room: _, failed, ...message }: OutgoingMessage, sender: string): RoomMessage {
  const error = failed && new ChatError(failed.code, failed.message);
  return { ...message, id: null, sender, revision: 0, status: failed ? "failed" : "pending", error };
}
