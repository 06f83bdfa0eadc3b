// The room list, and what one does with rooms.
import assert from "node:assert/strict";
import { test } from "node:test";
import { enter, messageWith, newName, newUser, refused, say, signUp } from "./browser.mjs";

const item = (page, text) => page.locator(".room-item", { hasText: text });

test("a room is created with an address made of its title, found and joined by others, and left", async t => {
  const owner = await signUp(t);
  const title = `Jardín ${newName("x")}`;
  await owner.getByRole("button", { name: "Create a room" }).click();
  const dialog = owner.getByRole("dialog");
  await dialog.getByLabel("Title").fill(title);
  const address = await owner.waitForFunction(() => document.querySelector("dialog [name=room]").value).then(handle => handle.jsonValue());
  assert.match(address, /^jardin-x/);
  await dialog.getByLabel("Topic").fill("Plants");
  await dialog.getByRole("button", { name: "Create a room" }).click();
  await owner.locator("#room-title", { hasText: title }).waitFor();
  assert.equal(new URL(owner.url()).hash, `#/rooms/${address}`);

  const guest = await signUp(t);
  await guest.getByRole("button", { name: "Find rooms" }).first().click();
  await guest.getByRole("dialog").getByLabel("Filter by name").fill(title.toUpperCase());
  await guest.getByRole("dialog").getByRole("link", { name: `Join: ${title}` }).click();
  await guest.locator("#room-title", { hasText: title }).waitFor();
  await item(guest, title).waitFor();
  await say(guest, "hello");
  await messageWith(owner, "hello").waitFor();

  await guest.getByRole("button", { name: "More about this room" }).click();
  await guest.getByRole("menuitem", { name: "Leave the room" }).click();
  await guest.locator(".notice", { hasText: "You have left" }).waitFor();
  await item(guest, title).waitFor({ state: "detached" });
  assert.equal(new URL(guest.url()).hash, "#/");
});

test("a room that one comes back to is open again, however many there were between", async t => {
  const luis = await newUser();
  const rooms = Array.from({ length: 7 }, () => newName("room"));
  for (const room of rooms) await luis.call("POST", "/rooms", { room, title: room });
  const page = await signUp(t);
  for (const room of [...rooms, ...rooms]) {
    await page.evaluate(room => { location.hash = `#/rooms/${room}`; }, room);
    await page.locator("#room-title", { hasText: room }).waitFor();
  }
  await say(page, "back");
  await page.locator("li.message.is-sent", { hasText: "back" }).waitFor();
  // Let go of one room and come back to it at once, before the server has answered.
  await page.evaluate(([one, other]) => {
    location.hash = `#/rooms/${one}`;
    new MutationObserver((_, observer) => {
      if (document.querySelector("#room-title")?.textContent !== one) return;
      observer.disconnect();
      location.hash = `#/rooms/${other}`;
    }).observe(document, { subtree: true, childList: true, characterData: true });
  }, [rooms[0], rooms[2]]);
  await page.locator("#room-title", { hasText: rooms[2] }).waitFor();
  await say(page, "and again");
  await page.locator("li.message.is-sent", { hasText: "and again" }).waitFor();
});

test("the only owner is told why they cannot leave", async t => {
  const page = await signUp(t);
  await page.getByRole("button", { name: "Create a room" }).click();
  await page.getByRole("dialog").getByLabel("Title").fill(newName("mine"));
  await page.getByRole("dialog").getByRole("button", { name: "Create a room" }).click();
  await page.getByRole("button", { name: "More about this room" }).click();
  await page.getByRole("menuitem", { name: "Leave the room" }).click();
  await page.locator(".notice", { hasText: "You are the only owner" }).waitFor();
});

test("an address that is taken is told in the dialog, which stays", async t => {
  const page = await signUp(t, { expected: [refused(409)] });
  await page.getByRole("button", { name: "Create a room" }).click();
  await page.getByRole("dialog").getByLabel("Title").fill("General");
  await page.getByRole("dialog").getByRole("button", { name: "Create a room" }).click();
  await page.getByRole("dialog").getByText("A room with this address exists already.").waitFor();
});

