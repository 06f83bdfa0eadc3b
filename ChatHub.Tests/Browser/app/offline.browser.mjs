// Without a connection.
import assert from "node:assert/strict";
import { test } from "node:test";
import { enter, messageWith, newName, newUser, say, signUp } from "./browser.mjs";

test("offline, the banner says so and counts what waits; back, that is sent once and what was missed is there", async t => {
  const room = newName("room");
  const luis = await newUser();
  await luis.call("POST", "/rooms", { room, title: "Room" });
  const sockets = [];
  const page = await signUp(t, {
    expected: [/^console: .*ERR_INTERNET_DISCONNECTED/],
    // Offline, the browser lets sockets live on that are open already.
    prepare: page => page.routeWebSocket(/\/hubs\/chat/, socket => {
      socket.connectToServer();
      sockets.push(socket);
    }),
  });
  await enter(page, room);
  await say(page, "before");
  await page.locator("li.message.is-sent", { hasText: "before" }).waitFor();
  assert.equal(await page.locator(".banner").count(), 0);

  await page.context().setOffline(true);
  for (const socket of sockets) await socket.close();
  await page.locator(".banner", { hasText: "You are offline." }).waitFor();
  await say(page, "written offline");
  await messageWith(page, "written offline").getByText("Sending…").waitFor();
  await page.locator(".banner", { hasText: "1 message is waiting." }).waitFor();
  await luis.say(room, "said meanwhile", { language: "en" });

  await page.context().setOffline(false);
  await page.locator("li.message.is-sent", { hasText: "written offline" }).waitFor();
  await messageWith(page, "said meanwhile").waitFor();
  await page.locator(".banner").waitFor({ state: "detached" });
  const { items } = await luis.call("GET", `/rooms/${room}/messages`);
  assert.deepEqual(items.map(({ text }) => text).sort(), ["before", "said meanwhile", "written offline"]);
});
