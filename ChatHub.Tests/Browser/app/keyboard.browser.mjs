// Without a mouse.
import assert from "node:assert/strict";
import { test } from "node:test";
import { composer, enter, newName, newUser, signUp } from "./browser.mjs";

const focused = page => page.evaluate(() => document.activeElement.dataset.id ?? document.activeElement.outerHTML.slice(0, 100));
const hasFocus = (page, id) => page.waitForFunction(id => document.activeElement.dataset.id === id, id);
/** Once the rows around it are measured: those may be higher than was guessed. */
const isInView = page => page.waitForFunction(() => {
  const [row, view] = [document.activeElement.getBoundingClientRect(), document.querySelector(".timeline-scroller").getBoundingClientRect()];
  return row.top >= view.top - 1 && row.bottom <= view.bottom + 1;
});

test("the arrows lead through the messages, and Enter opens their actions", async t => {
  const room = newName("room");
  const luis = await newUser();
  await luis.call("POST", "/rooms", { room, title: "Room" });
  const ids = [];
  for (let number = 0; number < 60; number++) ids.push(String((await luis.say(room, `message ${number} ${"and more ".repeat(number % 30)}`, { language: "en" })).id));
  const page = await signUp(t, { language: "en" });
  await enter(page, room);
  await page.locator(`li[data-id="${ids.at(-1)}"]`).waitFor();
  await composer(page).focus();
  await page.keyboard.press("Shift+Tab");
  // Within the last message are its own buttons; from them, the message itself.
  while (!/^\d+$/.test(await focused(page))) await page.keyboard.press("Shift+Tab");
  assert.equal(await focused(page), ids.at(-1));
  for (let index = ids.length - 2; index >= 0; index--) {
    await page.keyboard.press("ArrowUp");
    await hasFocus(page, ids[index]);
    await isInView(page);
  }
  await page.keyboard.press("ArrowDown");
  await hasFocus(page, ids[1]);
  await page.keyboard.press("End");
  await hasFocus(page, ids.at(-1));
  await isInView(page);
  await page.keyboard.press("Home");
  await hasFocus(page, ids[0]);
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Copy text" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("menu").waitFor({ state: "detached" });
  await hasFocus(page, ids[0]);
});

test("dialogs keep the focus, and give it back", async t => {
  const page = await signUp(t);
  const opener = page.getByRole("button", { name: "Create a room" });
  await opener.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByLabel("Title").waitFor();
  await page.waitForFunction(() => document.activeElement.name === "title");
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.waitForFunction(button => button === document.activeElement, await opener.elementHandle());
});
