// What people write stays text, wherever it is shown.
import assert from "node:assert/strict";
import { test } from "node:test";
import { composer, enter, messageWith, newName, newUser, say, signUp } from "./browser.mjs";

const attacks = [
  "<script>window.injected = true</script>",
  "<img src=x onerror=\"window.injected = true\">",
  "<svg onload=\"window.injected = true\">",
  "<a href=\"javascript:window.injected=true\">a</a>",
  "[a](javascript:window.injected=true)",
  "[a](data:text/html,<script>window.injected=true</script>)",
  "![a](x\" onerror=\"window.injected=true)",
  "<style>* { display: none }</style>",
  "<iframe srcdoc=\"<script>parent.injected=true</script>\"></iframe>",
  "```\n</code></pre><script>window.injected = true</script>\n```",
  "`<b onclick=window.injected=true>`",
  "\"><script>window.injected = true</script>",
  "{{constructor.constructor('window.injected=true')()}} ${window.injected=true}",
];
const markup = attacks[1];
const isHarmless = page => page.evaluate(() => window.injected === undefined && !document.querySelector("#app img, #app script, #app iframe, #app style, #app [onerror], #app [onload], #app [onclick]"));

test("HTML and script in messages, translations and originals run nothing", async t => {
  const room = newName("room");
  const luis = await newUser({ displayName: markup });
  await luis.call("POST", "/rooms", { room, title: markup, topic: markup });
  const page = await signUp(t, { displayName: markup, language: "en" });
  await enter(page, room);
  for (const attack of attacks) {
    await luis.say(room, attack, { language: "es" });
    await say(page, attack);
  }
  await luis.say(room, "the end", { language: "en" });
  await messageWith(page, "the end").waitFor();
  await page.locator("li.message.is-pending").first().waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Show original" }).evaluateAll(buttons => buttons.forEach(button => button.click()));
  await page.getByRole("button", { name: "Show translation" }).first().waitFor();
  assert.ok(await isHarmless(page));
  assert.equal(await page.locator("#room-title").innerText(), markup);
  assert.equal(await page.locator(".topic").innerText(), markup);
  assert.equal(await page.locator(".account-name > bdi").innerText(), markup);
  // As it was written, in the text.
  await messageWith(page, attacks[0]).first().waitFor();
  assert.deepEqual(await page.locator("li.message a").evaluateAll(links => links.map(link => link.protocol)), []);
});

test("nor do they in any other field", async t => {
  const page = await signUp(t, { displayName: markup });
  await page.getByRole("button", { name: "Create a room" }).click();
  const dialog = page.getByRole("dialog");
  const title = `${markup} ${newName()}`;
  await dialog.getByLabel("Title").fill(title);
  await dialog.getByLabel("Topic").fill(attacks[0]);
  await dialog.getByRole("button", { name: "Create a room" }).click();
  await page.locator("#room-title", { hasText: title }).waitFor();
  await page.locator(".room-item", { hasText: title }).waitFor();
  // As a guest sees it: in the list of rooms to join, in notices, as somebody who types.
  const guest = await signUp(t);
  await guest.locator(".home").getByLabel("Filter by name").fill(markup);
  await guest.locator(".home").getByRole("link", { name: `Join: ${title}` }).click();
  await guest.locator(".composer").waitFor();
  await composer(page).fill(attacks[0]);
  await guest.locator(".typing", { hasText: markup }).waitFor();
  await guest.getByRole("button", { name: "More about this room" }).click();
  await guest.getByRole("menuitem", { name: "Leave the room" }).click();
  await guest.locator(".notice", { hasText: title }).waitFor();
  assert.ok(await isHarmless(page));
  assert.ok(await isHarmless(guest));
});

/** Addresses, and what shows that they have been looked at. */
const outcomes = {
  "#/rooms/%3Cimg%20src=x%20onerror=window.injected=true%3E": ".room-opening [role=alert]",
  "#/rooms/%": ".room-opening [role=alert]",
  "#javascript:window.injected=true": ".home",
  "#/rooms/../../logout": ".home",
};

test("nor does the address", async t => {
  const page = await signUp(t);
  for (const [hash, outcome] of Object.entries(outcomes)) {
    await page.evaluate(hash => { location.hash = hash; }, hash);
    await page.locator(outcome).waitFor();
    // Between two addresses, one that is surely shown.
    await page.evaluate(() => { location.hash = "#/rooms/general"; });
    await page.locator(".composer").waitFor();
  }
  assert.ok(await isHarmless(page));
});
