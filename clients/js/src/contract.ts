/** The shapes on the wire, as the server's contract names them. */

/** One's own account. `language` is the reading language; null for no translation. */
export interface User {
  username: string;
  displayName: string;
  language: string | null;
  createdAt: string;
}

/** A session that was opened or renewed; `expiresIn` in seconds. */
export interface LoginAnswer {
  status: string;
  accessToken: string;
  tokenType: string;
  expiresIn: number;
  refreshToken: string;
  user: User;
}

export interface Room {
  room: string;
  kind: string;
  title: string;
  topic: string;
  visibility: string;
  createdAt: string;
  archived: boolean;
  translation: string;
  slowModeSeconds: number;
  retentionDays: number | null;
  head: number;
  role?: string;
  lastRead?: number;
  unread?: number;
  mentions?: number;
  with?: string;
}

export interface Member {
  username: string;
  displayName: string;
  role: string;
  online: boolean;
  lastRead: number;
}

export interface Reaction {
  emoji: string;
  users: string[];
}

/** A message in the reader's language; `text` with the state `ready`. */
export interface MessageTranslation {
  language: string;
  state: string;
  text?: string;
  provider?: string;
}

/** What someone said; of a deleted message only `id`, `sender`, `at`, `revision` and `deleted`. */
export interface Message {
  id: number;
  sender: string;
  text?: string;
  language?: string | null;
  at: string;
  revision: number;
  editedAt?: string;
  deleted?: boolean;
  replyTo?: number;
  clientMessageId?: string;
  mentions?: string[];
  reactions?: Reaction[];
  translation?: MessageTranslation;
}

/** A page of history, oldest first; `next` goes back as `before`. */
export interface Messages {
  items: Message[];
  next?: number;
}

export interface ReactionChange {
  id: number;
  emoji: string;
}

export interface MemberChange {
  username: string;
  role?: string;
  until?: string;
  reason?: string;
}

/** What changed about a room; what did not is absent. */
export interface RoomDetails {
  title?: string;
  topic?: string;
  visibility?: string;
  translation?: string;
  slowModeSeconds?: number;
  retentionDays?: number | null;
  glossary?: boolean;
  archived?: boolean;
}

/** One change to a room. More types may come: skip those that you do not know. `actor` is null for the server. */
export interface RoomEvent {
  room: string;
  seq: number;
  type: string;
  at: string;
  actor: string | null;
  message?: Message;
  reaction?: ReactionChange;
  member?: MemberChange;
  details?: RoomDetails;
}

/** Why what the client holds of a room must be forgotten. */
export interface Reset {
  reason: string;
}

export interface TranslationCursor {
  language: string;
  tseq: number;
}

/** Where a client got to. */
export interface Cursor {
  epoch: string;
  seq: number;
  translations?: TranslationCursor | null;
}

export interface JoinRoomRequest {
  room: string;
  after?: Cursor | null;
  backlog?: number | null;
}

export interface SendMessageRequest {
  room: string;
  text: string;
  clientMessageId?: string | null;
  replyTo?: number | null;
  language?: string | null;
}

/** The proof that a message is committed. */
export interface Receipt {
  room: string;
  id: number;
  at: string;
  duplicate: boolean;
}

/** The proof that a change to a message is committed. */
export interface Change {
  room: string;
  seq: number;
  at: string;
}

export interface ReadMarker {
  room: string;
  seq: number;
}

export interface RoomSync {
  room: Room;
  epoch: string;
  head: number;
  from: number;
  reset: Reset | null;
  translations: TranslationCursor | null;
}

export interface RoomEvents {
  room: string;
  epoch: string;
  from: number;
  events: RoomEvent[];
  reset?: Reset;
}

export interface TranslationPatch {
  tseq: number;
  id: number;
  revision: number;
  state: string;
  text?: string;
  provider?: string;
}

export interface Translations {
  room: string;
  epoch: string;
  language: string;
  items: TranslationPatch[];
}

export interface Presence {
  username: string;
  online: boolean;
  lastSeenAt: string;
}

export interface RoomPresence {
  room: string;
  online: number;
}

export interface PresenceChanged {
  users: Presence[];
  rooms: RoomPresence[];
}

export interface Typing {
  room: string;
  username: string;
  typing: boolean;
}

export interface ReadMarkerMoved {
  room: string;
  username: string;
  seq: number;
}

export interface RoomsChanged {
  items: Room[];
  removed: string[];
}

export interface RoomClosed {
  room: string;
  reason: string;
}

export interface SessionEnded {
  reason: string;
}

export interface RoomTranslations {
  room: string;
  translations: TranslationCursor | null;
}

/** The answer to `SetLanguage`: where each followed room's translations stand. */
export interface ReadingLanguage {
  language: string | null;
  rooms: RoomTranslations[];
}

export interface RenewToken {
  expiresIn: number;
}
