/** The server lets typing end after 6 s of silence and passes it on every 2 s at most: so it is said again after 3 s, however many keys are pressed. */
const againAfter = 3_000;
const endsAfter = 6_000;

/** Says whether one is typing as seldom as will do. */
export class TypingSignal {
  #saidAt = -Infinity;

  constructor(private readonly say: (typing: boolean) => void) {}

  set(typing: boolean): void {
    const now = performance.now();
    if (typing ? now - this.#saidAt < againAfter : now - this.#saidAt > endsAfter) return;
    this.#saidAt = typing ? now : -Infinity;
    this.say(typing);
  }

  /** A message ends it at the server, too. */
  ended(): void { this.#saidAt = -Infinity; }
}
