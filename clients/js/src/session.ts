import type { LoginAnswer, User } from "./contract.js";
import { ChatError } from "./errors.js";
import { callHttp, type HttpCall } from "./http.js";
import { KeptTokens, letOldSessionsGo } from "./kept-tokens.js";
import { limited } from "./limited.js";
import { withLock } from "./locks.js";
import { Store, type ChatStorage } from "./storage.js";
import { isNewer, sessionIdOf, toTokens, type Tokens, type TokenSet } from "./tokens.js";
import { sleep } from "./waiting.js";

/** Who connects: a name and a password; or tokens of one's own; or nothing, to go on with the session that storage has. */
export interface Credentials {
  username?: string;
  password?: string;
  accessToken?: string;
  refreshToken?: string;
  expiresIn?: number;
  /** Gets other tokens from wherever yours come from, in the place of `POST /refresh`. After 30 seconds it is given up. A `ChatError` that it throws ends the session; anything else is tried again. */
  refresh?: (signal: AbortSignal) => Promise<TokenSet | string>;
}

const never = new AbortController().signal;
const endings = ["invalid_token", "token_expired", "unauthenticated", "invalid_credentials"];

/** Whether tokens were refused for good. */
export const isRefusedSession = (error: unknown): boolean => error instanceof ChatError && endings.includes(error.code);

/**
 * A session's tokens. A refresh token works once: the tabs that share a storage renew under a lock, and whoever comes second finds what the first has got.
 */
export class Session {
  user!: User;
  #tokens!: Tokens;
  #renewing: Promise<void> | null = null;
  #answerLost = false;
  #kept!: KeptTokens;
  #key = "";

  private constructor(private readonly server: string, private readonly storage: ChatStorage, private readonly credentials: Credentials) {}

  static async open(server: string, storage: ChatStorage, credentials: Credentials): Promise<Session> {
    const session = new Session(server, storage, credentials);
    if (credentials.password !== undefined) await session.#logIn();
    else if (credentials.accessToken || credentials.refresh) await session.#bringTokens();
    else await session.#resume();
    return session;
  }

  /** What belongs to this user on this server, in storage. */
  get store(): Store { return new Store(this.storage, `${this.#key}:`); }

