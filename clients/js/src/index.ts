export { Chat, type ChatEventMap } from "./chat.js";
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
export type {
  Change, Member, MemberChange, Message, MessageTranslation, Presence, PresenceChanged, Reaction, ReactionChange, ReadMarkerMoved, Receipt, Reset, RoomDetails, RoomEvent,
  Room as RoomInfo, RoomPresence, RoomsChanged, SessionEnded, Typing, User,
} from "./contract.js";
