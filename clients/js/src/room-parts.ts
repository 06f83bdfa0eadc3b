import type { Room as RoomInfo, RoomEvent } from "./contract.js";
import type { KeptCursor } from "./kept-cursor.js";
import type { Link } from "./link.js";
import type { Outbox } from "./outbox.js";
import type { Room } from "./room.js";
import type { Session } from "./session.js";
import type { Backoff } from "./waiting.js";

/** What a room is made of. */
export interface RoomParts {
  link: Link;
  session: Session;
  outbox: Outbox;
  backoff: Backoff;
  /** How many events to begin with. */
  backlog?: number;
  /** Where to go on from, and to note how far one has got; none begins with the backlog. */
  kept?: KeptCursor;
  language(): string | null | undefined;
  forget(room: Room): void;
}

/** A room's description after an event. */
export function describe(info: RoomInfo, { details, member }: RoomEvent, me: string): RoomInfo {
  if (!details && !(member?.username === me && member.role)) return info;
  return { ...info, ...details, ...(member?.username === me && member.role && { role: member.role }) };
}
