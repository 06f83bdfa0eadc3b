export { Chat, type ChatEventMap, type JoinOptions } from "./chat.js";
export { connect, type ConnectOptions } from "./connect.js";
export { ChatError } from "./errors.js";
export { memoryStorage, type ChatStorage } from "./storage.js";
export { Room } from "./room.js";
export type { RoomEventMap, SendOptions } from "./room-events.js";
export type { ChatState } from "./link.js";
export type { RoomMessage } from "./messages.js";
export type { Credentials } from "./session.js";
export type { TokenSet } from "./tokens.js";
export type { Backoff } from "./waiting.js";
// Of two names, that of a class above is the one; the wire's room is told apart from it.
export type * from "./contract.js";
export type { Room as RoomInfo } from "./contract.js";
