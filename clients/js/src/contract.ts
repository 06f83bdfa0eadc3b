// Made from the server's code; CONTRIBUTING.md says how. What a client may rely on is in docs/protocol.md.

/** The stable word of a refusal. More may come. */
export const errorCodes = [
  "invalid_request",
  "unauthenticated",
  "invalid_credentials",
  "invalid_token",
  "token_expired",
  "forbidden",
  "banned",
  "muted",
  "room_not_found",
  "message_not_found",
  "user_not_found",
  "not_found",
  "username_taken",
  "room_taken",
  "conflict",
  "room_archived",
  "too_large",
  "message_too_long",
  "too_many_attempts",
  "rate_limited",
  "slow_mode",
  "internal",
  "unavailable",
] as const;
export type ErrorCode = (typeof errorCodes)[number] | (string & {});

/** What changed in a room. More may come: skip those that you do not know. */
export const eventTypes = [
  "room.created",
  "room.updated",
  "room.archived",
  "member.joined",
  "member.left",
  "member.removed",
  "member.role_changed",
  "member.banned",
  "member.unbanned",
  "member.muted",
  "member.unmuted",
  "message.posted",
  "message.edited",
  "message.deleted",
  "reaction.added",
  "reaction.removed",
] as const;
export type EventType = (typeof eventTypes)[number] | (string & {});

/** What became of a translation. */
export const patchStates = [
  "ready",
  "same_language",
  "skipped",
  "failed",
  "superseded",
] as const;
export type PatchState = (typeof patchStates)[number];

/** Why what the client holds of a room must be forgotten. */
export const resetReasons = [
  "epoch_changed",
  "cursor_ahead",
  "too_far_behind",
  "retention",
] as const;
export type ResetReason = (typeof resetReasons)[number];

/** What a member may do. */
export const roles = [
  "member",
  "moderator",
  "owner",
] as const;
export type Role = (typeof roles)[number];

/** Why a connection no longer follows a room. */
export const roomClosedReasons = [
  "left",
  "removed",
  "banned",
] as const;
export type RoomClosedReason = (typeof roomClosedReasons)[number];

/** A room that people join, or a conversation of two. */
export const roomKinds = [
  "room",
  "direct",
] as const;
export type RoomKind = (typeof roomKinds)[number];

/** Why a connection closes. */
export const sessionEndedReasons = [
  "logout",
  "session_ended",
  "password_changed",
  "account_deleted",
  "token_expired",
  "slow_consumer",
  "shutdown",
] as const;
export type SessionEndedReason = (typeof sessionEndedReasons)[number];

/** Who may translate in a room: nobody, a provider on the server's host only, or any. */
export const translationPolicys = [
  "any",
  "local",
  "off",
] as const;
export type TranslationPolicy = (typeof translationPolicys)[number];

/** How a message's translation stands. */
export const translationStates = [
  "pending",
  "ready",
  "same_language",
  "skipped",
  "failed",
] as const;
export type TranslationState = (typeof translationStates)[number];

/** Who may see a room: everyone, or its members only. */
export const visibilitys = [
  "public",
  "private",
] as const;
export type Visibility = (typeof visibilitys)[number];

/** Someone whom an app has signed in. */
export interface AppSessionRequest {
  /** As for signing up. */
  username: string;
  /** What people see, 1 to 128 characters; left out, it stays as it is, and is the username at first. */
  displayName?: string | null;
  /** The reading language as a BCP 47 tag; left out, it stays as it is; null for no translation. */
  language?: string | null;
}

/** The proof that a change to a message is committed. */
export interface Change {
  /** The room. */
  room: string;
  /** The event that made it so; where there was nothing to take away, the room's newest. */
  seq: number;
  /** When that was committed. */
  at: string;
}

/** A room to be made. */
export interface CreateRoomRequest {
  /** Its name for ever: 1 to 64 of `a-z 0-9 - _`. */
  room: string;
  /** For people, 1 to 128 characters; the name if left out. */
  title?: string | null;
  /** For people, at most 1,024 characters. */
  topic?: string | null;
  /** `public` (the default) or `private`. */
  visibility?: Visibility | null;
}

