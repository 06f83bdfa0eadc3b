import { Store, type ChatStorage } from "./storage.js";
import { sessionIdOf, type Tokens } from "./tokens.js";
import { sleep } from "./waiting.js";

/** So many sessions whose tokens were brought along stay in storage. */
const mostSessions = 8;
const never = new AbortController().signal;

/** A session's tokens in storage, where the tabs of a site share them. */
export class KeptTokens {
  readonly name: string;
  readonly #store: Store;

  constructor(storage: ChatStorage, prefix: string, name: string) {
    this.name = prefix + name;
    this.#store = new Store(storage, `${this.name}:`);
  }

  /** What is in storage; where another tab has just renewed `outdated`, once that shows: browsers bring what one tab writes to the others a little later. */
  async read(outdated = ""): Promise<Tokens | null> {
    for (let tries = 0; ; tries++) {
      const kept = await this.#store.get<Tokens>("session");
      if (kept?.accessToken !== outdated || tries === 20) return kept;
      await sleep(25, never);
    }
  }

  write(tokens: Tokens): Promise<void> { return this.#store.set("session", tokens); }

  /** Forgets the session that this token names; another one, which has taken its place meanwhile, stays. */
  async forget(accessToken: string): Promise<void> {
    const kept = await this.read();
    if (kept && sessionIdOf(kept.accessToken) === sessionIdOf(accessToken)) await this.clear();
  }

  clear(): Promise<void> { return this.#store.set("session", null); }
}

/** Notes the name of a session, and forgets those of long ago: an app may open one for each page. */
export async function letOldSessionsGo(storage: ChatStorage, prefix: string, name: string): Promise<void> {
  const list = new Store(storage, prefix);
  const names = [...(await list.get<string[]>("sessions") ?? []).filter(other => other !== name), name];
  for (const old of names.splice(0, Math.max(0, names.length - mostSessions))) await new KeptTokens(storage, prefix, old).clear();
  await list.set("sessions", names);
}
