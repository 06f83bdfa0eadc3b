import type { IHttpConnectionOptions, IHubProtocol } from "@microsoft/signalr";
import { Chat } from "./chat.js";
import { isPassing } from "./errors.js";
import { checkLanguage } from "./language.js";
import { limited } from "./limited.js";
import { Session, type Credentials } from "./session.js";
import { defaultStorage, type ChatStorage } from "./storage.js";
import { delay, sleep, type Backoff } from "./waiting.js";

export interface ConnectOptions extends Credentials {
  /** Where the server is: `https://chat.example.org`. */
  url: string;
  /** The reading language as a BCP 47 tag; null for no translation; the profile's if left out. */
  language?: string | null;
  /** What outlives this client: `localStorage` in browsers and memory elsewhere, or anything of your own. */
  storage?: ChatStorage;
  /** SignalR's hub protocol, such as `new MessagePackHubProtocol()`; JSON if left out. */
  protocol?: IHubProtocol;
  /** Further options for SignalR's connection, such as `transport`. */
  connection?: IHttpConnectionOptions;
  /** How long to wait between tries. */
  backoff?: Partial<Backoff>;
  /** Gives up connecting. */
  signal?: AbortSignal;
}

/** So many tries to get a session: it takes about ten seconds until there is none. */
const connectTries = 6;
/** Longer than each of the calls that it takes may hang. */
const openMilliseconds = 120_000;

/** Opens a session, or goes on with one, and connects. It answers as soon as there is a session; the connection then comes, and comes back, by itself. */
export async function connect(options: ConnectOptions): Promise<Chat> {
  checkLanguage(options.language);
  const server = options.url.replace(/\/+$/, "");
  const backoff = { first: 500, most: 30_000, ...options.backoff };
  const storage = options.storage ?? defaultStorage();
  const signal = options.signal ?? new AbortController().signal;
  for (let attempt = 0; ; attempt++) {
    signal.throwIfAborted();
    try {
      const session = await limited(() => Session.open(server, storage, options), signal, openMilliseconds);
      const chat = new Chat(server, session, options, backoff);
      await chat.start();
      return chat;
    } catch (error) {
      if (!isPassing(error) || error.code === "rate_limited" || attempt + 1 >= connectTries) throw error;
      await sleep(error.retryAfter ?? delay(backoff, attempt), signal);
    }
  }
}
