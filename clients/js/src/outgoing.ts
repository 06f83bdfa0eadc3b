import type { Receipt } from "./contract.js";
import { ChatError } from "./errors.js";

/** A message on its way. */
export interface OutgoingMessage {
  room: string;
  text: string;
  clientMessageId: string;
  replyTo?: number;
  language?: string;
  at: string;
  /** Why it was refused for good. */
  failed?: { code: string; message: string };
}

/** As the outbox holds it. */
export interface OutgoingEntry extends OutgoingMessage {
  receipt?: Receipt;
  settle?: { resolve(receipt: Receipt): void; reject(error: ChatError): void };
}

export const requestOf = ({ room, text, clientMessageId, replyTo, language }: OutgoingMessage) => ({ room, text, clientMessageId, replyTo, language });

/** The server closes the connection at a frame of over 64 KiB, and would again and again. */
export function checkSize({ text }: OutgoingMessage): void {
  if (new TextEncoder().encode(JSON.stringify(text)).length > 60_000) throw new ChatError("message_too_long", "The message is too long.");
}

/** A promise that is rejected without anybody having to catch it: a refusal shows in the room's messages, too. */
export function quiet<Result>(promise: Promise<Result>): Promise<Result> {
  promise.catch(() => {});
  return promise;
}
