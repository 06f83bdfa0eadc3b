import type { Receipt } from "./contract.js";
import type { ChatError } from "./errors.js";

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

/** What tells it from every other one: a key is one message within one room only. */
export const nameOf = ({ room, clientMessageId }: OutgoingMessage) => `${room} ${clientMessageId}`;

export const requestOf = ({ room, text, clientMessageId, replyTo, language }: OutgoingMessage) => ({ room, text, clientMessageId, replyTo, language });

/** A promise that is rejected without anybody having to catch it: a refusal shows in the room's messages, too. */
export function quiet<Result>(promise: Promise<Result>): Promise<Result> {
  promise.catch(() => {});
  return promise;
}