/** Where a client got to. */
export interface Cursor {
  /** The epoch that came with the events. */
  epoch: string;
  /** The last seq that the client holds. */
  seq: number;
  /** The last translation patch that it holds. */
  translations?: TranslationCursor | null;
}

/** What was sent for a room on a day. */
export interface DailyUse {
  /** In UTC. */
  day: string;
  /** The translator. */
  provider: string;
  /** The room's name. */
  room: string;
  /** How many texts. */
  texts: number;
  /** Their code points, as they were sent: without names, links, code and the like. */
  characters: number;
}

/** The wish to delete one's own account. */
export interface DeleteAccountRequest {
  /** One's password once more, so that a token alone is not enough; left out by those who have none, because an app signs them in. */
  password?: string | null;
}

/** Whom to talk to. */
export interface DirectRoomRequest {
  /** The other person. */
  username: string;
}

/** Gives a message another text. */
export interface EditMessageCall {
  /** The room's name. */
  room: string;
  /** The message. */
  id: number;
  /** As for a new one. */
  text: string;
}

/** A new text for a message. */
export interface EditMessageRequest {
  /** As for a new one. */
  text: string;
}

/** A stretch of a room's log. */
export interface Events {
  /** The room. */
  room: string;
  /** Names the history that the seqs belong to. */
  epoch: string;
  /** The seq of the newest event. */
  head: number;
  /** The seq of the first event here. */
  from: number;
  /** Set when the log cannot go on from where was asked; then it starts from the first event that is kept. */
  reset: Reset | null;
  /** In order, without a hole. */
  events: RoomEvent[];
}

/** A message that was found. */
export interface FoundMessage {
  /** Where. */
  room: string;
  /** The message as it is now. */
  message: Message;
  /** The part of the text, or of its translation, that was found, as a fragment of HTML: the text escaped, each hit within `<mark>`. */
  snippet: string;
  /** The language of the translation by which it was found; absent when its own text was. */
  language?: string;
}

/** A room's glossary to be. */
export interface GlossaryRequest {
  /** At most 500 terms; none takes the glossary away. */
  items: GlossaryTermRequest[];
}

/** A word or a phrase, and how it is translated. */
export interface GlossaryTerm {
  /** As it stands in messages, in whatever case. */
  term: string;
  /** By language tag; absent when the term is left as it is in every language. */
  translations?: Record<string, string>;
}

/** A word or a phrase, and how it is to be translated. */
export interface GlossaryTermRequest {
  /** As it stands in messages, in whatever case: 1 to 64 characters on one line. */
  term: string;
  /** By language tag, 1 to 128 characters on one line each; left out, the term is left as it is in every language. */
  translations?: Record<string, string> | null;
}

/** Joins and follows a room. */
export interface JoinRoomRequest {
  /** The room's name. */
  room: string;
  /** Go on after this; the last events if left out. */
  after?: Cursor | null;
  /** How many of the last events, 0 to 200; 50 if left out. */
  backlog?: number | null;
}

/** A public key (RFC 7517, RFC 7518). */
export interface Key {
  /** Always `EC`. */
  kty: string;
  /** Always `sig`. */
  use: string;
  /** Always `ES256`. */
  alg: string;
  /** Always `P-256`. */
  crv: string;
  /** The name by which tokens refer to it. */
  kid: string;
  /** The point's first coordinate, base64url. */
  x: string;
  /** The point's second coordinate, base64url. */
  y: string;
}

/** The keys with which access tokens can be checked (RFC 7517). */
export interface KeySet {
  /** Those that sign, and the next one a day before it does. */
  keys: Key[];
}

/** A language that messages can be read in. */
export interface Language {
  /** Its BCP 47 tag, as `language` takes it everywhere. */
  language: string;
  /** Its name in the language itself, such as `español`; the tag where the server knows none. */
  name: string;
}

