// The ChatHub that the tests talk to: CHATHUB_URL says where it is; its limits are off and its translator is the stub.
export const url = process.env.CHATHUB_URL ?? "http://localhost:5000";
export const password = "correct horse battery";
let count = 0;

export async function http(method, path, { body, token, server = url } = {}) {
  const answer = await fetch(server + path, {
    method,
    headers: { ...(body && { "Content-Type": "application/json" }), ...(token && { Authorization: `Bearer ${token}` }) },
    body: body && JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  const text = await answer.text();
  return text ? JSON.parse(text) : null;
}

/** Somebody new, signed up and logged in. */
export async function newUser({ language, server = url } = {}) {
  const username = `js${Date.now().toString(36)}-${process.pid}-${++count}`;
  await http("POST", "/signup", { body: { username, password, language }, server });
  const { accessToken, refreshToken } = await http("POST", "/login", { body: { username, password }, server });
  return { username, password, accessToken, refreshToken };
}

/** A public room that nobody else uses. */
export async function newRoom(owner, { server = url, ...settings } = {}) {
  const room = `room-${Date.now().toString(36)}-${process.pid}-${++count}`;
  await http("POST", "/rooms", { body: { room }, token: owner.accessToken, server });
  if (Object.keys(settings).length > 0) await http("PATCH", `/rooms/${room}`, { body: settings, token: owner.accessToken, server });
  return room;
}

/** A room's log from its start. */
export async function logOf(room, user) {
  const events = [];
  for (let after = 0, head = 1; after < head;) {
    const page = await http("GET", `/rooms/${room}/events?after=${after}&limit=1000`, { token: user.accessToken });
    events.push(...page.events);
    [after, head] = [page.events.at(-1)?.seq ?? page.head, page.head];
  }
  return events;
}

/** The texts that were posted to a room, in the order of its log. */
export const postedTo = async (room, user) => (await logOf(room, user)).filter(event => event.type === "message.posted").map(event => event.message.text);
