/** Where a client keeps what outlives it: messages not yet accepted, and the session's tokens. Values are strings; methods may answer at once or with a promise. */
export interface ChatStorage {
  get(key: string): string | null | undefined | Promise<string | null | undefined>;
  set(key: string, value: string): void | Promise<void>;
  remove(key: string): void | Promise<void>;
}

/** Forgets everything with the process. */
export function memoryStorage(): ChatStorage {
  const values = new Map<string, string>();
  return { get: key => values.get(key), set: (key, value) => { values.set(key, value); }, remove: key => { values.delete(key); } };
}

/** The browser's `localStorage`, which all tabs of a site share; memory where there is none, or where the page may not use it. */
export function defaultStorage(): ChatStorage {
  try {
    // Node has a localStorage of its own from some version on, which warns when nobody gave it a file.
    if (!("document" in globalThis)) return memoryStorage();
    const local = globalThis.localStorage;
    return { get: key => local.getItem(key), set: (key, value) => local.setItem(key, value), remove: key => local.removeItem(key) };
  } catch {
    return memoryStorage();
  }
}

/** A storage with a prefix of its own that keeps JSON, and writes one value after the other. What cannot be kept (a full disk, a full quota) is done without. */
export class Store {
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly storage: ChatStorage, private readonly prefix: string) {}

  async get<Value>(key: string): Promise<Value | null> {
    await this.#last;
    try {
      return parse(await this.storage.get(this.prefix + key));
    } catch {
      return null;
    }
  }

  /** Keeps a value, or with null none. The first write in a row reaches a storage that answers at once before this returns. */
  set(key: string, value: unknown): Promise<void> {
    const text = value === null ? null : JSON.stringify(value);
    return this.#write(() => this.#put(key, text));
  }

  /** The same with what `change` makes of the value that is kept. */
  update<Value>(key: string, change: (held: Value | null) => Value | null): Promise<void> {
    const put = (held: string | null | undefined) => {
      const value = change(parse(held));
      return this.#put(key, value === null ? null : JSON.stringify(value));
    };
    return this.#write(() => {
      const held = this.storage.get(this.prefix + key);
      return held instanceof Promise ? held.then(put) : put(held);
    });
  }

  #put(key: string, text: string | null): void | Promise<void> {
    return text === null ? this.storage.remove(this.prefix + key) : this.storage.set(this.prefix + key, text);
  }

  #write(write: () => void | Promise<void>): Promise<void> {
    let written: void | Promise<void>;
    if (this.#writing === 0) {
      try {
        written = write();
      } catch {
        return Promise.resolve();
      }
      if (!(written instanceof Promise)) return Promise.resolve();
    } else {
      written = this.#last.then(write);
    }
    this.#writing++;
    const done = written.catch(() => {}).finally(() => { this.#writing--; });
    this.#last = done;
    return done;
  }

  #writing = 0;
}

/** What cannot be read is none. */
function parse<Value>(text: string | null | undefined): Value | null {
  try {
    return JSON.parse(text ?? "null") as Value | null;
  } catch {
    return null;
  }
}
