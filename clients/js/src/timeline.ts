import type { Cursor, Message, RoomEvent, RoomEvents, TranslationCursor, TranslationPatch, Translations } from "./contract.js";

type Heard = { event: RoomEvent } | { language: string; patch: TranslationPatch };

/**
 * What a client holds of one room: its messages in order, and the cursor. Applying is idempotent, so that history, replays and live events may overlap:
 * a message only ever moves to a later revision, and reactions are a set.
 */
export class Timeline {
  /** @param keep So many messages at most; the oldest go first, and are loaded again as history. */
  constructor(private readonly keep = 10_000) {}

  readonly #messages = new Map<number, Message>();
  /** What comes while history is loaded, and may be later than it. */
  #heard: Heard[] | null = null;
  #listed: readonly Message[] | null = null;
  epoch: string | null = null;
  /** The last event that is held. */
  seq = 0;
  /** Everything from this seq on is held. */
  oldest = 1;
  translations: TranslationCursor | null = null;
  /** How often everything was forgotten. */
  resets = 0;

  /** In the order of their ids. */
  get messages(): readonly Message[] {
    return this.#listed ??= [...this.#messages.values()].sort((one, other) => one.id - other.id);
  }

  /** Where to go on after a disconnection; null before anything has come. */
  get cursor(): Cursor | null {
    return this.epoch === null ? null : { epoch: this.epoch, seq: this.seq, translations: this.translations };
  }

  get(id: number): Message | undefined { return this.#messages.get(id); }

  /** Begins with the events after `seq`. */
  begin(epoch: string, seq: number): void {
    [this.epoch, this.seq, this.oldest] = [epoch, seq, seq + 1];
  }

  /** Applies a batch and answers what was new in it; null when there is a hole before it, which the server promises there never is. */
  apply(batch: RoomEvents): RoomEvent[] | null {
    if (batch.reset) this.#forget();
    if (this.epoch === null) this.begin(batch.epoch, batch.from - 1);
    if (batch.epoch !== this.epoch || batch.from > this.seq + 1) return null;
    const fresh = batch.events.filter(event => event.seq > this.seq);
    for (const event of fresh) {
      this.seq = event.seq;
      this.#heard?.push({ event });
      this.#applyEvent(event);
    }
    if (this.#messages.size > this.keep) this.#letGo();
    return fresh;
  }

  /** Applies translations, and answers the ids of the messages that now have them. */
  patch({ epoch, language, items }: Translations): number[] {
    if (this.epoch !== null && epoch !== this.epoch) return [];
    return items.filter(patch => {
      this.translations = { language, tseq: patch.tseq };
      this.#heard?.push({ language, patch });
      return this.#applyPatch(language, patch);
    }).map(patch => patch.id);
  }

  /** Takes every translation away, and goes on with those after the cursor. */
  translateAnew(cursor: TranslationCursor | null): void {
    this.translations = cursor;
    this.#heard = this.#heard?.filter(heard => "event" in heard) ?? null;
    for (const message of this.#messages.values()) if (message.translation) this.#put({ ...message, translation: undefined });
  }

  /** Begins to gather what comes while a page of history is on its way. */
  expectHistory(): void { this.#heard = []; }

  /** Adds a page of history: its messages as they were at some time since `expectHistory`. */
  addHistory(page: Message[]): void {
    for (const message of page) this.#replace(message);
    for (const heard of this.#heard ?? []) "event" in heard ? this.#applyEvent(heard.event) : this.#applyPatch(heard.language, heard.patch);
    this.#heard = null;
  }

  #forget(): void {
    this.#messages.clear();
    this.#listed = null;
    [this.epoch, this.translations, this.#heard] = [null, null, null];
    this.resets++;
  }

  #letGo(): void {
    // Some at once, so that not each message has to.
    const [first] = this.messages.slice(-Math.ceil(this.keep * 0.9));
    this.oldest = first!.id;
    for (const { id } of this.messages) if (id < this.oldest) this.#messages.delete(id);
    this.#listed = null;
  }

  #applyEvent({ type, seq, actor, message, reaction }: RoomEvent): void {
    if (message && type.startsWith("message.")) {
      // Of a message that is not loaded, the history will tell as it is then.
      if (type === "message.posted" ? seq >= this.oldest : this.#messages.has(message.id)) this.#replace(message);
    } else if (reaction && actor !== null && actor !== "deleted-user") {
      this.#react(reaction.id, reaction.emoji, actor, type === "reaction.added");
    }
  }

  #applyPatch(language: string, { id, revision, state, text, provider }: TranslationPatch): boolean {
    const message = this.#messages.get(id);
    if (!message || message.deleted || message.revision !== revision || state === "superseded") return false;
    this.#put({ ...message, translation: { language, state, text, provider } });
    return true;
  }

  #replace(message: Message): void {
    const held = this.#messages.get(message.id);
    if (held && (held.deleted || held.revision > message.revision) && !message.deleted) return;
    const isSame = held?.revision === message.revision && !message.deleted;
    this.#put(isSame && held.translation && !message.translation ? { ...message, translation: held.translation } : message);
  }

  #react(id: number, emoji: string, user: string, added: boolean): void {
    const message = this.#messages.get(id);
    if (!message || message.deleted) return;
    const reactions = (message.reactions ?? []).map(group => group.emoji === emoji ? { emoji, users: group.users.filter(name => name !== user) } : group);
    const held = message.reactions?.find(group => group.emoji === emoji)?.users.includes(user) ?? false;
    if (added === held) return;
    const group = reactions.find(group => group.emoji === emoji);
    if (added && group) group.users.push(user);
    else if (added) reactions.push({ emoji, users: [user] });
    this.#put({ ...message, reactions: reactions.filter(group => group.users.length > 0) });
  }

  #put(message: Message): void {
    this.#messages.set(message.id, message);
    this.#listed = null;
  }
}
