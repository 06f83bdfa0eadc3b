// The room list as plain values: no state, no calls.

/** @import { Room, RoomInfo, RoomsChanged } from "../lib/chathub.js" */

/** @typedef {ReadonlyMap<string, RoomInfo>} RoomMap By name. */

/**
 * @param {RoomMap} rooms
 * @param {RoomsChanged} change
 * @returns {RoomMap}
 */
export function changed(rooms, { items, removed }) {
  const next = new Map(rooms);
  for (const item of items) next.set(item.room, item);
  for (const name of removed) next.delete(name);
  return next;
}

/**
 * What the list shows, each part by title.
 * @param {RoomMap} rooms
 * @param {(username: string) => string} nameOf
 */
export function parted(rooms, nameOf) {
  const all = [...rooms.values()].map(info => ({ info, title: titleOf(info, nameOf) })).sort((one, other) => one.title.localeCompare(other.title));
  return {
    direct: all.filter(({ info }) => info.kind === "direct" && info.role),
    joined: all.filter(({ info }) => info.kind === "room" && info.role),
    open: all.filter(({ info }) => info.kind === "room" && !info.role && !info.archived),
  };
}

/**
 * A room's title; of a direct conversation, the other person's name.
 * @param {RoomInfo} info
 * @param {(username: string) => string} nameOf
 */
export const titleOf = (info, nameOf) => info.with ? nameOf(info.with) : info.title;

/**
 * A followed room as the list shows it: what is unread is counted here, as far back as messages are loaded.
 * @param {Pick<Room, "info" | "messages" | "hasOlder">} room
 * @param {string} me
 * @returns {RoomInfo}
 */
export function followed({ info, messages, hasOlder }, me) {
  const lastRead = info.lastRead ?? 0;
  let [unread, mentions, isAll] = [0, 0, !hasOlder];
  for (let index = messages.length - 1; index >= 0; index--) {
    const { id, mentions: named } = messages[index];
    if (id === null) continue;
    if (id <= lastRead) {
      isAll = true;
      break;
    }
    unread++;
    if (named?.includes(me)) mentions++;
  }
  return { ...info, unread: isAll ? unread : Math.max(unread, info.unread ?? 0), mentions: isAll ? mentions : Math.max(mentions, info.mentions ?? 0) };
}

/**
 * The name that a room with this title may get.
 * @param {string} title
 */
export const slugOf = title => title.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").replace(/[^a-z0-9_]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 64);
