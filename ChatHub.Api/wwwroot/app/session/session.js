// Whose session this page has: it begins with what is in storage, and ends by logging out, here or elsewhere.
import { ChatError, connect } from "../lib/chathub.js";
import { callServer, server } from "../server.js";
import { Store } from "../store.js";
import { SignedIn } from "./signed-in.js";

/**
 * @typedef {{ phase: "opening" }
 *   | { phase: "signedOut", endedBy?: string, error?: unknown }
 *   | { phase: "signedIn", signedIn: SignedIn }} Session
 */

/** @type {Store<Session>} */
export const session = new Store(/** @type {Session} */ ({ phase: "opening" }));

/** Goes on with the last session, if there is one. */
export async function openSession() {
  session.set({ phase: "opening" });
  try {
    await enter({});
  } catch (error) {
    const isNone = error instanceof ChatError && ["unauthenticated", "invalid_token", "token_expired"].includes(error.code);
    session.set({ phase: "signedOut", error: isNone ? undefined : error });
  }
}

/**
 * @param {string} username
 * @param {string} password
 */
export const logIn = (username, password) => enter({ username, password });

/** @param {{ username: string, password: string, displayName?: string, language?: string | null }} account */
export async function signUp(account) {
  await callServer("POST", "/signup", account);
  await logIn(account.username, account.password);
}

export async function logOut() {
  const { value } = session;
  if (value.phase !== "signedIn") return;
  await value.signedIn.chat.logout();
  leave(value.signedIn, "logout");
}

/** @param {{ username?: string, password?: string }} credentials */
async function enter(credentials) {
  const chat = await connect({ url: server, ...credentials });
  const signedIn = new SignedIn(chat);
  chat.on("sessionEnded", ({ reason }) => leave(signedIn, reason));
  session.set({ phase: "signedIn", signedIn });
}

/**
 * @param {SignedIn} signedIn
 * @param {string} endedBy
 */
function leave(signedIn, endedBy) {
  const { value } = session;
  if (value.phase !== "signedIn" || value.signedIn !== signedIn) return;
  signedIn.close();
  if (endedBy === "logout" || endedBy === "account_deleted") signedIn.drafts.clear();
  location.hash = "";
  session.set({ phase: "signedOut", endedBy });
}
