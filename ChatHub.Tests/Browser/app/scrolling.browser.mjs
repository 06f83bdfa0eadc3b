// Ten thousand messages.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { enter, messageWith, newName, newUser, signUp } from "./browser.mjs";

const count = 10_000;
const room = newName("long");
let luis;

const words = "a long room has messages of many lengths and each of them is as high as its text wants it to be ".split(" ");
const textOf = number => `#${number} ${Array.from({ length: number * 37 % 90 }, (_, index) => words[(number + index) % words.length]).join(" ")}`;

before(async () => {
  luis = await newUser();
  await luis.call("POST", "/rooms", { room, title: "Long" });
  let next = 0;
  await Promise.all(Array.from({ length: 16 }, async () => { while (next < count) await luis.say(room, textOf(++next), { language: "en" }); }));
});

const scroller = page => page.locator(".timeline-scroller");
const scrollTo = (page, top) => scroller(page).evaluate((element, top) => { element.scrollTop = top; }, top);
const nodes = page => page.evaluate(() => document.querySelectorAll("*").length);

/** The first message that is wholly in view, and where it is on the screen. */
const firstInView = page => scroller(page).evaluate(element => {
  const { top } = element.getBoundingClientRect();
  const row = [...element.querySelectorAll("li.message")].find(row => row.getBoundingClientRect().top >= top);
  return { key: row.dataset.key, top: row.getBoundingClientRect().top, id: Number(row.dataset.id) };
});

const topOf = (page, key) => page.locator(`li[data-key="${key}"]`).evaluate(row => row.getBoundingClientRect().top);

/** Scrolls up by the wheel until the room's beginning is there. */
async function toBeginning(page) {
  await scroller(page).hover();
  while (!await page.getByText("This is the beginning of Long.").isVisible()) {
    await page.mouse.wheel(0, -20_000);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}

test("10,000 messages are scrolled through with few of them in the document, each in its place and none twice", async t => {
  const page = await signUp(t, { language: "en" });
  await enter(page, room);
  await scroller(page).waitFor();
  const few = await nodes(page);
  await toBeginning(page);
  assert.ok(await nodes(page) < Math.max(2_500, 3 * few), `${await nodes(page)} elements`);
  const height = await scroller(page).evaluate(element => element.scrollHeight);
  assert.ok(height > 300_000, `${height}`);

  // What is on the screen is without a hole, wherever one is.
  for (const share of [0, .1, .37, .5, .73, .99, 1]) {
    await scrollTo(page, share * height);
    const seen = await page.waitForFunction(() => {
      const element = document.querySelector(".timeline-scroller");
      const view = element.getBoundingClientRect();
      const rows = [...element.querySelectorAll(".timeline-list > li")].map(row => ({ box: row.getBoundingClientRect(), id: row.dataset.id && Number(row.dataset.id) }));
      if (!(rows[0].box.top <= view.top + 1 && rows.at(-1).box.bottom >= view.bottom - 1)) return null;
      return {
        isGapless: rows.every((row, index) => index === 0 || Math.abs(row.box.top - rows[index - 1].box.bottom) < 1),
        ids: rows.filter(row => row.id).map(row => row.id),
        nodes: document.querySelectorAll("*").length,
      };
    }).then(handle => handle.jsonValue());
    assert.ok(seen.isGapless, `at ${share}`);
    assert.deepEqual(seen.ids, seen.ids.map((_, index) => seen.ids[0] + index), `at ${share}`);
    assert.ok(seen.nodes < 2_500, `${seen.nodes} elements at ${share}`);
  }
});

test("the place is kept to the pixel when older messages come above, when translations come, and when new ones come below", async t => {
  const page = await signUp(t, { language: "en" });
  await enter(page, room);
  await scroller(page).waitFor();
  // Held back, so that there is a moment before they come.
  let release;
  const held = new Promise(resolve => { release = resolve; });
  await page.route("**/messages?before=*", async route => {
    await held;
    await route.continue();
  });
  await scroller(page).hover();
  await page.mouse.wheel(0, -3_000);
  await page.getByText("Loading older messages…").waitFor();
  await page.mouse.wheel(0, -100_000);
  await page.waitForFunction(() => document.querySelector(".timeline-scroller").scrollTop === 0);
  await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
  const first = await page.locator("li.message").nth(1).evaluate(row => ({ key: row.dataset.key, top: row.getBoundingClientRect().top }));
  release();
  await page.waitForFunction(() => document.querySelector(".timeline-scroller").scrollTop > 500);
  assert.ok(Math.abs(await topOf(page, first.key) - first.top) <= 1, "older ones above");
  await page.unroute("**/messages?before=*");

  const reader = await firstInView(page);
  await luis.say(room, "one more", { language: "en" });
  await page.getByRole("button", { name: "1 new message" }).waitFor();
  assert.ok(Math.abs(await topOf(page, reader.key) - reader.top) <= 1, "new ones below");

  await page.getByLabel("Reading language").selectOption("es");
  await page.locator("li.message", { hasText: "[es]" }).first().waitFor();
  assert.ok(Math.abs(await topOf(page, reader.key) - reader.top) <= 1, "translations");

  await page.getByRole("button", { name: "1 new message" }).click();
  await messageWith(page, "one more").waitFor();
  await page.waitForFunction(() => {
    const element = document.querySelector(".timeline-scroller");
    return element.scrollHeight - element.clientHeight - element.scrollTop < 1;
  });
});

test("at the end one stays at the end, whatever comes and however high it is", async t => {
  const page = await signUp(t, { language: "en" });
  await enter(page, room);
  await scroller(page).waitFor();
  const isAtEnd = () => page.waitForFunction(() => {
    const element = document.querySelector(".timeline-scroller");
    return element.scrollHeight - element.clientHeight - element.scrollTop < 1;
  });
  await isAtEnd();
  const { id } = await luis.say(room, "tall\n".repeat(20), { language: "en" });
  await page.locator(`li[data-id="${id}"]`).waitFor();
  await isAtEnd();
  await page.locator(".composer textarea").fill("a\nb\nc\nd\ne");
  await isAtEnd();
  await page.setViewportSize({ width: 700, height: 500 });
  await isAtEnd();
});