  get lockName(): string { return this.#key; }

  /** Milliseconds until the tokens are to be renewed: a good while before they expire, and not at the same time in all tabs. */
  get renewIn(): number {
    return Math.max(0, this.#tokens.expiresAt - Date.now() - this.#tokens.lifetime * (0.1 + 0.1 * Math.random()));
  }

  /** An access token that is good for a while. */
  async token(): Promise<string> {
    if (this.#tokens.expiresAt - Date.now() < Math.min(30_000, this.#tokens.lifetime * 0.1)) await this.renew(this.#tokens.accessToken);
    return this.#tokens.accessToken;
  }

  /** Gets other tokens than the one that was refused, or will be soon. */
  async renew(used: string): Promise<string> {
    if (this.#tokens.accessToken === used) await (this.#renewing ??= this.#renew(used).finally(() => { this.#renewing = null; }));
    return this.#tokens.accessToken;
  }

  /** Calls the server as this session's user. */
  async call<Answer>(method: string, path: string, call: HttpCall = {}): Promise<Answer> {
    const token = await this.token();
    try {
      return await callHttp<Answer>(this.server, method, path, { ...call, token });
    } catch (error) {
      if (!(error instanceof ChatError) || !["token_expired", "invalid_token"].includes(error.code)) throw error;
      return await callHttp<Answer>(this.server, method, path, { ...call, token: await this.renew(token) });
    }
  }

  /** Forgets this session's tokens in storage. */
  forget(): Promise<void> {
    return this.#kept.forget(this.#tokens.accessToken);
  }

  async #logIn(): Promise<void> {
    const { username, password } = this.credentials;
    const answer = await callHttp<LoginAnswer>(this.server, "POST", "/login", { body: { username, password } });
    this.#use(answer.user.username);
    this.#take(toTokens(answer));
    await Promise.all([this.#keep(), new Store(this.storage, this.#prefix).set("last", answer.user.username)]);
  }

  async #bringTokens(): Promise<void> {
    const { accessToken, refreshToken, expiresIn, refresh } = this.credentials;
    const tokens = accessToken ? { accessToken, refreshToken, expiresIn } : await this.#ask(refresh!);
    // A page that is loaded again brings the tokens that it began with: what was renewed since is in storage, under the session's own name.
    const name = `session-${sessionIdOf(tokens.accessToken)}`;
    this.#kept = new KeptTokens(this.storage, this.#prefix, name);
    if (!refresh) await letOldSessionsGo(this.storage, this.#prefix, name);
    const kept = refresh ? null : await this.#kept.read();
    // Whoever opened the session may have renewed it, too.
    this.#tokens = kept && !isNewer(tokens.accessToken, kept.accessToken) ? kept : toTokens(tokens);
    this.user = this.#tokens.user ?? await this.call<User>("GET", "/me");
    this.#key = `${this.#prefix}${this.user.username}`;
    await this.#keep();
  }

  async #resume(): Promise<void> {
    const username = this.credentials.username ?? await new Store(this.storage, this.#prefix).get<string>("last");
    if (username) this.#use(username);
    const tokens = username ? await this.#kept.read() : null;
    if (!tokens?.user) throw new ChatError("unauthenticated", "There is no session to go on with: log in.");
    this.#take(tokens);
    try {
      this.#take({ ...this.#tokens, user: await this.call<User>("GET", "/me") });
    } catch (error) {
      // Without the server, it goes on with what it knows.
      if (isRefusedSession(error)) await this.forget();
      if (!(error instanceof ChatError) || !["unreachable", "unavailable"].includes(error.code)) throw error;
    }
  }

  async #renew(used: string): Promise<void> {
    const { refresh } = this.credentials;
    if (refresh) return this.#take({ ...toTokens(await this.#ask(refresh)), user: this.user });
    await withLock(`${this.#kept.name}:renewal`, async waited => {
      const kept = await this.#kept.read(waited ? used : "");
      if (kept && kept.accessToken !== used && kept.expiresAt > Date.now()) return this.#take(kept);
      const refreshToken = kept?.refreshToken ?? this.#tokens.refreshToken;
      if (!refreshToken) throw new ChatError("token_expired", "The access token has expired, and there is no way to renew it.");
      try {
        this.#take(toTokens(await callHttp<LoginAnswer>(this.server, "POST", "/refresh", { body: { refreshToken } })));
        this.#answerLost = false;
      } catch (error) {
        // The server may have renewed it all the same, and takes this token for 10 seconds only: then its refusal is no word about the session.
        if (error instanceof ChatError && error.code === "unreachable") this.#answerLost = true;
        if (!this.#answerLost || !isRefusedSession(error) || this.credentials.password === undefined) throw error;
        await this.#logIn();
        this.#answerLost = false;
      }
      await this.#keep();
      // Whoever asks for the lock until the other tabs see it waits, and knows that there is something to see.
      await sleep(50, never);
    });
  }

  async #ask(refresh: NonNullable<Credentials["refresh"]>): Promise<TokenSet> {
    const answer = await limited(refresh);
    return typeof answer === "string" ? { accessToken: answer } : answer;
  }

  get #prefix(): string { return `chathub:${this.server}:`; }

  #use(username: string): void {
    this.#key = `${this.#prefix}${username}`;
    this.#kept = new KeptTokens(this.storage, this.#prefix, username);
  }

  #take(tokens: Tokens): void {
    this.#tokens = tokens;
    if (tokens.user) this.user = tokens.user;
  }

  #keep(): Promise<void> {
    // What comes from elsewhere is kept elsewhere.
    return this.credentials.refresh ? Promise.resolve() : this.#kept.write({ ...this.#tokens, user: this.user });
  }
}