/** A session that was opened or renewed. */
export interface LoginAnswer {
  /** Always `OK`. */
  status: string;
  /** For `Authorization: Bearer …`, and for the hub. */
  accessToken: string;
  /** Always `Bearer`. */
  tokenType: string;
  /** How long the access token lives, in seconds. */
  expiresIn: number;
  /** For `POST /refresh`, once; the answer has the next one. */
  refreshToken: string;
  /** Whose session it is. */
  user: User;
}

/** Someone who logs in. */
export interface LoginRequest {
  /** In any case. */
  username: string;
  /** 8 to 256 characters. */
  password: string;
}

/** The wish to end a session. */
export interface LogoutRequest {
  /** Of the session to end; left out, it is the one of the access token. */
  refreshToken?: string | null;
}

/** Moves one's read marker. */
export interface MarkReadCall {
  /** The room's name. */
  room: string;
  /** 0 to the room's head. */
  seq: number;
}

/** How far one has read. */
export interface MarkReadRequest {
  /** 0 to the room's head. */
  seq: number;
}

/** Someone's place in a room. */
export interface Member {
  /** Who. */
  username: string;
  /** What people see. */
  displayName: string;
  /** `owner`, `moderator` or `member`. */
  role: Role;
  /** Whether any of their connections lives; to those who are no members always false. */
  online: boolean;
  /** The seq up to which they have read. */
  lastRead: number;
}

/** Whose place in the room changed, and to what. */
export interface MemberChange {
  /** Who. */
  username: string;
  /** The role from now on. */
  role?: Role;
  /** When a ban or a mute ends by itself; absent for good. */
  until?: string;
  /** Why, in a moderator's words. */
  reason?: string;
}

/** What someone said; of a deleted message only `id`, `sender`, `at`, `revision` and `deleted`. */
export interface Message {
  /** With the room, its address. */
  id: number;
  /** The sender's username. */
  sender: string;
  /** Exactly as it was accepted. */
  text?: string;
  /** The language of the text: given by its sender, detected, or else the sender's own; null if unknown. */
  language?: string | null;
  /** When it was committed. */
  at: string;
  /** 1, and one more with each edit. */
  revision: number;
  /** When the text was last changed. */
  editedAt?: string;
  /** True when only its place is left. */
  deleted?: boolean;
  /** The id of the message that this one answers. */
  replyTo?: number;
  /** The sender's own key. */
  clientMessageId?: string;
  /** The usernames of the members whom the text names. */
  mentions?: string[];
  /** Who reacted with which emoji, the first first. */
  reactions?: Reaction[];
  /** The message in the reader's language; absent in live events, and where nothing is translated. */
  translation?: MessageTranslation;
}

/** Names a message. */
export interface MessageCall {
  /** The room's name. */
  room: string;
  /** The message. */
  id: number;
}

/** A message in the reader's language. */
export interface MessageTranslation {
  /** The language of the text, which may be wider than the reader's: `pt` for a reader of `pt-BR`. */
  language: string;
  /** `ready`, `same_language`, `skipped` (nothing to translate, or the day's budget is spent), `failed` (it is tried again), or `pending`. */
  state: TranslationState;
  /** With `ready`. */
  text?: string;
  /** Who translated. */
  provider?: string;
}

/** A page of history. */
export interface Messages {
  /** Oldest first. */
  items: Message[];
  /** Goes back as `before` (or `after`, paging forward) for the next page; absent on the last. */
  next?: number;
}

/** Another password. */
export interface PasswordRequest {
  /** The one of now. */
  currentPassword: string;
  /** The one of then, 8 to 256 characters. */
  newPassword: string;
}

/** A message to be posted. */
export interface PostMessageRequest {
  /** 1 to 4,000 characters once white space around it is removed; the rest is kept exactly. */
  text: string;
  /** The sender's own key, 1 to 64 printable ASCII characters: sending again under it is safe. */
  clientMessageId?: string | null;
  /** The id of the message in the same room that this one answers. */
  replyTo?: number | null;
  /** The language of the text as a BCP 47 tag; if left out, the one that the translator detects, or else the sender's own. */
  language?: string | null;
}

