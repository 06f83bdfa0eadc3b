/** Calls listeners by the event's name. A listener that throws harms neither the others nor the client: its error surfaces as an uncaught one. */
export class Emitter<Events> {
  readonly #listeners = new Map<keyof Events, Set<(argument: never) => void>>();

  /** Calls `listener` at each such event, until the function that this returns is called. */
  on<Name extends keyof Events>(name: Name, listener: (argument: Events[Name]) => void): () => void {
    const entry = (argument: Events[Name]) => listener(argument);
    const all = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, all.add(entry));
    return () => { all.delete(entry); };
  }

  /** @internal */
  emit<Name extends keyof Events>(name: Name, argument: Events[Name]): void {
    for (const listener of [...this.#listeners.get(name) ?? []] as ((argument: Events[Name]) => void)[]) {
      try {
        listener(argument);
      } catch (error) {
        queueMicrotask(() => { throw error; });
      }
    }
  }

  /** @internal */
  has(name: keyof Events): boolean {
    return (this.#listeners.get(name)?.size ?? 0) > 0;
  }
}
