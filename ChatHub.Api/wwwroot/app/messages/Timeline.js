import { useSignedIn } from "../session/signed-in.js";
import { t } from "../text/text.js";
import { html, useLayoutEffect, useMemo, useRef, useRender, useState } from "../view.js";
import { useAnnouncements } from "./announcements.js";
import { DayOnTop } from "./Day.js";
import { ListWindow } from "./list-window.js";
import { useMessageFocus } from "./message-focus.js";
import { loadOlder } from "./older.js";
import { useOriginals } from "./originals.js";
import { useReading } from "./read-marker.js";
import { guessHeight, rowsOf, unreadKey } from "./rows.js";
import { TimelineRow } from "./TimelineRow.js";
import { ToNewest } from "./ToNewest.js";

/** @import { Room, RoomMessage } from "../lib/chathub.js" */
/** @import { Row } from "./rows.js" */

/** So much of what was read stays in view above the first unread message. */
const aboveUnread = 96;

/** @param {Row} row */
const isMessage = row => row.kind === "message";

/**
 * What was said in a room: all of it, as far as one scrolls; the document holds a window of it.
 * @param {{ room: Room, messages: readonly RoomMessage[], title: string }} properties
 */
export function Timeline({ room, messages, title }) {
  const { me } = useSignedIn();
  const render = useRender();
  const scroller = useRef(/** @type {HTMLElement | null} */ (null));
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  const [originals, toggle] = useOriginals();
  const [listWindow] = useState(() => new ListWindow({ guess: guessHeight, canHold: isMessage, changed: render, moved: () => moved.current() }));
  const reading = useReading(room, listWindow);
  const moved = useRef(() => {});
  moved.current = () => {
    reading.look();
    if (listWindow.view.top < 2 * listWindow.view.height) void loadOlder(room);
  };
  useAnnouncements(room);

  const { hasOlder } = room;
  const rows = useMemo(() => rowsOf(messages, { hasOlder, unreadAfter: reading.unreadAfter, me }), [messages, hasOlder, reading.unreadAfter]);
  listWindow.setRows(rows);
  const byId = useMemo(() => new Map(messages.map(message => [message.id, message])), [messages]);

  useLayoutEffect(() => {
    const end = listWindow.attach(/** @type {HTMLElement} */ (scroller.current), /** @type {HTMLElement} */ (list.current));
    listWindow.settle();
    listWindow.show(unreadKey, aboveUnread);
    return end;
  }, []);
  useLayoutEffect(() => listWindow.settle());
  // What one says oneself, one sees.
  const last = messages.at(-1);
  useLayoutEffect(() => { if (last?.status === "pending") listWindow.toEnd(); }, [last?.clientMessageId]);

  const { onKeyDown, tabStop } = useMessageFocus(listWindow, list);
  const { first, end } = listWindow.range;
  return html`
    <div class="timeline">
      <${DayOnTop} listWindow=${listWindow} />
      <div ref=${scroller} class="timeline-scroller" role="region" aria-label=${t("messages.label", { room: title })}>
        <div class="timeline-content">
          <div style=${{ height: `${listWindow.before}px` }}></div>
          <ol ref=${list} class="timeline-list" onKeyDown=${onKeyDown}>
            ${rows.slice(first, end).map(row => html`
              <${TimelineRow} key=${row.key} row=${row} room=${room} title=${title} isOriginal=${originals.has(row.key)} isTabStop=${row.key === tabStop} onToggle=${toggle}
                repliedTo=${row.kind === "message" && row.message.replyTo ? byId.get(row.message.replyTo) : undefined} />`)}
          </ol>
          <div style=${{ height: `${listWindow.after}px` }}></div>
        </div>
      </div>
      ${!listWindow.isAtEnd && html`<${ToNewest} messages=${messages} me=${me} onClick=${() => listWindow.toEnd()} />`}
    </div>`;
}