/** Someone's presence. */
export interface Presence {
  /** Who. */
  username: string;
  /** Whether any of their connections lives. */
  online: boolean;
  /** When they were last known to be there. */
  lastSeenAt: string;
}

/** Who came or went. */
export interface PresenceChanged {
  /** People who share a followed room of at most 1,000 members. */
  users: Presence[];
  /** Followed rooms of more. */
  rooms: RoomPresence[];
}

/** A change to one's own account; what is left out stays as it is. */
export interface ProfileRequest {
  /** What people see, 1 to 128 characters; null for the username. */
  displayName?: string | null;
  /** The reading language; null for no translation. */
  language?: string | null;
}

/** What everyone may know of a user. */
export interface PublicUser {
  /** As given at signup. */
  username: string;
  /** What people see. */
  displayName: string;
  /** When the account was made. */
  createdAt: string;
}

/** All who reacted with one emoji. */
export interface Reaction {
  /** One emoji. */
  emoji: string;
  /** Their usernames, the first first. */
  users: string[];
}

/** Names a reaction. */
export interface ReactionCall {
  /** The room's name. */
  room: string;
  /** The message. */
  id: number;
  /** One emoji. */
  emoji: string;
}

/** A reaction that came to a message, or went. */
export interface ReactionChange {
  /** The message. */
  id: number;
  /** One emoji. */
  emoji: string;
}

/** Where a read marker stands. */
export interface ReadMarker {
  /** The room's name. */
  room: string;
  /** Where it stands now, which may be further than was asked. */
  seq: number;
}

/** A member has read up to a seq. */
export interface ReadMarkerMoved {
  /** The room's name. */
  room: string;
  /** Whose marker. */
  username: string;
  /** The last event that they have read. */
  seq: number;
}

/** The reading language is set: where each followed room's translations stand. */
export interface ReadingLanguage {
  /** As it is written from now on; null for no translation. */
  language: string | null;
  /** One entry for each followed room. */
  rooms: RoomTranslations[];
}

/** The proof that a message is committed: it survives whatever happens to the server. */
export interface Receipt {
  /** The room. */
  room: string;
  /** The message's id: the seq of the event that posted it. */
  id: number;
  /** When it was committed. */
  at: string;
  /** Whether it had been accepted before, under the same key. */
  duplicate: boolean;
}

/** The wish to renew a session. */
export interface RefreshRequest {
  /** The one of the last answer. */
  refreshToken: string;
}

/** The connection lives on. */
export interface RenewToken {
  /** For how long, in seconds. */
  expiresIn: number;
}

/** Lets the connection live on past its token's expiry. */
export interface RenewTokenRequest {
  /** A newer token, of the same user. */
  accessToken: string;
}

/** Why what the client holds of a room must be forgotten. */
export interface Reset {
  /** `epoch_changed`, `cursor_ahead`, `too_far_behind` or `retention`. */
  reason: ResetReason;
}

/** How long someone is banned or muted, and why. The body may be left out. */
export interface Restriction {
  /** When it ends by itself, in the future; for good if left out. */
  until?: string | null;
  /** For the room's log, at most 512 characters. */
  reason?: string | null;
}

/** A room as the caller sees it. */
export interface Room {
  /** The name. */
  room: string;
  /** `room` or `direct`. */
  kind: RoomKind;
  /** For people. */
  title: string;
  /** For people; may be empty. */
  topic: string;
  /** `public` or `private`. */
  visibility: Visibility;
  /** When it was made. */
  createdAt: string;
  /** Whether it can only be read. */
  archived: boolean;
  /** Who may translate here: `off`, `local` or `any`. */
  translation: TranslationPolicy;
  /** The shortest time between two messages of a member; 0 for none. */
  slowModeSeconds: number;
  /** After how many days texts are removed; null for never. */
  retentionDays: number | null;
  /** The seq of the newest event. */
  head: number;
  /** The caller's role; absent for those who are no members. */
  role?: Role;
  /** The seq up to which the caller has read. */
  lastRead?: number;
  /** Messages posted after that. */
  unread?: number;
  /** Those among them that name the caller. */
  mentions?: number;
  /** The other person of a direct conversation. */
  with?: string;
}

