// The server that this page came from; it may be under a path of its own.
import { ChatError } from "./lib/chathub.js";

export const server = new URL("..", import.meta.url).href.replace(/\/$/, "");

/**
 * Calls the server without a session.
 * @param {string} method
 * @param {string} path
 * @param {object} [body]
 * @returns {Promise<any>}
 */
export async function callServer(method, path, body) {
  const answer = await fetch(server + path, {
    method,
    headers: { Accept: "application/json", ...body && { "Content-Type": "application/json" } },
    body: body && JSON.stringify(body),
  }).catch(cause => { throw new ChatError("unreachable", "The server cannot be reached.", { cause }); });
  const content = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new ChatError(content.code ?? "internal", content.detail ?? content.title ?? "", { errors: content.errors });
  return content;
}
