import { useCallback, useEffect, useRef, useState, useWindowEvents } from "../view.js";

/** @import { Room } from "../lib/chathub.js" */
/** @import { ListWindow } from "./list-window.js" */
/** @import { Row } from "./rows.js" */

/** The marker moves this often at most. */
const pace = 400;

/**
 * Moves one's read marker along with what is in view, while somebody looks; and tells where the line before what is unread belongs: after what was read when the room
 * was opened, or when one last looked away. What comes while one looks is not set apart.
 * @param {Room} room
 * @param {ListWindow<Row>} listWindow
 */
export function useReading(room, listWindow) {
  const [unreadAfter, setUnreadAfter] = useState(() => lineIn(room, room.info.lastRead ?? 0));
  const timer = useRef(0);

  const look = useCallback(() => {
    timer.current ||= setTimeout(() => {
      timer.current = 0;
      if (document.hasFocus() && document.visibilityState === "visible") mark(room, listWindow);
    }, pace);
  }, [room, listWindow]);

  const leave = useCallback(() => setUnreadAfter(room.info.lastRead ?? 0), [room]);
  const comeBack = useCallback(() => {
    setUnreadAfter(after => lineIn(room, after));
    look();
  }, [room, look]);

  useEffect(() => () => clearTimeout(timer.current), []);
  useWindowEvents(["blur"], leave);
  useWindowEvents(["focus"], comeBack);
  return { unreadAfter, look };
}

/**
 * Where the line belongs; nowhere, if nothing has come after.
 * @param {Room} room
 * @param {number} after
 */
const lineIn = (room, after) => room.messages.some(({ id }) => id !== null && id > after) ? after : Infinity;

/**
 * @param {Room} room
 * @param {ListWindow<Row>} listWindow
 */
function mark(room, { rows, lastSeen, isAtEnd }) {
  for (let index = isAtEnd ? rows.length - 1 : lastSeen; index >= 0; index--) {
    const row = rows[index];
    if (row.kind !== "message" || row.message.id === null) continue;
    // At the end, what is no message is read as well.
    const seq = isAtEnd ? room.info.head : row.message.id;
    if (seq > (room.info.lastRead ?? 0)) void room.markRead(seq).catch(() => {});
    return;
  }
}