/** This connection no longer follows the room. */
export interface RoomClosed {
  /** The room. */
  room: string;
  /** `removed`, `banned`, or `left`: on another connection of the same user. */
  reason: RoomClosedReason;
}

/** What changed about a room; what did not is absent. */
export interface RoomDetails {
  /** The new title. */
  title?: string;
  /** The new topic. */
  topic?: string;
  /** `public` or `private`. */
  visibility?: Visibility;
  /** `off`, `local` or `any`. */
  translation?: TranslationPolicy;
  /** 0 for none. */
  slowModeSeconds?: number;
  /** Null when texts are kept for ever from now on. */
  retentionDays?: number | null;
  /** True when the room has another glossary from now on. */
  glossary?: boolean;
  /** True when it can only be read from now on. */
  archived?: boolean;
}

/** One change to a room. More types may come: skip those that you do not know. */
export interface RoomEvent {
  /** The room. */
  room: string;
  /** Its place in the room's log: 1, 2, 3, … without a hole. */
  seq: number;
  /** `room.created`, `room.updated`, `room.archived`; `member.joined`, `member.left`, `member.removed`, `member.role_changed`, `member.banned`, `member.unbanned`, `member.muted`, `member.unmuted`; `message.posted`, `message.edited`, `message.deleted`; `reaction.added`, `reaction.removed`. */
  type: EventType;
  /** When it was committed. */
  at: string;
  /** Who did it; null for the server. */
  actor: string | null;
  /** With `message.…`. */
  message?: Message;
  /** With `reaction.…`; the actor's. */
  reaction?: ReactionChange;
  /** With `member.…`. */
  member?: MemberChange;
  /** With `room.…`: what changed. */
  details?: RoomDetails;
}

/** Events of one room, in order, without a hole. */
export interface RoomEvents {
  /** The room. */
  room: string;
  /** Names the history that the seqs belong to. */
  epoch: string;
  /** The seq of the first one. */
  from: number;
  /** May be empty together with a reset. */
  events: RoomEvent[];
  /** On the first batch after a join whose cursor could not be honoured. */
  reset?: Reset;
}

/** How many members of a large room are online. */
export interface RoomPresence {
  /** The room's name. */
  room: string;
  /** How many of its members have a connection that lives. */
  online: number;
}

/** Names a room. */
export interface RoomRequest {
  /** The room's name. */
  room: string;
}

/** Where a client that has joined stands. */
export interface RoomSync {
  /** The room. */
  room: Room;
  /** Names the history that the seqs belong to. */
  epoch: string;
  /** The newest seq. */
  head: number;
  /** The seq of the first event that this connection gets. */
  from: number;
  /** Set when the client's cursor could not be honoured: forget the room, then apply what comes. */
  reset: Reset | null;
  /** The last patch before the next one; null without a reading language, and where nothing is translated into it. */
  translations: TranslationCursor | null;
}

/** Where a followed room's translations stand. */
export interface RoomTranslations {
  /** The room's name. */
  room: string;
  /** The last patch before the next one; null without a reading language, and where nothing is translated into it. */
  translations: TranslationCursor | null;
}

/** One's own rooms that changed, and those that one is in no longer. */
export interface RoomsChanged {
  /** As `GET /rooms` gives them. */
  items: Room[];
  /** Names. */
  removed: string[];
}

/** Posts a message. */
export interface SendMessageRequest {
  /** The room's name. */
  room: string;
  /** 1 to 4,000 characters once white space around it is removed. */
  text: string;
  /** The sender's own key, 1 to 64 printable ASCII characters: sending again under it is safe. */
  clientMessageId?: string | null;
  /** The id of the message in the same room that this one answers. */
  replyTo?: number | null;
  /** The language of the text; if left out, the one that the translator detects, or else the sender's own. */
  language?: string | null;
}

