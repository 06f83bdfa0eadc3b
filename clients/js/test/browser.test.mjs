// The single-file build in a real browser: CHROMIUM says where it is.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { servePages } from "./support/pages.mjs";
import { startProxy } from "./support/proxy.mjs";
import { http, newRoom, newUser, password, postedTo, url } from "./support/server.mjs";
import { until } from "./support/waiting.mjs";

const options = { skip: !process.env.CHROMIUM && "CHROMIUM names no browser" };
let browser, pages;

before(async () => {
  if (options.skip) return;
  pages = await servePages();
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
});
after(async () => {
  await browser?.close();
  await pages?.close();
});

async function setting(t) {
  const [owner, user, proxy, context] = [await newUser(), await newUser(), await startProxy(url), await browser.newContext()];
  t.after(async () => {
    await context.close();
    await proxy.close();
  });
  return { owner, user, proxy, context, name: await newRoom(owner) };
}

async function openTab(context) {
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", error => faults.push(error.message));
  await page.goto(`${pages.url}/js/test/support/page.html`);
  return Object.assign(page, { faults });
}

/** Connects in the page and joins the room if there is one to join; what the page then shows is in `window.room`. */
const start = (page, options, room) => page.evaluate(async ({ options, room }) => {
  const { connect } = await import("/js/dist/chathub.browser.js");
  window.chat = await connect({ backoff: { first: 50, most: 200 }, ...options });
  if (room) window.room = await window.chat.join(room);
}, { options, room });

const texts = page => page.evaluate(() => window.room.messages.map(message => [message.text, message.status]));

test("a pending message survives the reload of its page, and is sent once", options, async t => {
  const { user, proxy, context, name } = await setting(t);
  const page = await openTab(context);
  await start(page, { url: proxy.url, username: user.username, password }, name);
  proxy.isDown = true;
  proxy.drop();
  // The page is reloaded in the same breath: what is in storage by then has to do.
  await page.evaluate(() => {
    window.room.send("one");
    window.room.send("two");
    location.reload();
  });
  await page.waitForLoadState("load");
  await page.waitForFunction(() => !window.chat);
  await start(page, { url: proxy.url });
  const joining = page.evaluate(async name => { window.room = await window.chat.join(name); }, name);
  proxy.isDown = false;
  await joining;
  await page.waitForFunction(() => window.room.messages.length === 2 && window.room.messages.every(message => message.status === "sent"));
  assert.deepEqual(await postedTo(name, user), ["one", "two"]);
  assert.deepEqual(page.faults, []);
});

test("two tabs share a session and renew it once", options, async t => {
  const { user, context, name } = await setting(t);
  const renewals = [];
  context.on("request", request => { if (request.method() === "POST" && request.url().endsWith("/refresh")) renewals.push(request.url()); });
  const tabs = [await openTab(context), await openTab(context)];
  const { accessToken, refreshToken } = user;
  await Promise.all(tabs.map(tab => start(tab, { url, accessToken, refreshToken, expiresIn: 2 }, name)));
  await until(() => renewals.length > 0);
  // Each goes on with a token that is not the first one, over the connection that it had.
  await Promise.all(tabs.map(tab => tab.waitForFunction(token => {
    const kept = Object.keys(localStorage).find(key => key.endsWith(":session"));
    return kept && JSON.parse(localStorage[kept]).accessToken !== token && window.chat.state === "connected";
  }, accessToken)));
  await Promise.all(tabs.map(tab => tab.evaluate(() => window.chat.request("GET", "/me"))));
  await tabs[0].evaluate(() => window.room.send("hello"));
  await tabs[1].waitForFunction(() => window.room.messages.length === 1);
  assert.equal(renewals.length, 1);
});

test("what a closed tab could not send is sent by the one that stays", options, async t => {
  const { user, proxy, context, name } = await setting(t);
  const tabs = [await openTab(context), await openTab(context)];
  await start(tabs[0], { url: proxy.url, username: user.username, password }, name);
  await start(tabs[1], { url: proxy.url }, name);
  proxy.isDown = true;
  proxy.drop();
  await tabs[0].evaluate(() => void window.room.send("last words"));
  assert.deepEqual(await texts(tabs[1]), []);
  await tabs[0].close();
  await tabs[1].waitForFunction(() => window.room.messages.some(message => message.status === "pending"));
  proxy.isDown = false;
  await tabs[1].waitForFunction(() => window.room.messages.some(message => message.status === "sent"));
  assert.deepEqual(await postedTo(name, user), ["last words"]);
});

test("what a tab could not send is sent by one that was opened before it", options, async t => {
  const { user, proxy, context, name } = await setting(t);
  const tabs = [await openTab(context), await openTab(context)];
  await start(tabs[0], { url: proxy.url, username: user.username, password }, name);
  await start(tabs[1], { url: proxy.url }, name);
  proxy.isDown = true;
  proxy.drop();
  await tabs[1].evaluate(() => void ["one", "two"].map(text => window.room.send(text)));
  await tabs[1].close();
  await tabs[0].waitForFunction(() => window.room.messages.filter(message => message.status === "pending").length === 2);
  proxy.isDown = false;
  await tabs[0].waitForFunction(() => window.room.messages.length === 2 && window.room.messages.every(message => message.status === "sent"));
  assert.deepEqual(await postedTo(name, user), ["one", "two"]);
});

