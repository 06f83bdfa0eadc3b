import type { Messages } from "./contract.js";
import { Lane } from "./lane.js";
import type { Session } from "./session.js";
import type { Timeline } from "./timeline.js";

const largestPage = 200;
/** Of more than this, what was translated before a change of language is seen when it is loaded again. */
const mostPages = 5;

/** Reads a room's messages over HTTP into its timeline, one page at a time. */
export class History {
  readonly #pages = new Lane();

  constructor(
    private readonly room: string, private readonly timeline: Timeline, private readonly session: Session, private readonly language: () => string | null | undefined) {}

  get hasOlder(): boolean { return this.timeline.epoch !== null && this.timeline.oldest > 1; }

  /** Loads the page before what is held. */
  loadOlder(limit: number): Promise<void> {
    return this.#pages.run(async () => {
      if (!this.hasOlder) return;
      const before = this.timeline.oldest;
      // Should the oldest have been let go meanwhile, there would be a hole.
      const page = await this.#read(before, limit, () => this.timeline.oldest === before);
      if (page && this.timeline.oldest === before) this.timeline.oldest = page.next === undefined ? 1 : page.items[0]!.id;
    });
  }

  /** Reads what is held once more, for its translations. */
  readTranslations(): Promise<void> {
    return this.#pages.run(async () => {
      let before: number | undefined = this.timeline.seq + 1;
      for (let pages = 0; before !== undefined && before > this.timeline.oldest && pages < mostPages; pages++)
        before = (await this.#read(before, largestPage, id => this.timeline.get(id) !== undefined))?.next;
    });
  }

  /** Null when the room was forgotten meanwhile. */
  async #read(before: number, limit: number, wants: (id: number) => boolean): Promise<Messages | null> {
    const { timeline } = this;
    const resets = timeline.resets;
    let language: string | null | undefined;
    timeline.expectHistory();
    let page: Messages | null = null;
    try {
      // In the language that is read by then, which may be another than when it was asked for.
      do {
        language = this.language();
        page = null;
        page = await this.session.call<Messages>("GET", `/rooms/${this.room}/messages`, { query: { before, limit, language } });
      } while (language !== this.language() && resets === timeline.resets);
      return resets === timeline.resets ? page : null;
    } finally {
      // The profile's language would be in the place of none.
      const items = language === null ? page?.items.map(({ translation: _, ...message }) => message) : page?.items;
      if (resets === timeline.resets) timeline.addHistory((items ?? []).filter(message => wants(message.id)));
    }
  }
}
