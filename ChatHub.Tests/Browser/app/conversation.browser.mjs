// Two people in two browsers and two languages.
import assert from "node:assert/strict";
import { test } from "node:test";
import { composer, english, enter, messageWith, newName, newUser, say, signUp, spanish } from "./browser.mjs";

const labels = page => page.locator("li.message .text");

/** A room of the test's own, in which both are. */
async function meet(t) {
  const room = newName("room");
  const owner = await newUser();
  await owner.call("POST", "/rooms", { room, title: "The garden" });
  const ada = await signUp(t, { username: newName("ada"), displayName: "Ada", language: "en" });
  const luis = await signUp(t, { username: newName("luis"), displayName: "Luis", language: "es", locale: "es-ES", labels: spanish });
  await enter(ada, room);
  await enter(luis, room);
  return { ada, luis, room, owner };
}

test("two people sign up in their languages, see each other type, and read each other's words in their own", async t => {
  const { ada, luis } = await meet(t);
  assert.equal(await ada.evaluate(() => document.documentElement.lang), "en");
  assert.equal(await luis.evaluate(() => document.documentElement.lang), "es");

  await composer(ada).pressSequentially("Good morning");
  await luis.getByText("Ada está escribiendo…").waitFor();
  await composer(ada).press("Enter");
  await luis.getByText("Ada está escribiendo…").waitFor({ state: "hidden" });

  // What Ada says is of her language; it comes to Luis at once, and then in his.
  const said = luis.locator("li.message").filter({ hasText: "Good morning" });
  await said.getByText("[es] Good morning").waitFor();
  assert.equal(await said.locator(".text").getAttribute("lang"), "es");
  await said.getByText("Traducido del inglés").waitFor();
  await said.getByRole("button", { name: "Ver original" }).click();
  await said.locator(".text", { hasText: /^Good morning$/ }).waitFor();
  assert.equal(await said.locator(".text").getAttribute("lang"), "en");
  await said.getByRole("button", { name: "Ver traducción" }).click();
  await said.getByText("[es] Good morning").waitFor();

  await say(luis, "Hola, ¿qué tal?");
  await messageWith(ada, "[en] Hola, ¿qué tal?").getByText("Translated from Spanish").waitFor();
  assert.deepEqual(await labels(ada).allInnerTexts(), ["Good morning", "[en] Hola, ¿qué tal?"], "one's own words stay as they are");
});

test("another reading language translates what is there anew, and none takes the translations away", async t => {
  const { ada, room, owner } = await meet(t);
  await owner.say(room, "Willkommen", { language: "de" });
  await messageWith(ada, "[en] Willkommen").waitFor();
  const picker = ada.getByLabel("Reading language");
  await picker.selectOption("pt");
  await messageWith(ada, "[pt] Willkommen").waitFor();
  await picker.selectOption("Do not translate");
  await ada.locator("li.message .text", { hasText: /^Willkommen$/ }).waitFor();
  assert.equal(await ada.locator(".translation").count(), 0);
  // It is the profile's from now on.
  await ada.reload();
  await ada.locator("li.message .text", { hasText: /^Willkommen$/ }).waitFor();
  assert.equal(await ada.getByLabel("Reading language").inputValue(), "");
});

test("Enter sends, Shift+Enter begins a line, and the field grows with it", async t => {
  const { ada, luis } = await meet(t);
  const height = () => composer(ada).evaluate(field => field.clientHeight);
  const before = await height();
  await composer(ada).pressSequentially("one");
  await composer(ada).press("Shift+Enter");
  await composer(ada).pressSequentially("two");
  assert.ok(await height() > before);
  await composer(ada).press("Enter");
  assert.equal(await composer(ada).inputValue(), "");
  assert.equal(await height(), before);
  await messageWith(luis, "two").waitFor();
  assert.equal(await luis.locator("li.message").count(), 1);
  await composer(ada).press("Enter");
  assert.equal(await ada.locator("li.message").count(), 1, "nothing is no message");
});

test("mark-down, mentions, reactions, edits and tombstones are shown", async t => {
  const { ada, room, owner } = await meet(t);
  const say = async (text, more) => (await owner.say(room, text, { language: "en", ...more })).id;
  const id = await say(`**bold** \`code\` [link](https://example.org/) @${ada.username}`);
  const body = messageWith(ada, "bold");
  await body.locator("strong", { hasText: "bold" }).waitFor();
  await body.locator("code", { hasText: "code" }).waitFor();
  assert.equal(await body.getByRole("link").getAttribute("rel"), "noopener noreferrer nofollow");
  await body.locator(".mention.is-me").waitFor();
  await owner.call("PUT", `/rooms/${room}/messages/${id}/reactions/${encodeURIComponent("👍")}`);
  await body.locator(".reaction", { hasText: "1" }).waitFor();
  await owner.call("PATCH", `/rooms/${room}/messages/${id}`, { text: "changed" });
  await messageWith(ada, "changed").getByText("edited").waitFor();
  await say("an answer", { replyTo: id });
  await messageWith(ada, "an answer").locator(".reply", { hasText: "changed" }).waitFor();
  await owner.call("DELETE", `/rooms/${room}/messages/${id}`);
  await ada.getByText("This message was deleted.").waitFor();
});

test("a message's menu copies what is shown", async t => {
  const { ada, room, owner } = await meet(t);
  await ada.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await owner.say(room, "Guten Tag", { language: "de" });
  const body = messageWith(ada, "[en] Guten Tag");
  await body.hover();
  await body.getByRole("button", { name: "Actions" }).click();
  await ada.getByRole("menuitem", { name: "Copy text" }).click();
  await ada.locator(".notice", { hasText: "Copied" }).waitFor();
  assert.equal(await ada.evaluate(() => navigator.clipboard.readText()), "[en] Guten Tag");
});

test("a draft stays with its room, through a reload and until it is sent", async t => {
  const { ada, room } = await meet(t);
  await composer(ada).fill("not yet");
  await enter(ada, "general");
  await ada.waitForFunction(() => document.querySelector("#room-title").textContent === "General");
  assert.equal(await composer(ada).inputValue(), "");
  await enter(ada, room);
  await ada.waitForFunction(() => document.querySelector(".composer textarea")?.value === "not yet");
  await ada.reload();
  await ada.waitForFunction(() => document.querySelector(".composer textarea")?.value === "not yet");
  await composer(ada).press("Enter");
  await messageWith(ada, "not yet").waitFor();
  await ada.reload();
  await composer(ada).waitFor();
  assert.equal(await composer(ada).inputValue(), "");
});

test("what is refused stays with its reason, to be sent again or discarded", async t => {
  const { ada, room, owner } = await meet(t);
  await owner.call("PUT", `/rooms/${room}/mutes/${ada.username}`, {});
  await say(ada, "may I?");
  const body = messageWith(ada, "may I?");
  await body.getByText("You are muted in this room.").waitFor();
  await owner.call("DELETE", `/rooms/${room}/mutes/${ada.username}`);
  await body.getByRole("button", { name: "Send again" }).click();
  await ada.locator("li.message.is-sent", { hasText: "may I?" }).waitFor();
  await owner.call("PUT", `/rooms/${room}/mutes/${ada.username}`, {});
  await say(ada, "never mind");
  await messageWith(ada, "never mind").getByRole("button", { name: "Discard" }).click();
  await messageWith(ada, "never mind").waitFor({ state: "detached" });
});
