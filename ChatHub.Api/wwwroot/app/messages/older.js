/** @import { Room } from "../lib/chathub.js" */

const page = 100;

/** @type {WeakSet<Room>} */
const loading = new WeakSet();

/**
 * Loads older messages, if there are any and none are on their way.
 * @param {Room} room
 */
export async function loadOlder(room) {
  if (!room.hasOlder || loading.has(room)) return;
  loading.add(room);
  // What fails is asked for again at the next move.
  await room.loadOlder(page).catch(() => {});
  loading.delete(room);
}
