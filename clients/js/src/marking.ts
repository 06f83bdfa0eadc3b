/** Moves one's read marker forward, and asks for nothing that is on its way already. */
export class Marking {
  #asked = 0;

  /** @param held Where the marker is. @param move Asks for another place, and answers where it is then. */
  constructor(private readonly held: () => number, private readonly move: (seq: number) => Promise<void>) {}

  async mark(seq: number): Promise<void> {
    if (seq <= this.#asked) return;
    this.#asked = seq;
    try {
      await this.move(seq);
    } catch (error) {
      // It did not move: the same may be asked for once more.
      this.#asked = this.held();
      throw error;
    }
  }

  /** The room begins anew: what was asked for may be of a history that is no more. */
  forget(): void { this.#asked = 0; }
}
