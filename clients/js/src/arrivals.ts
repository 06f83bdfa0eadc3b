/** Those who wait for an event. */
export class Arrivals {
  #waiting: { seq: number; go(): void }[] = [];

  wait(seq: number): Promise<void> {
    return new Promise(go => this.#waiting.push({ seq, go }));
  }

  /** Whoever waits for this seq, or one before it, goes on. */
  release(seq = Infinity): void {
    const ready = this.#waiting.filter(waiting => waiting.seq <= seq);
    this.#waiting = this.#waiting.filter(waiting => waiting.seq > seq);
    for (const { go } of ready) go();
  }
}
