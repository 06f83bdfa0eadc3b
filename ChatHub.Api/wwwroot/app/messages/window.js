// The arithmetic of a list of which only a window is in the document. Rows are below each other, each as high as it was measured, or else as high as is guessed.

/** @typedef {{ key: string }} Keyed */
/** @typedef {{ first: number, end: number }} Range From the row `first` to the one before `end`. */
/** @typedef {{ key: string, distance: number }} Anchor The view begins so far below the top of this row; above it, where that is negative. */

/**
 * What is known of rows' heights.
 * @template {Keyed} Row
 */
export class Heights {
  /** @type {Map<string, number>} */
  #measured = new Map();
  #guess;

  /** @param {(row: Row) => number} guess */
  constructor(guess) { this.#guess = guess; }

  /** @param {Row} row */
  of(row) { return this.#measured.get(row.key) ?? this.#guess(row); }

  /**
   * @param {string} key
   * @param {number} height
   * @returns {boolean} Whether that is news.
   */
  measure(key, height) {
    if (this.#measured.get(key) === height) return false;
    this.#measured.set(key, height);
    return true;
  }

  /** After this, all is guessed: the rows have another width. */
  forget() { this.#measured.clear(); }
}

/**
 * Where each row begins; the last entry is where the last one ends.
 * @template {Keyed} Row
 * @param {readonly Row[]} rows
 * @param {Pick<Heights<Row>, "of">} heights
 * @returns {number[]}
 */
export function offsetsOf(rows, heights) {
  const offsets = [0];
  for (const row of rows) offsets.push(offsets[offsets.length - 1] + heights.of(row));
  return offsets;
}

/**
 * The row at a place: the last one that begins at it or before.
 * @param {readonly number[]} offsets
 * @param {number} y
 */
export function rowAt(offsets, y) {
  let [low, high] = [0, Math.max(0, offsets.length - 2)];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (offsets[middle] <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * The rows that are at least in part between two places.
 * @param {readonly number[]} offsets
 * @param {number} top
 * @param {number} bottom
 * @returns {Range}
 */
export function rowsBetween(offsets, top, bottom) {
  const count = offsets.length - 1;
  return count === 0 ? { first: 0, end: 0 } : { first: rowAt(offsets, top), end: rowAt(offsets, bottom) + 1 };
}

/**
 * What stays where it is when rows come, go or change their height: the first row that is in view from its top on, or else the one that fills the view.
 * The first of all that can hold is passed over if another one can: what is loaded before it may change it.
 * @param {readonly Keyed[]} rows
 * @param {readonly number[]} offsets
 * @param {number} top
 * @param {number} height Of the view.
 * @param {(index: number) => boolean} canHold Whether a row outlives changes of others.
 * @returns {Anchor | null} Null if none can.
 */
export function anchorAt(rows, offsets, top, height, canHold) {
  const at = rowAt(offsets, top);
  const candidates = [];
  for (let index = offsets[at] < top ? at + 1 : at; index < rows.length && offsets[index] < top + height && candidates.length < 2; index++) {
    if (canHold(index)) candidates.push(index);
  }
  const isFirst = candidates[0] !== undefined && rows.findIndex((_, index) => canHold(index)) === candidates[0];
  const index = candidates[isFirst ? 1 : 0] ?? candidates[0] ?? nearest(rows, at, canHold);
  return index === undefined ? null : { key: rows[index].key, distance: top - offsets[index] };
}

/**
 * @param {readonly Keyed[]} rows
 * @param {number} at
 * @param {(index: number) => boolean} canHold
 */
function nearest(rows, at, canHold) {
  for (let index = at; index >= 0; index--) if (canHold(index)) return index;
  for (let index = at + 1; index < rows.length; index++) if (canHold(index)) return index;
  return undefined;
}
