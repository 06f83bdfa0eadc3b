import { useSignedIn } from "../session/signed-in.js";
import { html, useLayoutEffect, useMemo, useRef, useRender, useState } from "../view.js";
import { DayOnTop } from "./Day.js";
import { ListWindow } from "./list-window.js";
import { guessHeight, rowsOf, unreadKey } from "./rows.js";
import { TimelineRow } from "./TimelineRow.js";
import { ToNewest } from "./ToNewest.js";
import { useAnnouncements } from "./announcements.js";
import { useReading } from "./read-marker.js";
import { t } from "../text/text.js";

/** @import { Room, RoomMessage } from "../lib/chathub.js" */
/** @import { Row } from "./rows.js" */

const page = 100;
/** So much of what was read stays in view above the first unread message. */
const aboveUnread = 96;

/**
 * What was said in a room: all of it, as far as one scrolls; the document holds a window of it.
 * @param {{ room: Room, messages: readonly RoomMessage[], title: string }} properties
 */
export function Timeline({ room, messages, title }) {
  const { me } = useSignedIn();
  const render = useRender();
  const scroller = useRef(/** @type {HTMLElement | null} */ (null));
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  const [originals, setOriginals] = useState(/** @type {ReadonlySet<string>} */ (new Set()));
  const [listWindow] = useState(() => new ListWindow({ guess: guessHeight, canHold: (/** @type {Row} */ row) => row.kind === "message", changed: render, moved: () => moved.current() }));
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

  const [toggle] = useState(() => (/** @type {string} */ key) => setOriginals(held => toggled(held, key)));
  const { first, end } = listWindow.range;
  return html`
    <div class="timeline">
      <${DayOnTop} listWindow=${listWindow} />
      <div ref=${scroller} class="timeline-scroller" tabindex="0" role="region" aria-label=${t("messages.label", { room: title })}>
        <div class="timeline-content">
          <div style=${{ height: `${listWindow.before}px` }}></div>
          <ol ref=${list} class="timeline-list">
            ${rows.slice(first, end).map(row => html`
              <${TimelineRow} key=${row.key} row=${row} room=${room} title=${title} isOriginal=${originals.has(row.key)} onToggle=${toggle}
                repliedTo=${row.kind === "message" && row.message.replyTo ? byId.get(row.message.replyTo) : undefined} />`)}
          </ol>
          <div style=${{ height: `${listWindow.after}px` }}></div>
        </div>
      </div>
      ${!listWindow.isAtEnd && html`<${ToNewest} messages=${messages} me=${me} onClick=${() => listWindow.toEnd()} />`}
    </div>`;
}

/** @type {WeakSet<Room>} */
const loading = new WeakSet();

/** @param {Room} room */
async function loadOlder(room) {
  if (!room.hasOlder || loading.has(room)) return;
  loading.add(room);
  // What fails is asked for again at the next move.
  await room.loadOlder(page).catch(() => {});
  loading.delete(room);
}

/**
 * @param {ReadonlySet<string>} keys
 * @param {string} key
 */
function toggled(keys, key) {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return next;
}
