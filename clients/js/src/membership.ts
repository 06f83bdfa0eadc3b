import type { Events, Room as RoomInfo } from "./contract.js";
import type { Session } from "./session.js";

const endings: Record<string, string> = { "member.left": "left", "member.removed": "removed", "member.banned": "banned" };

/** Why one is no member of a room any more, from its log after `seq`; null when one still is. A room that one may not see refuses with its code. */
export async function findEnding(session: Session, room: string, seq: number): Promise<string | null> {
  const { role } = await session.call<RoomInfo>("GET", `/rooms/${room}`);
  if (role) return null;
  const { events } = await session.call<Events>("GET", `/rooms/${room}/events`, { query: { after: seq, limit: 1000 } });
  const own = events.filter(({ type, member }) => type in endings && member?.username === session.user.username);
  return endings[own.at(-1)?.type ?? ""] ?? "removed";
}
