import { useSignedIn } from "../session/signed-in.js";
import { t } from "../text/text.js";
import { html, useEffect, useEvents, useRender, useState, useStore, useWindowEvents } from "../view.js";
import { announce } from "./live.js";

/** So long a connection may take before anybody is told: coming back at once is no news. */
const patience = 1_000;

/** Says that there is no connection, and what is still to be sent. */
export function Banner() {
  const { chat, rooms } = useSignedIn();
  const [isShown, setShown] = useState(false);
  useEvents(chat, "state");
  useStore(rooms.all);
  useWindowEvents(["online", "offline"], useRender());
  const isAway = chat.state === "connecting";

  useEffect(() => {
    if (!isAway) return;
    const timer = setTimeout(() => setShown(true), patience);
    return () => clearTimeout(timer);
  }, [isAway]);

  useEffect(() => {
    if (isShown) announce(t(isAway ? "banner.reconnecting" : "banner.back"));
    if (!isAway) setShown(false);
  }, [isShown, isAway]);

  if (!isAway || !isShown) return null;
  const waiting = rooms.followed.flatMap(room => room.messages).filter(message => message.status === "pending").length;
  return html`
    <p class="banner">
      <strong>${t(navigator.onLine ? "banner.reconnecting" : "banner.offline")}</strong>${" "}
      ${waiting > 0 ? t("banner.waiting", { n: waiting }) : t("banner.keepWriting")}
    </p>`;
}