test("direct messages and invitations appear by themselves, with what is unread", async t => {
  const luis = await newUser({ displayName: "Luis" });
  const page = await signUp(t);
  const { room } = await luis.call("POST", "/rooms/direct", { username: page.username });
  await luis.say(room, "psst");
  await item(page, "Luis").getByText("1 unread message").waitFor();
  const team = newName("team");
  await luis.call("POST", "/rooms", { room: team, title: "The team", visibility: "private" });
  await luis.call("PUT", `/rooms/${team}/members/${page.username}`, {});
  await luis.say(team, `welcome @${page.username}`);
  await item(page, "The team").getByText("1 mention of you").waitFor();

  // Seen, it is read.
  await item(page, "The team").click();
  await page.locator(".unread-line").waitFor();
  await item(page, "The team").locator(".count").first().waitFor({ state: "detached" });
  const members = await luis.call("GET", `/rooms/${team}/members`);
  const { head } = await luis.call("GET", `/rooms/${team}`);
  assert.equal(members.items.find(member => member.username === page.username).lastRead, head);

  await luis.call("DELETE", `/rooms/${team}/members/${page.username}`);
  await page.locator(".notice", { hasText: "You are no longer a member of The team." }).waitFor();
  await item(page, "The team").waitFor({ state: "detached" });
});

test("a conversation begins with somebody's name", async t => {
  const luis = await newUser({ displayName: "Luis" });
  const page = await signUp(t, { expected: [refused(404)] });
  await page.getByRole("button", { name: "New direct message" }).click();
  await page.getByRole("dialog").getByLabel("Username").fill("nobody-at-all");
  await page.getByRole("dialog").getByRole("button", { name: "Start" }).click();
  await page.getByRole("dialog").getByText("There is nobody with this name.").waitFor();
  await page.getByRole("dialog").getByLabel("Username").fill(luis.username);
  await page.getByRole("dialog").getByRole("button", { name: "Start" }).click();
  await page.locator("#room-title", { hasText: "Luis" }).waitFor();
  await say(page, "hi");
  await page.locator("li.message.is-sent", { hasText: "hi" }).waitFor();
});

test("what comes while nobody looks is unread, in a followed room and in others", async t => {
  const [room, other] = [newName("room"), newName("room")];
  const luis = await newUser();
  for (const name of [room, other]) await luis.call("POST", "/rooms", { room: name, title: name });
  const page = await signUp(t);
  await enter(page, other);
  await page.locator("#room-title", { hasText: other }).waitFor();
  await enter(page, room);
  await page.locator("#room-title", { hasText: room }).waitFor();
  await luis.say(other, "over here");
  await item(page, other).getByText("1 unread message").waitFor();
  await item(page, other).click();
  await messageWith(page, "over here").waitFor();
  await page.locator(".unread-line").waitFor();
  await item(page, other).locator(".count").first().waitFor({ state: "detached" });
  // What comes before one's eyes is not set apart.
  await enter(page, room);
  await page.locator("#room-title", { hasText: room }).waitFor();
  await luis.say(room, "seen at once");
  await messageWith(page, "seen at once").waitFor();
  assert.equal(await page.locator(".unread-line").count(), 0);
});

test("a room that is not there says so, and so does one that one may not see", async t => {
  const page = await signUp(t);
  await page.evaluate(() => { location.hash = "#/rooms/no-such-room"; });
  await page.getByText("This room does not exist, or you may not see it.").waitFor();
});

test("on a phone, one pane is shown at a time", async t => {
  const page = await signUp(t, { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true });
  await page.locator(".room-list").waitFor();
  assert.equal(await page.locator(".content").isVisible(), false);
  await enter(page, "general");
  assert.equal(await page.locator(".room-list").isVisible(), false);
  const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
  assert.equal(scrollWidth, clientWidth, "nothing hangs over");
  await page.getByRole("link", { name: "Back to the rooms" }).click();
  await item(page, "General").waitFor();
});
