import { anchorAt, Heights, offsetsOf, rowAt, rowsBetween } from "./window.js";

/** @import { Anchor, Keyed, Range } from "./window.js" */

/** So near to the end, one is at the end. */
const nearEnd = 24;

/**
 * A scrolling list of which only what is within a screen of the view is in the document. The rows have a `data-key` and no margins, and stand in `list`, between two
 * spacers in `scroller`. What is in view stays there to the pixel, whatever comes or changes above; at the end, it stays at the end.
 * @template {Keyed} Row
 */
export class ListWindow {
  /** @type {readonly Row[]} */
  rows = [];
  /** @type {Range} */
  range = { first: 0, end: 0 };
  /** @type {number[]} */
  #offsets = [0];
  /** @type {Map<string, number>} */
  #indexes = new Map();
  /** @type {Heights<Row>} */
  #heights;
  /** Where one is; null at the end. @type {Anchor | null} */
  #anchor = null;
  #options;
  /** @type {HTMLElement | null} */
  #scroller = null;
  /** @type {HTMLElement | null} */
  #list = null;
  /** Where this has scrolled to by itself. */
  #scrolledTo = -1;
  #width = 0;

  /**
   * @param {object} options
   * @param {(row: Row) => number} options.guess A row's height before it is measured.
   * @param {(row: Row) => boolean} options.canHold Whether a row outlives changes of others.
   * @param {() => void} options.changed Other rows are to be in the document: render.
   * @param {() => void} options.moved Other rows may be in view.
   */
  constructor(options) {
    this.#options = options;
    this.#heights = new Heights(options.guess);
  }

  get isAtEnd() { return this.#anchor === null; }

  /** The height of what is not in the document before the window. */
  get before() { return this.#offsets[this.range.first]; }

  /** And after it. */
  get after() { return this.#end - this.#offsets[this.range.end]; }

  /** How far the view is from the beginning of the first row, and how high it is. */
  get view() { return { top: this.#top, height: this.#height }; }

  /** The rows in view, in part or whole. */
  get inView() { return rowsBetween(this.#offsets, this.#top, this.#top + this.#height - 1); }

  /** The last row whose end is in view; -1 if there is none. */
  get lastSeen() {
    const bottom = this.#top + this.#height + 1;
    const index = rowAt(this.#offsets, bottom);
    return this.#offsets[index + 1] <= bottom ? index : index - 1;
  }

  /**
   * Other rows than before; to be called before they are rendered.
   * @param {readonly Row[]} rows
   */
  setRows(rows) {
    if (rows === this.rows) return;
    this.rows = rows;
    this.#indexes = new Map(rows.map((row, index) => [row.key, index]));
    this.#offsets = offsetsOf(rows, this.#heights);
    // What one held on to may be gone: where one is, something else is held.
    if (this.#anchor && !this.#indexes.has(this.#anchor.key)) this.#anchor = this.#anchorAt(Math.max(0, this.#scroller?.scrollTop ?? 0));
    this.range = this.#rangeAt(this.#top);
  }

  /**
   * @param {HTMLElement} scroller
   * @param {HTMLElement} list
   * @returns {() => void} Ends it.
   */
  attach(scroller, list) {
    [this.#scroller, this.#list] = [scroller, list];
    const scrolled = () => this.#scrolled();
    const observer = new ResizeObserver(() => this.settle());
    scroller.addEventListener("scroll", scrolled, { passive: true });
    observer.observe(scroller);
    observer.observe(list);
    return () => {
      observer.disconnect();
      scroller.removeEventListener("scroll", scrolled);
    };
  }

  /** To be called when rows have been rendered: measures them, and brings back to its place what was in view. */
  settle() {
    const [scroller, list] = [this.#scroller, this.#list];
    if (!scroller || !list || scroller.clientHeight === 0) return;
    if (scroller.clientWidth !== this.#width) {
      this.#width = scroller.clientWidth;
      this.#heights.forget();
    }
    let isNews = false;
    for (const row of /** @type {HTMLCollectionOf<HTMLElement>} */ (list.children)) {
      if (row.dataset.key !== undefined) isNews = this.#heights.measure(row.dataset.key, row.getBoundingClientRect().height) || isNews;
    }
    if (isNews) this.#offsets = offsetsOf(this.rows, this.#heights);
    this.#scrollTo(this.#top);
    // What is held on to now may no longer be what is in view first.
    if (!isNews && this.#anchor) this.#holdAt(this.#top);
    this.#look();
  }

  /**
   * Brings a row into view, with so much above it.
   * @param {string} key
   * @param {number} above
   */
  show(key, above) {
    if (!this.#indexes.has(key)) return;
    this.#anchor = { key, distance: -above };
    this.#look();
    this.#options.changed();
  }

  /**
   * Scrolls no further than it takes to have a row in view, with a margin.
   * @param {string} key
   * @param {number} margin
   */
  bring(key, margin) {
    const index = this.#indexes.get(key);
    if (index === undefined) return;
    const [start, end, { top, height }] = [this.#offsets[index], this.#offsets[index + 1], this.view];
    if (start - margin < top) this.show(key, margin);
    else if (end + margin > top + height) this.show(key, height - margin - (end - start));
    else this.#options.changed();
  }

  toEnd() {
    this.#anchor = null;
    this.#look();
    this.#options.changed();
  }

  get #end() { return this.#offsets[this.#offsets.length - 1]; }

  get #height() { return this.#scroller?.clientHeight || window.innerHeight; }

  /** Where the view is to begin. */
  get #top() {
    const last = Math.max(0, this.#end - this.#height);
    if (!this.#anchor) return last;
    const index = /** @type {number} */ (this.#indexes.get(this.#anchor.key));
    return Math.min(Math.max(0, this.#offsets[index] + this.#anchor.distance), last);
  }

  /** @param {number} top */
  #holdAt(top) { this.#anchor = this.#end - this.#height - top < nearEnd ? null : this.#anchorAt(top); }

  /** @param {number} top */
  #anchorAt(top) {
    return anchorAt(this.rows, this.#offsets, top, this.#height, index => this.#options.canHold(this.rows[index]));
  }

  /** @param {number} top */
  #rangeAt(top) { return rowsBetween(this.#offsets, top - this.#height, top + 2 * this.#height); }

  /** @param {number} top */
  #scrollTo(top) {
    const scroller = /** @type {HTMLElement} */ (this.#scroller);
    // Places between two pixels are no reason to move.
    if (Math.abs(scroller.scrollTop - top) >= 1) scroller.scrollTop = this.isAtEnd ? scroller.scrollHeight : top;
    this.#scrolledTo = scroller.scrollTop;
  }

  /** Somebody has scrolled, or this has. */
  #scrolled() {
    const scroller = /** @type {HTMLElement} */ (this.#scroller);
    const top = scroller.scrollTop;
    if (top === this.#scrolledTo) return;
    this.#scrolledTo = -1;
    this.#holdAt(top);
    this.#look();
  }

  /** Looks whether what is in view, and some more, is in the document. */
  #look() {
    const [top, margin, { first, end }] = [this.#top, this.#height / 2, this.range];
    const wanted = rowsBetween(this.#offsets, top - margin, top + this.#height + margin);
    if (wanted.first < first || wanted.end > end) {
      this.range = this.#rangeAt(top);
      this.#options.changed();
    }
    this.#options.moved();
  }
}
