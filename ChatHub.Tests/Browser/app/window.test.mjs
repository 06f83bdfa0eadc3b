// The arithmetic of the windowed list.
import assert from "node:assert/strict";
import { test } from "node:test";
import { anchorAt, Heights, offsetsOf, rowAt, rowsBetween } from "../wwwroot/app/messages/window.js";

const rows = (...keys) => keys.map(key => ({ key }));
const all = () => true;

test("a row is as high as it was measured, or else as high as is guessed", () => {
  const heights = new Heights(() => 40);
  assert.equal(heights.of({ key: "a" }), 40);
  assert.equal(heights.measure("a", 55.5), true);
  assert.equal(heights.measure("a", 55.5), false, "the same again is no news");
  assert.equal(heights.of({ key: "a" }), 55.5);
  heights.forget();
  assert.equal(heights.of({ key: "a" }), 40);
});

test("offsets are where rows begin, and where the last one ends", () => {
  const heights = new Heights(() => 10);
  heights.measure("b", 25);
  assert.deepEqual(offsetsOf(rows("a", "b", "c"), heights), [0, 10, 35, 45]);
  assert.deepEqual(offsetsOf([], heights), [0]);
});

test("the row at a place is the one that begins there or before", () => {
  const offsets = [0, 10, 35, 45];
  const found = [-5, 0, 9.9, 10, 34, 35, 44, 45, 1000].map(y => rowAt(offsets, y));
  assert.deepEqual(found, [0, 0, 0, 1, 1, 2, 2, 2, 2]);
  assert.equal(rowAt([0], 7), 0, "without rows");
});

test("for any heights, each place belongs to the row that a walk finds", () => {
  for (let seed = 1; seed <= 50; seed++) {
    const heights = Array.from({ length: seed }, (_, index) => 1 + (index * 7919 * seed) % 90);
    const offsets = offsetsOf(heights.map((_, index) => ({ key: `${index}` })), { of: row => heights[row.key] });
    for (let y = 0; y < offsets.at(-1); y += 13) {
      const walked = heights.findIndex((height, index) => y < offsets[index] + height);
      assert.equal(rowAt(offsets, y), walked);
    }
  }
});

test("the rows between two places are those that are at least in part there", () => {
  const offsets = [0, 10, 20, 30, 40];
  assert.deepEqual(rowsBetween(offsets, 10, 29), { first: 1, end: 3 });
  assert.deepEqual(rowsBetween(offsets, -100, 5), { first: 0, end: 1 });
  assert.deepEqual(rowsBetween(offsets, 35, 500), { first: 3, end: 4 });
  assert.deepEqual(rowsBetween([0], 0, 100), { first: 0, end: 0 });
});

test("what holds the place is the first row in view from its top on", () => {
  const list = rows("a", "b", "c", "d");
  assert.deepEqual(anchorAt(list, [0, 100, 200, 300, 400], 150, 200, all), { key: "c", distance: -50 });
  assert.deepEqual(anchorAt(list, [0, 100, 200, 300, 400], 200, 200, all), { key: "c", distance: 0 });
});

test("where one row fills the view, it holds the place", () => {
  assert.deepEqual(anchorAt(rows("a", "b", "c"), [0, 100, 900, 1000], 300, 200, all), { key: "b", distance: 200 });
});

test("rows that come and go with others do not hold the place", () => {
  const list = rows("day", "a", "b");
  assert.deepEqual(anchorAt(list, [0, 30, 60, 90], 0, 100, index => index > 0), { key: "b", distance: -60 }, "nor does the first message, which may lose its header");
  assert.equal(anchorAt(rows("day"), [0, 30], 0, 100, () => false), null);
});

test("the first message holds the place where there is no other", () => {
  assert.deepEqual(anchorAt(rows("start", "a"), [0, 30, 60], 0, 100, index => index > 0), { key: "a", distance: -30 });
});