test("a tab that is loaded again keeps what it has not sent, whoever else is open", options, async t => {
  const { user, proxy, context, name } = await setting(t);
  const tabs = [await openTab(context), await openTab(context), await openTab(context)];
  await start(tabs[0], { url: proxy.url, username: user.username, password }, name);
  await start(tabs[1], { url: proxy.url }, name);
  await start(tabs[2], { url: proxy.url }, name);
  proxy.isDown = true;
  proxy.drop();
  for (const tab of [tabs[0], tabs[2]]) await tab.evaluate(() => { window.room.on("change", room => { window.inherited ||= room.messages.some(message => message.status === "pending"); }); });
  await tabs[1].evaluate(() => void window.room.send("mine"));
  await tabs[1].reload();
  await start(tabs[1], { url: proxy.url });
  const joining = tabs[1].evaluate(async name => { window.room = await window.chat.join(name); }, name);
  proxy.isDown = false;
  await joining;
  await tabs[1].waitForFunction(() => window.room.messages.some(message => message.status === "sent"));
  assert.deepEqual(await postedTo(name, user), ["mine"]);
  for (const tab of [tabs[0], tabs[2]]) await tab.waitForFunction(() => window.room.messages.some(message => message.text === "mine" && message.status === "sent"));
  assert.deepEqual(await Promise.all([tabs[0], tabs[2]].map(tab => tab.evaluate(() => window.inherited))), [false, false]);
});

test("back online it does not wait for its next try", options, async t => {
  const { owner, user, proxy, context, name } = await setting(t);
  const page = await openTab(context);
  // So long between tries that only the browser's word can be the reason for one.
  await start(page, { url: proxy.url, username: user.username, password, backoff: { first: 600_000, most: 600_000 } }, name);
  await context.setOffline(true);
  proxy.drop();
  await page.waitForFunction(() => window.chat.state === "connecting");
  await page.evaluate(() => void window.room.send("written offline"));
  await http("POST", `/rooms/${name}/messages`, { body: { text: "said meanwhile" }, token: owner.accessToken });
  await context.setOffline(false);
  await page.waitForFunction(() => window.room.messages.length === 2 && window.room.messages.every(message => message.status === "sent"));
  assert.deepEqual(await texts(page), [["said meanwhile", "sent"], ["written offline", "sent"]]);
});

test("the sample's page signs up, talks, and shows what others say in the reader's language", options, async t => {
  const { owner, context } = await setting(t);
  await http("PUT", `/rooms/general/members/${owner.username}`, { body: {}, token: owner.accessToken });
  const page = await openTab(context);
  const complaints = [];
  page.on("console", message => { if (["error", "warning"].includes(message.type())) complaints.push(message.text()); });
  await page.goto(`${pages.url}/samples/web/?server=${encodeURIComponent(url)}`);
  const username = `web${Date.now().toString(36)}`;
  await page.getByLabel("Name").fill(username);
  await page.getByLabel("Password").fill(password);
  await page.getByLabel("I read").selectOption("es");
  await page.getByRole("button", { name: "Sign up" }).click();
  await page.getByPlaceholder("Write to everyone").fill(`Hello from ${username}!`);
  await page.keyboard.press("Enter");
  await page.locator("li.sent", { hasText: `Hello from ${username}!` }).waitFor();
  await http("POST", "/rooms/general/messages", { body: { text: "Good morning <b>all</b>", language: "en" }, token: owner.accessToken });
  const said = page.locator("li", { hasText: owner.username }).last();
  await said.getByText("[es] Good morning <b>all</b>").waitFor();
  if (process.env.SCREENSHOT) await page.screenshot({ path: process.env.SCREENSHOT });
  await page.reload();
  await page.locator("li.sent", { hasText: `Hello from ${username}!` }).waitFor();
  assert.deepEqual([...page.faults, ...complaints], []);
});

test("the sample's page reads in the language that was chosen at login, and says what went wrong", options, async t => {
  const { owner, user, context } = await setting(t);
  await http("PUT", `/rooms/general/members/${owner.username}`, { body: {}, token: owner.accessToken });
  await http("POST", "/rooms/general/messages", { body: { text: `Good evening, ${user.username}`, language: "en" }, token: owner.accessToken });
  const page = await openTab(context);
  await page.goto(`${pages.url}/samples/web/?server=${encodeURIComponent(url)}`);
  const logIn = async password => {
    await page.getByLabel("Name").fill(user.username);
    await page.getByLabel("Password").fill(password);
    await page.getByLabel("I read").selectOption("fr");
    await page.getByRole("button", { name: "Log in" }).click();
  };
  await logIn("not my password");
  await page.getByRole("alert").waitFor();
  await logIn(password);
  await page.getByText(`[fr] Good evening, ${user.username}`).waitFor();
  await page.reload();
  await page.getByText(`[fr] Good evening, ${user.username}`).waitFor();
  await http("PUT", `/rooms/general/members/${user.username}`, { body: {}, token: user.accessToken });
  await http("DELETE", `/rooms/general/members/${user.username}`, { token: user.accessToken });
  await page.getByText("You are no longer in this room: left.").waitFor();
  assert.deepEqual(page.faults, []);
});

test("the sample's page sends no password to a server that a link names", options, async t => {
  const { user, context } = await setting(t);
  const page = await openTab(context);
  const asked = [];
  await context.route("**/login", route => {
    asked.push(new URL(route.request().url()).origin);
    return route.abort();
  });
  await page.goto(`${pages.url}/samples/web/?server=${encodeURIComponent("https://elsewhere.example")}`);
  await page.getByLabel("Name").fill(user.username);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
  await until(() => asked.length > 0);
  assert.deepEqual([...new Set(asked)], ["http://localhost:5000"]);
});
