export { connect, Chat, type ChatEventMap, type ConnectOptions } from "./chat.js";
export { ChatError } from "./errors.js";
export { memoryStorage, type ChatStorage } from "./storage.js";
export { Room, type RoomEventMap, type SendOptions } from "./room.js";
export type { ChatState } from "./link.js";
export type { RoomMessage } from "./messages.js";
export type { Credentials } from "./session.js";
export type { TokenSet } from "./tokens.js";
export type { Backoff } from "./waiting.js";
export type {
  Change, Member, MemberChange, Message, MessageTranslation, Presence, PresenceChanged, Reaction, ReactionChange, ReadMarkerMoved, Receipt, Reset, RoomClosed, RoomDetails, RoomEvent,
  Room as RoomInfo, RoomPresence, RoomsChanged, SessionEnded, Typing, User,
} from "./contract.js";