/** One of one's own sessions. */
export interface Session {
  /** For ending it. */
  id: string;
  /** When it was opened. */
  createdAt: string;
  /** When it was last renewed. */
  lastUsedAt: string;
  /** What the client said it is, its User-Agent; null if nothing. */
  device: string | null;
  /** The network address it was last renewed from; null if unknown. */
  address: string | null;
  /** Whether it is the one that asks. */
  current: boolean;
}

/** The connection closes after this. */
export interface SessionEnded {
  /** After `slow_consumer` (it read too slowly), `token_expired` and `shutdown` the client may come back, and joins with its cursor; after `logout`, `session_ended`, `password_changed` and `account_deleted` there is nothing to come back to. */
  reason: SessionEndedReason;
}

/** Sets the connection's reading language. */
export interface SetLanguageRequest {
  /** A BCP 47 tag; null for no translation. */
  language?: string | null;
}

/** What a member is to be. The body may be left out. */
export interface SetMemberRequest {
  /** `owner`, `moderator` or `member`; left out, a new member is a `member` and a known one stays what they are. */
  role?: Role | null;
}

/** Says whether one is typing. */
export interface SetTypingCall {
  /** The room's name. */
  room: string;
  /** Say true again while it goes on: it ends by itself after 6 s. */
  typing: boolean;
}

/** The account that was made. */
export interface SignupAnswer {
  /** As `GET /me` shows it. */
  user: User;
}

/** Someone who signs up. */
export interface SignupRequest {
  /** 1 to 64 letters, digits, `.`, `_` or `-`, of any script; unique without regard to case. */
  username: string;
  /** 8 to 256 characters of any kind; not one's own name, and not easily guessed. */
  password: string;
  /** What people see, 1 to 128 characters; the username if left out. */
  displayName?: string | null;
  /** The reading language as a BCP 47 tag, such as `es` or `pt-BR`; no translation if left out. */
  language?: string | null;
}

/** A place in a room's translations into one language. */
export interface TranslationCursor {
  /** The language of the texts, as a BCP 47 tag. */
  language: string;
  /** The last patch up to here; 0 for none yet. */
  tseq: number;
}

/** What became of one translation. */
export interface TranslationPatch {
  /** 1, 2, 3, … per room and language. */
  tseq: number;
  /** The message. */
  id: number;
  /** Which of its revisions. */
  revision: number;
  /** `ready`, `same_language`, `skipped`, `failed` or `superseded`. */
  state: PatchState;
  /** With `ready`. */
  text?: string;
  /** Who translated. */
  provider?: string;
}

/** Translations of one room into the connection's language. */
export interface Translations {
  /** The room's name. */
  room: string;
  /** Names the history that the ids belong to. */
  epoch: string;
  /** The language of the texts, which may be wider than the reader's: `pt` for a reader of `pt-BR`. */
  language: string;
  /** In the order of `tseq`, without a hole. */
  items: TranslationPatch[];
}

/** Someone has begun or stopped typing. */
export interface Typing {
  /** The room's name. */
  room: string;
  /** Who. */
  username: string;
  /** Whether it has begun or ended. */
  typing: boolean;
}

/** What is to change about a room; what is left out stays as it is. */
export interface UpdateRoomRequest {
  /** 1 to 128 characters. */
  title?: string | null;
  /** At most 1,024 characters. */
  topic?: string | null;
  /** `public` or `private`. */
  visibility?: Visibility | null;
  /** Who may translate here: `off`, `local` or `any`. */
  translation?: TranslationPolicy | null;
  /** 0 to 21,600. */
  slowModeSeconds?: number | null;
  /** 1 to 36,500; null for never. */
  retentionDays?: number | null;
}

