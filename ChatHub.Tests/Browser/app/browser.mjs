// A real browser, and the people in it. CHROMIUM says where the browser is, SERVER_URL where the server.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { chromium } from "playwright-core";

export const server = process.env.SERVER_URL.replace(/\/$/, "");
export const password = "correct horse battery";

const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
let browser;
let names = 0;

before(async () => { browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: flags }); });
after(() => browser?.close());

/** A name that nobody has yet. */
export const newName = (stem = "user") => `${stem}${process.pid.toString(36)}${++names}`;

/** Calls the server over HTTP, as a program would. */
export async function http(method, path, { body, token } = {}) {
  const answer = await fetch(server + path, {
    method,
    headers: { "Content-Type": "application/json", ...token && { Authorization: `Bearer ${token}` } },
    body: body && JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return text ? JSON.parse(text) : undefined;
}

/** Somebody with an account, who talks over HTTP. */
export async function newUser({ username = newName(), ...profile } = {}) {
  await http("POST", "/signup", { body: { username, password, ...profile } });
  const { accessToken: token } = await http("POST", "/login", { body: { username, password } });
  return {
    username,
    token,
    call: (method, path, body) => http(method, path, { body, token }),
    join: room => http("PUT", `/rooms/${room}/members/${username}`, { body: {}, token }),
    say: (room, text, more) => http("POST", `/rooms/${room}/messages`, { body: { text, ...more }, token }),
  };
}

/**
 * A browser of somebody's own, at the app. The test fails for whatever the page complains of: an error, a failed request, a violation of the Content-Security-Policy. `expected` are
 * patterns of complaints that the test asks for; `prepare` sets the page up before it is opened.
 */
export async function openApp(t, { locale = "en-US", expected = [], path = "/", prepare = async () => {}, ...options } = {}) {
  const context = await browser.newContext({ locale, viewport: { width: 1200, height: 800 }, ...options });
  const complaints = [];
  await context.exposeFunction("complain", text => { complaints.push(text); });
  await context.addInitScript(() => document.addEventListener("securitypolicyviolation", event =>
    window.complain(`violation: ${event.violatedDirective} ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber}`)));
  const page = await context.newPage();
  page.on("console", message => { if (["error", "warning"].includes(message.type())) complaints.push(`console: ${message.text()}`); });
  page.on("pageerror", error => complaints.push(`error: ${error.stack ?? error.message}`));
  page.on("dialog", dialog => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  t.after(async () => {
    await context.close();
    assert.deepEqual(complaints.filter(complaint => !expected.some(pattern => pattern.test(complaint))), []);
  });
  await prepare(page);
  await page.goto(server + path);
  return page;
}

/** What a refusal that a test asks for shows in the console. */
export const refused = status => new RegExp(`^console: Failed to load resource: .*${status}`);

/** A browser in which somebody new has signed up. */
export async function signUp(t, { username = newName(), displayName = "", language, labels = english, ...options } = {}) {
  const page = await openApp(t, options);
  await page.getByRole("button", { name: labels.signUp }).click();
  // It has taken the place of the form for logging in.
  await page.getByLabel(labels.displayName).waitFor();
  await page.getByLabel(labels.username).fill(username);
  if (displayName) await page.getByLabel(labels.displayName).fill(displayName);
  await page.getByLabel(labels.password).fill(password);
  if (language !== undefined) await page.getByLabel(labels.language).selectOption(language);
  await page.locator("form button.primary").click();
  await page.locator(".layout, [role=alert]").first().waitFor();
  assert.deepEqual(await page.getByRole("alert").allInnerTexts(), []);
  return Object.assign(page, { username });
}

export const english = { signUp: "Sign up", username: "Username", displayName: "Your name", password: "Password", language: "I read" };
export const spanish = { signUp: "Crear cuenta", username: "Nombre de usuario", displayName: "Tu nombre", password: "Contraseña", language: "Leo en" };

/** Opens a room by its address; one becomes a member by it. */
export async function enter(page, room) {
  await page.evaluate(room => { location.hash = `#/rooms/${room}`; }, room);
  await page.locator(".composer textarea").waitFor();
}

export const composer = page => page.locator(".composer textarea");

/** Writes a message and sends it. */
export async function say(page, text) {
  await composer(page).fill(text);
  await composer(page).press("Enter");
}

/** A message in the timeline, by what it says. */
export const messageWith = (page, text) => page.locator("li.message", { has: page.locator(".text", { hasText: text }) });
