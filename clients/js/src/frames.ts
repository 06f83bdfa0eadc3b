import { ChatError } from "./errors.js";

/** Refuses what no frame can hold: the server closes the connection at one of over 64 KiB, and would again and again. */
export function checkSize(argument: object): void {
  if (new TextEncoder().encode(JSON.stringify(argument)).length <= 60_000) return;
  throw "text" in argument ? new ChatError("message_too_long", "The message is too long.") : new ChatError("invalid_request", "The call is too long.");
}