/** One's own account. */
export interface User {
  /** As given at signup. */
  username: string;
  /** What people see. */
  displayName: string;
  /** The reading language; null for no translation. */
  language: string | null;
  /** When the account was made. */
  createdAt: string;
}

/** Where to go. */
export interface Welcome {
  /** A greeting. */
  message: string;
  /** The version that runs. */
  version: string;
  /** Where to go from here. */
  links: WelcomeLinks;
}

/** Paths on this server. */
export interface WelcomeLinks {
  /** The HTTP interface, to try out. */
  docs: string;
  /** The SignalR hub. */
  hub: string;
  /** The web app, for people. */
  app: string;
  /** Whether the server is ready. */
  health: string;
}

/** A list, or a page of one. */
export interface Items<T> {
  /** In a fixed order. */
  items: T[];
  /** Goes back as `cursor` for the next page; absent on the last. */
  next?: string;
}

/** What clients call on the hub. */
export interface HubMethods {
  /** Becomes a member of a public room if not one yet, and follows it on this connection. The events come through `RoomEvents`, perhaps before this answer. On a connection that follows the room already nothing is sent again. */
  JoinRoom: (request: JoinRoomRequest) => Promise<RoomSync>;
  /** Ends the membership, and following with it. After the answer no more of the room's events come. */
  LeaveRoom: (request: RoomRequest) => Promise<void>;
  /** Stops following on this connection; the membership stays. After the answer no more of the room's events come. */
  Unfollow: (request: RoomRequest) => Promise<void>;
  /** Posts a message. The receipt comes when it is committed. One connection's messages keep the order in which they were sent. */
  SendMessage: (request: SendMessageRequest) => Promise<Receipt>;
  /** Gives a message of one's own another text; the same text again changes nothing. */
  EditMessage: (request: EditMessageCall) => Promise<Change>;
  /** Deletes a message of one's own, or as a moderator another's; deleting it again changes nothing. */
  DeleteMessage: (request: MessageCall) => Promise<Change>;
  /** Adds one's reaction to a message; adding it again changes nothing. */
  AddReaction: (request: ReactionCall) => Promise<Change>;
  /** Takes one's reaction away; where there is none nothing changes. */
  RemoveReaction: (request: ReactionCall) => Promise<Change>;
  /** Moves one's read marker forward, for all of one's devices; backwards it stays, and the answer says where. */
  MarkRead: (request: MarkReadCall) => Promise<ReadMarker>;
  /** Says whether one is typing. It is passed on at most every 2 s, and ends by itself after 6 s, with the message, and with the last connection. */
  SetTyping: (request: SetTypingCall) => Promise<void>;
  /** Sets this connection's reading language from now on; null for no translation. */
  SetLanguage: (request: SetLanguageRequest) => Promise<ReadingLanguage>;
  /** Lets this connection live on past its token's expiry, by a newer token of the same user; without that it ends with `token_expired`. */
  RenewToken: (request: RenewTokenRequest) => Promise<RenewToken>;
}

/** What the server calls on clients. */
export interface HubCalls {
  /** Events of a followed room: `from, from+1, …`, no gap, no repeat. */
  RoomEvents: (argument: RoomEvents) => void;
  /** Translations of a followed room into this connection's language, contiguous in `tseq`. */
  Translations: (argument: Translations) => void;
  /** People who share a followed room came or went; of rooms of over 1,000 members, how many are there. */
  PresenceChanged: (argument: PresenceChanged) => void;
  /** Someone else in a followed room has begun or stopped typing. */
  Typing: (argument: Typing) => void;
  /** A member of a followed room, perhaps oneself on another device, has read up to a seq. */
  ReadMarkerMoved: (argument: ReadMarkerMoved) => void;
  /** What `GET /rooms` would now say differently about one's own rooms that this connection does not follow. A hint. */
  RoomsChanged: (argument: RoomsChanged) => void;
  /** This connection no longer follows the room. */
  RoomClosed: (argument: RoomClosed) => void;
  /** The connection closes after this. */
  SessionEnded: (argument: SessionEnded) => void;
}
