// @chathub/client, made from clients/js by `npm run build`. It wants @microsoft/signalr's browser bundle to be loaded before.

// dist/emitter.js
var Emitter = class {
  #listeners = /* @__PURE__ */ new Map();
  /** Calls `listener` at each such event, until the function that this returns is called. */
  on(name, listener) {
    const entry = (argument) => listener(argument);
    const all = this.#listeners.get(name) ?? /* @__PURE__ */ new Set();
    this.#listeners.set(name, all.add(entry));
    return () => {
      all.delete(entry);
    };
  }
  /** @internal */
  emit(name, argument) {
    for (const listener of [...this.#listeners.get(name) ?? []]) {
      try {
        listener(argument);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
  /** @internal */
  has(name) {
    return (this.#listeners.get(name)?.size ?? 0) > 0;
  }
};

// dist/kept-cursor.js
var KeptCursor = class {
  store;
  room;
  #next = null;
  /** Until what was to be written is. */
  written = null;
  constructor(store, room) {
    this.store = store;
    this.room = room;
  }
  read() {
    return this.store.get(this.#key);
  }
  /** Of what comes while storage is slow only the last is written. */
  write(cursor) {
    if (!cursor)
      return;
    this.#next = cursor;
    this.written ??= this.#run();
  }
  async #run() {
    while (this.#next) {
      const cursor = this.#next;
      this.#next = null;
      await this.store.set(this.#key, cursor);
    }
    this.written = null;
  }
  get #key() {
    return `cursor-${this.room}`;
  }
};

// dist/lane.js
var Lane = class {
  #last = Promise.resolve();
  run(work) {
    const result = this.#last.then(work);
    this.#last = result.catch(() => {
    });
    return result;
  }
};

// dist/errors.js
var ChatError = class extends Error {
  /** The stable word to rely on; the message is for people. */
  code;
  /** Milliseconds after which the same call may be tried again, where the server said so. */
  retryAfter;
  /** With `invalid_request` over HTTP: field → what is wrong with it. */
  errors;
  constructor(code, message, more = {}) {
    super(message, { cause: more.cause });
    this.name = "ChatError";
    this.code = code;
    this.retryAfter = more.retryAfter;
    this.errors = more.errors;
  }
};
var codePattern = /(?:^|HubException: )([a-z_]+): /;
var retryPattern = / retry after (\d+) ms$/;
function hubRefusal(error) {
  const message = error instanceof Error ? error.message : String(error);
  const found = codePattern.exec(message);
  if (!found)
    return null;
  const retry = retryPattern.exec(message);
  const sentence = message.slice(found.index + found[0].length).replace(retryPattern, "");
  return new ChatError(found[1], sentence, { retryAfter: retry ? Number(retry[1]) : void 0, cause: error });
}
async function httpRefusal(answer) {
  const problem = await answer.json().catch(() => ({}));
  const seconds = Number(answer.headers.get("Retry-After") ?? NaN);
  const code = problem.code ?? (answer.status >= 500 || answer.status === 429 ? "unavailable" : "internal");
  return new ChatError(code, problem.detail ?? problem.title ?? `The server answered ${answer.status}.`, {
    retryAfter: Number.isFinite(seconds) ? seconds * 1e3 : void 0,
    errors: problem.errors
  });
}
var isPassing = (error) => error instanceof ChatError && ["rate_limited", "slow_mode", "unavailable", "unreachable"].includes(error.code);
var closedError = () => new ChatError("closed", "This client has been closed.");
var roomClosedError = (reason) => new ChatError("closed", `The room has been closed: ${reason}.`);

// dist/language.js
var wellFormed = /^[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-([a-z\d]{5,8}|\d[a-z\d]{3})){0,2}$/i;
function checkLanguage(language) {
  if (language === null || language === void 0 || wellFormed.test(language))
    return;
  const sentence = "Must be a BCP 47 language tag, such as 'es' or 'pt-BR'.";
  throw new ChatError("invalid_request", sentence, { errors: { language: [sentence] } });
}

// browser/signalr.js
var { HubConnectionBuilder, HubConnectionState, LogLevel } = globalThis.signalR;

// dist/limited.js
var patienceMilliseconds = 3e4;
async function limited(work, outer, patience = patienceMilliseconds) {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const timer = setTimeout(abort, patience);
  outer?.addEventListener("abort", abort);
  if (outer?.aborted)
    abort();
  try {
    return await new Promise((resolve, reject) => {
      const giveUp = () => reject(new ChatError("unreachable", "There was no answer in time."));
      if (controller.signal.aborted)
        return giveUp();
      controller.signal.addEventListener("abort", giveUp);
      Promise.resolve(work(controller.signal)).then(resolve, reject);
    });
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener("abort", abort);
  }
}

// dist/dial.js
function dial({ server, language, protocol, connection }, accessTokenFactory) {
  const reading = language();
  const builder = new HubConnectionBuilder().withUrl(`${server}/hubs/chat${reading ? `?language=${encodeURIComponent(reading)}` : ""}`, { timeout: patienceMilliseconds, ...connection, accessTokenFactory }).configureLogging(LogLevel.None);
  return (protocol ? builder.withHubProtocol(protocol) : builder).build();
}

// dist/frames.js
function checkSize(argument) {
  if (new TextEncoder().encode(JSON.stringify(argument)).length <= 6e4)
    return;
  throw "text" in argument ? new ChatError("message_too_long", "The message is too long.") : new ChatError("invalid_request", "The call is too long.");
}

// dist/waiting.js
function sleep(ms, signal) {
  return new Promise((resolve) => {
    if (signal.aborted)
      return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, Math.min(ms, 2 ** 31 - 1));
    signal.addEventListener("abort", done);
  });
}
function delay({ first, most: most2 }, attempt) {
  const step = Math.min(most2, first * 2 ** Math.min(attempt, 30));
  return step * (0.25 + 0.75 * Math.random());
}
var Gate = class {
  #waiting = /* @__PURE__ */ new Set();
  isOpen = false;
  shut() {
    this.isOpen = false;
  }
  open() {
    this.isOpen = true;
    for (const go of [...this.#waiting])
      go();
  }
  /** Until it is open, or the signal aborts. */
  async pass(signal) {
    while (!this.isOpen && !signal.aborted)
      await new Promise((resolve) => {
        const go = () => {
          this.#waiting.delete(go);
          signal.removeEventListener("abort", go);
          resolve();
        };
        this.#waiting.add(go);
        signal.addEventListener("abort", go);
      });
  }
};

// dist/keep-token.js
async function keepToken(connection, token, session, backoff, over) {
  for (let attempt = 0; ; ) {
    await sleep(attempt > 0 ? delay(backoff, attempt) : session.renewIn, over);
    if (over.aborted)
      return;
    const accessToken = await session.renew(token.used).catch(() => token.used);
    const isRenewed = accessToken !== token.used && await connection.invoke("RenewToken", { accessToken }).then(() => true, () => false);
    if (isRenewed)
      token.used = accessToken;
    attempt = isRenewed && session.renewIn > 0 ? 0 : attempt + 1;
  }
}

// dist/http.js
async function callHttp(server, method, path, call = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(call.query ?? {}))
    if (value !== null && value !== void 0)
      query.set(name, String(value));
  const headers = { Accept: "application/json" };
  if (call.body !== void 0)
    headers["Content-Type"] = "application/json";
  if (call.token)
    headers["Authorization"] = `Bearer ${call.token}`;
  const body = call.body === void 0 ? void 0 : JSON.stringify(call.body);
  const search = String(query);
  try {
    const text = await limited(async (signal) => {
      const answer = await fetch(`${server}${path}${search && `?${search}`}`, { method, headers, body, signal });
      if (!answer.ok)
        throw await httpRefusal(answer);
      return await answer.text();
    }, call.signal);
    return text ? JSON.parse(text) : void 0;
  } catch (error) {
    throw error instanceof ChatError ? error : new ChatError("unreachable", "The server cannot be reached.", { cause: error });
  }
}

// dist/storage.js
function memoryStorage() {
  const values = /* @__PURE__ */ new Map();
  return { get: (key) => values.get(key), set: (key, value) => {
    values.set(key, value);
  }, remove: (key) => {
    values.delete(key);
  } };
}
function defaultStorage() {
  try {
    if (!("document" in globalThis))
      return memoryStorage();
    const local = globalThis.localStorage;
    return { get: (key) => local.getItem(key), set: (key, value) => local.setItem(key, value), remove: (key) => local.removeItem(key) };
  } catch {
    return memoryStorage();
  }
}
var Store = class {
  storage;
  prefix;
  #last = Promise.resolve();
  constructor(storage, prefix) {
    this.storage = storage;
    this.prefix = prefix;
  }
  async get(key) {
    await this.#last;
    try {
      return parse(await this.storage.get(this.prefix + key));
    } catch {
      return null;
    }
  }
  /** Keeps a value, or with null none. The first write in a row reaches a storage that answers at once before this returns. */
  set(key, value) {
    const text = value === null ? null : JSON.stringify(value);
    return this.#write(() => this.#put(key, text));
  }
  /** The same with what `change` makes of the value that is kept. */
  update(key, change) {
    const put = (held2) => {
      const value = change(parse(held2));
      return this.#put(key, value === null ? null : JSON.stringify(value));
    };
    return this.#write(() => {
      const held2 = this.storage.get(this.prefix + key);
      return held2 instanceof Promise ? held2.then(put) : put(held2);
    });
  }
  #put(key, text) {
    return text === null ? this.storage.remove(this.prefix + key) : this.storage.set(this.prefix + key, text);
  }
  #write(write) {
    let written;
    if (this.#writing === 0) {
      try {
        written = write();
      } catch {
        return Promise.resolve();
      }
      if (!(written instanceof Promise))
        return Promise.resolve();
    } else {
      written = this.#last.then(write);
    }
    this.#writing++;
    const done = written.catch(() => {
    }).finally(() => {
      this.#writing--;
    });
    this.#last = done;
    return done;
  }
  #writing = 0;
};
function parse(text) {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}

// dist/tokens.js
function toTokens(answer) {
  const claims = claimsOf(answer.accessToken);
  const lifetime = 1e3 * (answer.expiresIn ?? (claims.exp && claims.iat ? claims.exp - claims.iat : 3600));
  const age = answer.expiresIn === void 0 && claims.iat ? Math.max(0, Date.now() - 1e3 * claims.iat) : 0;
  return {
    accessToken: answer.accessToken,
    refreshToken: answer.refreshToken,
    lifetime,
    expiresAt: Date.now() + lifetime - age,
    user: "user" in answer ? answer.user : void 0
  };
}
var sessionIdOf = (accessToken) => claimsOf(accessToken).sid ?? accessToken.slice(-16);
var isNewer = (accessToken, other) => (claimsOf(accessToken).iat ?? 0) > (claimsOf(other).iat ?? Infinity);
function claimsOf(token) {
  try {
    return JSON.parse(atob(token.split(".")[1].replace(/-/g, "+").replace(/_/g, "/")));
  } catch {
    return {};
  }
}

// dist/kept-tokens.js
var mostSessions = 8;
var never = new AbortController().signal;
var KeptTokens = class {
  name;
  #store;
  constructor(storage, prefix, name) {
    this.name = prefix + name;
    this.#store = new Store(storage, `${this.name}:`);
  }
  /** What is in storage; where another tab has just renewed `outdated`, once that shows: browsers bring what one tab writes to the others a little later. */
  async read(outdated = "") {
    for (let tries = 0; ; tries++) {
      const kept = await this.#store.get("session");
      if (kept?.accessToken !== outdated || tries === 20)
        return kept;
      await sleep(25, never);
    }
  }
  write(tokens) {
    return this.#store.set("session", tokens);
  }
  /** Forgets the session that this token names; another one, which has taken its place meanwhile, stays. */
  async forget(accessToken) {
    const kept = await this.read();
    if (kept && sessionIdOf(kept.accessToken) === sessionIdOf(accessToken))
      await this.clear();
  }
  clear() {
    return this.#store.set("session", null);
  }
};
async function letOldSessionsGo(storage, prefix, name) {
  const list = new Store(storage, prefix);
  const names = [...(await list.get("sessions") ?? []).filter((other) => other !== name), name];
  for (const old of names.splice(0, Math.max(0, names.length - mostSessions)))
    await new KeptTokens(storage, prefix, old).clear();
  await list.set("sessions", names);
}

// dist/locks.js
var held = /* @__PURE__ */ new Map();
function takeLock(name, wait, signal) {
  const locks = globalThis.navigator?.locks;
  return locks ? takeWebLock(locks, name, wait, signal) : takeLocalLock(name, wait, signal);
}
async function withLock(name, work) {
  const free = await takeLock(name, false);
  const lock = free ?? await takeLock(name, true);
  try {
    return await work(free === null);
  } finally {
    lock?.release();
  }
}
function takeWebLock(locks, name, wait, signal) {
  return new Promise((resolve) => {
    const hold = (lock) => lock === null ? void resolve(null) : new Promise((release) => resolve({ release }));
    locks.request(name, wait ? { signal } : { ifAvailable: true }, hold).catch(() => resolve(null));
  });
}
async function takeLocalLock(name, wait, signal) {
  for (let holder = held.get(name); holder; holder = held.get(name)) {
    if (!wait)
      return null;
    await Promise.race([holder, aborted(signal)]);
    if (signal?.aborted)
      return null;
  }
  if (signal?.aborted)
    return null;
  let release;
  held.set(name, new Promise((resolve) => {
    release = resolve;
  }));
  return { release: () => {
    held.delete(name);
    release();
  } };
}
var aborted = (signal) => new Promise((resolve) => signal?.addEventListener("abort", () => resolve(), { once: true }));

// dist/session.js
var never2 = new AbortController().signal;
var endings = ["invalid_token", "token_expired", "unauthenticated", "invalid_credentials"];
var isRefusedSession = (error) => error instanceof ChatError && endings.includes(error.code);
var Session = class _Session {
  server;
  storage;
  credentials;
  user;
  #tokens;
  #renewing = null;
  #answerLost = false;
  #kept;
  #key = "";
  constructor(server, storage, credentials) {
    this.server = server;
    this.storage = storage;
    this.credentials = credentials;
  }
  static async open(server, storage, credentials) {
    const session = new _Session(server, storage, credentials);
    if (credentials.password !== void 0)
      await session.#logIn();
    else if (credentials.accessToken || credentials.refresh)
      await session.#bringTokens();
    else
      await session.#resume();
    return session;
  }
  /** What belongs to this user on this server, in storage. */
  get store() {
    return new Store(this.storage, `${this.#key}:`);
  }
  get lockName() {
    return this.#key;
  }
  /** Milliseconds until the tokens are to be renewed: a good while before they expire, and not at the same time in all tabs. */
  get renewIn() {
    return Math.max(0, this.#tokens.expiresAt - Date.now() - this.#tokens.lifetime * (0.1 + 0.1 * Math.random()));
  }
  /** An access token that is good for a while. */
  async token() {
    if (this.#tokens.expiresAt - Date.now() < Math.min(3e4, this.#tokens.lifetime * 0.1))
      await this.renew(this.#tokens.accessToken);
    return this.#tokens.accessToken;
  }
  /** Gets other tokens than the one that was refused, or will be soon. */
  async renew(used) {
    if (this.#tokens.accessToken === used)
      await (this.#renewing ??= this.#renew(used).finally(() => {
        this.#renewing = null;
      }));
    return this.#tokens.accessToken;
  }
  /** Calls the server as this session's user. */
  async call(method, path, call = {}) {
    const token = await this.token();
    try {
      return await callHttp(this.server, method, path, { ...call, token });
    } catch (error) {
      if (!(error instanceof ChatError) || !["token_expired", "invalid_token"].includes(error.code))
        throw error;
      return await callHttp(this.server, method, path, { ...call, token: await this.renew(token) });
    }
  }
  /** Forgets this session's tokens in storage. */
  forget() {
    return this.#kept.forget(this.#tokens.accessToken);
  }
  async #logIn() {
    const { username, password } = this.credentials;
    const answer = await callHttp(this.server, "POST", "/login", { body: { username, password } });
    this.#use(answer.user.username);
    this.#take(toTokens(answer));
    await Promise.all([this.#keep(), new Store(this.storage, this.#prefix).set("last", answer.user.username)]);
  }
  async #bringTokens() {
    const { accessToken, refreshToken, expiresIn, refresh } = this.credentials;
    const tokens = accessToken ? { accessToken, refreshToken, expiresIn } : await this.#ask(refresh);
    const name = `session-${sessionIdOf(tokens.accessToken)}`;
    this.#kept = new KeptTokens(this.storage, this.#prefix, name);
    if (!refresh)
      await letOldSessionsGo(this.storage, this.#prefix, name);
    const kept = refresh ? null : await this.#kept.read();
    this.#tokens = kept && !isNewer(tokens.accessToken, kept.accessToken) ? kept : toTokens(tokens);
    this.user = this.#tokens.user ?? await this.call("GET", "/me");
    this.#key = `${this.#prefix}${this.user.username}`;
    await this.#keep();
  }
  async #resume() {
    const username = this.credentials.username ?? await new Store(this.storage, this.#prefix).get("last");
    if (username)
      this.#use(username);
    const tokens = username ? await this.#kept.read() : null;
    if (!tokens?.user)
      throw new ChatError("unauthenticated", "There is no session to go on with: log in.");
    this.#take(tokens);
    try {
      this.#take({ ...this.#tokens, user: await this.call("GET", "/me") });
    } catch (error) {
      if (isRefusedSession(error))
        await this.forget();
      if (!(error instanceof ChatError) || !["unreachable", "unavailable"].includes(error.code))
        throw error;
    }
  }
  async #renew(used) {
    const { refresh } = this.credentials;
    if (refresh)
      return this.#take({ ...toTokens(await this.#ask(refresh)), user: this.user });
    await withLock(`${this.#kept.name}:renewal`, async (waited) => {
      const kept = await this.#kept.read(waited ? used : "");
      if (kept && kept.accessToken !== used && kept.expiresAt > Date.now())
        return this.#take(kept);
      const refreshToken = kept?.refreshToken ?? this.#tokens.refreshToken;
      if (!refreshToken)
        throw new ChatError("token_expired", "The access token has expired, and there is no way to renew it.");
      try {
        this.#take(toTokens(await callHttp(this.server, "POST", "/refresh", { body: { refreshToken } })));
        this.#answerLost = false;
      } catch (error) {
        if (error instanceof ChatError && error.code === "unreachable")
          this.#answerLost = true;
        if (!this.#answerLost || !isRefusedSession(error) || this.credentials.password === void 0)
          throw error;
        await this.#logIn();
        this.#answerLost = false;
      }
      await this.#keep();
      await sleep(50, never2);
    });
  }
  async #ask(refresh) {
    const answer = await limited(refresh);
    return typeof answer === "string" ? { accessToken: answer } : answer;
  }
  get #prefix() {
    return `chathub:${this.server}:`;
  }
  #use(username) {
    this.#key = `${this.#prefix}${username}`;
    this.#kept = new KeptTokens(this.storage, this.#prefix, username);
  }
  #take(tokens) {
    this.#tokens = tokens;
    if (tokens.user)
      this.user = tokens.user;
  }
  #keep() {
    return this.credentials.refresh ? Promise.resolve() : this.#kept.write({ ...this.#tokens, user: this.user });
  }
};

// dist/link.js
var methods = ["RoomEvents", "Translations", "PresenceChanged", "Typing", "ReadMarkerMoved", "RoomsChanged", "RoomClosed"];
var finalReasons = ["logout", "session_ended", "password_changed", "account_deleted"];
var goodMilliseconds = 1e4;
var signalrRefusal = /on the server\.|Unknown hub method|Method does not exist/;
var Link = class {
  options;
  #stop = new AbortController();
  #gate = new Gate();
  #early = new AbortController();
  #connection = null;
  #token = { used: "" };
  #state = "connecting";
  #ending = null;
  #running = Promise.resolve();
  constructor(options) {
    this.options = options;
  }
  get state() {
    return this.#state;
  }
  /** Aborts when no more is to be expected of this client, with the error that says why. */
  get stopped() {
    return this.#stop.signal;
  }
  get connection() {
    return this.#gate.isOpen ? this.#connection : null;
  }
  start() {
    this.#running = this.#run();
  }
  /** Does not wait any longer before the next try: the network has come back. */
  hurry() {
    this.#early.abort();
  }
  async close() {
    this.#end(closedError());
    void this.#connection?.stop();
    await this.#running;
  }
  /** Until there is a connection to make calls on. */
  async pass() {
    await this.#gate.pass(this.stopped);
    if (this.#ending)
      throw this.#ending;
  }
  /** Calls the hub, on whichever connection there is, until it has answered; refusals that pass are waited for. */
  async call(method, argument) {
    for (let attempt = 0; ; attempt++) {
      await this.pass();
      try {
        return await this.callOnce(this.#connection, method, argument);
      } catch (error) {
        if (!isPassing(error))
          throw error;
        await sleep(error.retryAfter ?? (error.code === "unreachable" ? 0 : delay(this.options.backoff, attempt)), this.stopped);
      }
    }
  }
  /** Calls the hub on this connection only; `unreachable` when it is lost. */
  async callOnce(connection, method, argument) {
    checkSize(argument);
    try {
      return await connection.invoke(method, argument);
    } catch (error) {
      if (this.#ending)
        throw this.#ending;
      const refusal = hubRefusal(error);
      if (refusal && !["token_expired", "invalid_token"].includes(refusal.code))
        throw refusal;
      if (!refusal && error instanceof Error && signalrRefusal.test(error.message))
        throw new ChatError("internal", error.message, { cause: error });
      await this.drop(connection);
      throw new ChatError("unreachable", "The connection was lost before the answer.", { cause: error });
    }
  }
  /** Gives a connection up; the next one follows. */
  async drop(connection) {
    if (connection === this.#connection)
      this.#gate.shut();
    await connection.stop();
  }
  async #run() {
    for (let attempt = 0; !this.stopped.aborted; attempt++) {
      const began = Date.now();
      await this.#live();
      if (this.stopped.aborted)
        return;
      this.#change("connecting");
      if (Date.now() - began > goodMilliseconds)
        attempt = 0;
      this.#early = new AbortController();
      await sleep(delay(this.options.backoff, attempt), this.#early.signal);
    }
  }
  /** One connection, from its first try to its end. */
  async #live() {
    const { session, handlers, backoff } = this.options;
    const over = new AbortController();
    let reason = "";
    try {
      this.#token.used = await limited(() => session.token(), this.stopped);
      const connection = dial(this.options, () => this.#token.used);
      for (const method of methods)
        connection.on(method, (argument) => {
          if (connection === this.#connection)
            handlers[method]?.(argument);
        });
      this.#connection = connection;
      const closed = new Promise((resolve) => connection.onclose(() => resolve()));
      connection.on("SessionEnded", (ended) => {
        reason = ended.reason;
        void this.drop(connection);
      });
      await limited(() => connection.start(), this.stopped).catch((error) => {
        void connection.stop();
        throw error;
      });
      void keepToken(connection, this.#token, session, backoff, over.signal);
      await this.options.greet(connection).catch(() => this.drop(connection));
      if (connection.state === HubConnectionState.Connected && !reason && !this.stopped.aborted) {
        this.#gate.open();
        this.#change("connected");
      }
      await closed;
    } catch (error) {
      if (isRefusedSession(error))
        return this.#endSession("session_ended");
      if (error instanceof Error && /\b401\b/.test(error.message))
        reason = "token_expired";
    } finally {
      over.abort();
      this.#gate.shut();
    }
    if (finalReasons.includes(reason))
      this.#endSession(reason);
    else if (reason === "token_expired")
      await limited(() => session.renew(this.#token.used), this.stopped).catch((error) => {
        if (isRefusedSession(error))
          this.#endSession("session_ended");
      });
  }
  #change(state) {
    if (state === this.#state || this.#state === "closed")
      return;
    this.#state = state;
    this.options.changed(state);
  }
  #endSession(reason) {
    if (this.#ending)
      return;
    this.#end(new ChatError("session_ended", `The session has ended: ${reason}.`));
    void this.options.session.forget();
    this.options.ended(reason);
  }
  #end(error) {
    if (this.#ending)
      return;
    this.#ending = error;
    this.#stop.abort(error);
    this.#early.abort();
    this.#change("closed");
  }
};

// dist/outgoing.js
var nameOf = ({ room, clientMessageId }) => `${room} ${clientMessageId}`;
var requestOf = ({ room, text, clientMessageId, replyTo, language }) => ({ room, text, clientMessageId, replyTo, language });
function quiet(promise) {
  promise.catch(() => {
  });
  return promise;
}

// dist/slots.js
var graceMilliseconds = 5e3;
var patienceMilliseconds2 = 500;
var gap = 16;
var most = 256;
var Slots = class {
  name;
  heir;
  signal;
  /** The place that no other tab writes to; null where there are no locks to be had, and once it is let go. */
  own = null;
  #watched = /* @__PURE__ */ new Set();
  #tab = tabStorage();
  constructor(name, heir, signal) {
    this.name = name;
    this.heir = heir;
    this.signal = signal;
  }
  /** Takes a place until the signal aborts, the one before where the tab had one; and inherits: at once what lies about, later that of tabs that are open now or come after this one. */
  async start() {
    const channel = globalThis.BroadcastChannel && new BroadcastChannel(this.name);
    channel?.addEventListener("message", ({ data }) => this.#watch(data));
    channel?.unref?.();
    this.signal.addEventListener("abort", () => channel?.close(), { once: true });
    const before = this.#tab?.getItem(this.name) ?? null;
    await this.#take(before === null ? null : Number(before));
    if (this.own === null || this.signal.aborted)
      return;
    channel?.postMessage(this.own);
    this.#tab?.setItem(this.name, String(this.own));
    await this.heir.inherit(this.own);
    for (let slot = 0, last = this.own; slot <= last + gap && slot < most; slot++) {
      if (slot === this.own)
        continue;
      const lock = await takeLock(this.#lockOf(slot), false);
      const isTaken = !lock || await this.heir.holds(slot);
      if (lock && isTaken && before === null)
        await this.heir.inherit(slot);
      lock?.release();
      if (isTaken) {
        last = Math.max(last, slot);
        if (!lock || before !== null)
          this.#watch(slot);
      }
    }
  }
  async #take(before) {
    let lock = before === null ? null : await takeLock(this.#lockOf(before), true, AbortSignal.timeout(patienceMilliseconds2));
    if (lock)
      this.own = before;
    for (let slot = 0; !lock && slot < most; slot++) {
      lock = await takeLock(this.#lockOf(slot), false);
      if (lock)
        this.own = slot;
    }
    const letGo = () => void Promise.resolve().then(() => this.heir.saved()).then(() => {
      this.own = null;
      lock?.release();
    });
    if (this.signal.aborted)
      letGo();
    else
      this.signal.addEventListener("abort", letGo, { once: true });
  }
  #watch(slot) {
    if (slot === this.own || this.#watched.has(slot))
      return;
    this.#watched.add(slot);
    void this.#inheritFrom(slot).finally(() => this.#watched.delete(slot));
  }
  /** Waits until a tab has gone for good. */
  async #inheritFrom(slot) {
    while (!this.signal.aborted) {
      (await takeLock(this.#lockOf(slot), true, this.signal))?.release();
      if (this.#tab)
        await sleep(graceMilliseconds, this.signal);
      const lock = await takeLock(this.#lockOf(slot), false);
      if (!lock)
        continue;
      if (!this.signal.aborted)
        await this.heir.inherit(slot);
      lock.release();
      return;
    }
  }
  #lockOf(slot) {
    return `${this.name}:outbox-${slot}`;
  }
};
function tabStorage() {
  try {
    return "document" in globalThis ? globalThis.sessionStorage : null;
  } catch {
    return null;
  }
}

// dist/kept-outbox.js
var never3 = new AbortController().signal;
var KeptOutbox = class {
  store;
  #slots = null;
  /** The names of what was saved last. */
  #held = /* @__PURE__ */ new Set();
  /** Until what was saved last is in storage. */
  saved = Promise.resolve();
  constructor(store) {
    this.store = store;
  }
  /** @param inherit Takes over what is left of another client, or of this tab's last one, and keeps it. */
  async start(lockName, inherit, signal) {
    this.#slots = new Slots(lockName, {
      holds: async (slot) => await this.#read(slot) !== null,
      inherit: async (slot) => {
        const left = await this.#read(slot);
        if (!left || signal.aborted)
          return;
        await inherit(left);
        if (slot === this.#slots.own || signal.aborted)
          return;
        await this.store.set(keyOf(slot), null);
        await sleep(50, never3);
      },
      saved: () => this.saved
    }, signal);
    await this.#slots.start();
  }
  /** Keeps what has no receipt yet, and what somebody else has put beside it: where there are no locks between tabs, all have the same place. */
  save(entries) {
    const own = this.#slots?.own ?? null;
    if (own === null)
      return Promise.resolve();
    const kept = entries.filter((entry) => !entry.receipt).map(({ settle: _, ...entry }) => entry);
    const before = this.#held;
    const now = this.#held = new Set(kept.map(nameOf));
    return this.saved = this.store.update(keyOf(own), (stored) => {
      const others = (stored ?? []).filter((entry) => !before.has(nameOf(entry)) && !now.has(nameOf(entry)));
      return others.length + kept.length > 0 ? merge(others, kept) : null;
    });
  }
  #read(slot) {
    return this.store.get(keyOf(slot));
  }
};
var keyOf = (slot) => `outbox-${slot}`;
function merge(left, right) {
  const [merged, rest] = [[], [...right]];
  for (const entry of left) {
    while (rest.length > 0 && rest[0].at <= entry.at)
      merged.push(rest.shift());
    merged.push(entry);
  }
  return [...merged, ...rest];
}

// dist/outbox.js
var Outbox = class {
  link;
  rooms;
  backoff;
  #entries = [];
  #kept;
  #changes = new Emitter();
  #sending = /* @__PURE__ */ new Set();
  constructor(link, store, rooms, backoff) {
    this.link = link;
    this.rooms = rooms;
    this.backoff = backoff;
    this.#kept = new KeptOutbox(store);
  }
  /** Until all is in storage. */
  get saved() {
    return this.#kept.saved;
  }
  /** Takes over what this tab, or one that has gone, did not get to send. */
  async start(lockName) {
    await this.#kept.start(lockName, (left) => this.#inherit(left), this.link.stopped);
    this.link.stopped.addEventListener("abort", () => {
      for (const entry of this.#entries)
        entry.settle?.reject(this.link.stopped.reason);
    }, { once: true });
  }
  /** Calls `listener` whenever what is shown of a room's outgoing messages is another, until the function that this returns is called. */
  watch(room, listener) {
    return this.#changes.on(room, listener);
  }
  /** In the order in which they were sent. */
  of(room) {
    return this.#entries.filter((entry) => entry.room === room);
  }
  /** Sends a message; it is in storage when this returns, where storage answers at once. */
  send(message) {
    const entry = { ...message };
    const settled = this.#settled(entry);
    if (this.link.stopped.aborted)
      entry.settle.reject(this.link.stopped.reason);
    else {
      this.#entries.push(entry);
      void this.#save();
      this.#changed(entry.room);
      void this.#run(entry.room);
    }
    return settled;
  }
  /** Sends a refused message once more. */
  retry(room, clientMessageId) {
    const entry = this.#failed(room, clientMessageId);
    if (!entry)
      return Promise.reject(new ChatError("message_not_found", "There is no refused message with this key."));
    entry.failed = void 0;
    const settled = this.#settled(entry);
    void this.#save();
    this.#changed(entry.room);
    void this.#run(entry.room);
    return settled;
  }
  /** Forgets a refused message. */
  discard(room, clientMessageId) {
    const entry = this.#failed(room, clientMessageId);
    if (entry)
      this.#remove(entry);
  }
  /** One's own message has come back as an event, perhaps before its receipt. */
  arrived(room, message) {
    const entry = this.#entries.find((entry2) => entry2.room === room && entry2.clientMessageId === message.clientMessageId);
    if (entry)
      this.#accept(entry, entry.receipt ?? { room, id: message.id, at: message.at, duplicate: false });
  }
  /** Settles what waited for its event: the room has got that far, or is followed no more. */
  caughtUp(room) {
    for (const entry of this.#entries.filter((entry2) => entry2.room === room && entry2.receipt && !this.rooms.awaits(room, entry2.receipt.id)))
      this.#accept(entry, entry.receipt);
  }
  /** Settles whatever has a receipt: the events that were waited for may be of a history that is no more. */
  settleAll(room) {
    for (const entry of this.#entries.filter((entry2) => entry2.room === room && entry2.receipt))
      this.#settle(entry, entry.receipt);
  }
  /** Forgets everything, in storage too. */
  async clear() {
    this.#entries = [];
    await this.#save();
  }
  async #inherit(left) {
    const known = new Set(this.#entries.map(nameOf));
    this.#entries = merge(left.filter((entry) => !known.has(nameOf(entry))), this.#entries);
    await this.#save();
    for (const room of new Set(left.map((entry) => entry.room))) {
      this.#changed(room);
      void this.#run(room);
    }
  }
  #failed(room, clientMessageId) {
    return this.#entries.find((entry) => entry.room === room && entry.clientMessageId === clientMessageId && entry.failed);
  }
  #settled(entry) {
    return quiet(new Promise((resolve, reject) => {
      entry.settle = { resolve, reject };
    }));
  }
  /** Sends a room's messages until there are none; one at a time for each room. */
  async #run(room) {
    if (this.#sending.has(room))
      return;
    this.#sending.add(room);
    try {
      for (let attempt = 0; ; ) {
        await this.rooms.ready(room);
        const entry = this.#entries.find((entry2) => entry2.room === room && !entry2.failed && !entry2.receipt);
        const connection = this.link.connection;
        if (!entry)
          return;
        if (!connection)
          continue;
        attempt = await this.#sendOnce(entry, () => this.link.callOnce(connection, "SendMessage", requestOf(entry)), attempt);
      }
    } catch {
    } finally {
      this.#sending.delete(room);
    }
  }
  async #sendOnce(entry, call, attempt) {
    try {
      this.#accept(entry, await call());
      return 0;
    } catch (error) {
      if (this.link.stopped.aborted || !(error instanceof ChatError))
        throw error;
      if (isPassing(error))
        await sleep(error.retryAfter ?? (error.code === "unreachable" ? 0 : delay(this.backoff, attempt)), this.link.stopped);
      else
        this.#fail(entry, error);
      return attempt + 1;
    }
  }
  #accept(entry, receipt) {
    if (!this.#entries.includes(entry))
      return;
    entry.receipt = receipt;
    if (this.rooms.awaits(entry.room, receipt.id))
      void this.#save();
    else
      this.#settle(entry, receipt);
  }
  #settle(entry, receipt) {
    entry.settle?.resolve(receipt);
    this.#remove(entry);
  }
  #fail(entry, error) {
    if (!this.#entries.includes(entry))
      return;
    entry.failed = { code: error.code, message: error.message };
    void this.#save();
    entry.settle?.reject(error);
    this.#changed(entry.room);
  }
  #remove(entry) {
    this.#entries = this.#entries.filter((other) => other !== entry);
    void this.#save();
    this.#changed(entry.room);
  }
  #save() {
    return this.#kept.save(this.#entries);
  }
  #changed(room) {
    this.#changes.emit(room, void 0);
  }
};

// dist/pages.js
async function readAll(session, path) {
  const items = [];
  for (let cursor = null; cursor !== void 0; ) {
    const page = await session.call("GET", path, { query: { cursor } });
    items.push(...page.items);
    cursor = page.next;
  }
  return items;
}

// dist/arrivals.js
var Arrivals = class {
  #waiting = [];
  wait(seq) {
    return new Promise((go) => this.#waiting.push({ seq, go }));
  }
  /** Whoever waits for this seq, or one before it, goes on. */
  release(seq = Infinity) {
    const ready = this.#waiting.filter((waiting) => waiting.seq <= seq);
    this.#waiting = this.#waiting.filter((waiting) => waiting.seq > seq);
    for (const { go } of ready)
      go();
  }
};

// dist/inbox.js
var Inbox = class {
  #held = [];
  #isOpen = false;
  /** Does it now, or once it opens. */
  take(work) {
    this.#held.push(work);
    if (this.#isOpen)
      this.open();
  }
  /** Before all else that is held. */
  putBack(work) {
    this.#held.unshift(work);
  }
  shut() {
    this.#isOpen = false;
  }
  open() {
    this.#isOpen = true;
    while (this.#isOpen && this.#held.length > 0)
      this.#held.shift()();
  }
  clear() {
    this.#held = [];
    this.shut();
  }
};
function eventsAfter(batch, seq) {
  const events = batch.events.filter((event) => event.seq > seq);
  return events.length > 0 ? { ...batch, from: events[0].seq, events, reset: void 0 } : null;
}

// dist/timeline.js
var Timeline = class {
  keep;
  /** @param keep So many messages at most; the oldest go first, and are loaded again as history. */
  constructor(keep = 1e4) {
    this.keep = keep;
  }
  #messages = /* @__PURE__ */ new Map();
  /** What comes while history is loaded, and may be later than it. */
  #heard = null;
  #listed = null;
  epoch = null;
  /** The last event that is held. */
  seq = 0;
  /** Everything from this seq on is held. */
  oldest = 1;
  translations = null;
  /** How often everything was forgotten. */
  resets = 0;
  /** In the order of their ids. */
  get messages() {
    return this.#listed ??= [...this.#messages.values()].sort((one, other) => one.id - other.id);
  }
  /** Where to go on after a disconnection; null before anything has come. */
  get cursor() {
    return this.epoch === null ? null : { epoch: this.epoch, seq: this.seq, translations: this.translations };
  }
  get(id) {
    return this.#messages.get(id);
  }
  /** Begins with the events after `seq`. */
  begin(epoch, seq) {
    [this.epoch, this.seq, this.oldest] = [epoch, seq, seq + 1];
  }
  /** Applies a batch and answers what was new in it; null when there is a hole before it, which the server promises there never is. */
  apply(batch) {
    if (batch.reset)
      this.#forget();
    if (this.epoch === null)
      this.begin(batch.epoch, batch.from - 1);
    if (batch.epoch !== this.epoch || batch.from > this.seq + 1)
      return null;
    const fresh = batch.events.filter((event) => event.seq > this.seq);
    for (const event of fresh) {
      this.seq = event.seq;
      this.#heard?.push({ event });
      this.#applyEvent(event);
    }
    if (this.#messages.size > this.keep)
      this.#letGo();
    return fresh;
  }
  /** Applies translations, and answers the ids of the messages that now have them. */
  patch({ epoch, language, items }) {
    if (this.epoch !== null && epoch !== this.epoch)
      return [];
    return items.filter((patch) => {
      this.translations = { language, tseq: patch.tseq };
      this.#heard?.push({ language, patch });
      return this.#applyPatch(language, patch);
    }).map((patch) => patch.id);
  }
  /** Takes every translation away, and goes on with those after the cursor. */
  translateAnew(cursor) {
    this.translations = cursor;
    this.#heard = this.#heard?.filter((heard) => "event" in heard) ?? null;
    for (const message of this.#messages.values())
      if (message.translation)
        this.#put({ ...message, translation: void 0 });
  }
  /** Begins to gather what comes while a page of history is on its way. */
  expectHistory() {
    this.#heard = [];
  }
  /** Adds a page of history: its messages as they were at some time since `expectHistory`. */
  addHistory(page) {
    for (const message of page)
      this.#replace(message);
    for (const heard of this.#heard ?? [])
      "event" in heard ? this.#applyEvent(heard.event) : this.#applyPatch(heard.language, heard.patch);
    this.#heard = null;
  }
  #forget() {
    this.#messages.clear();
    this.#listed = null;
    [this.epoch, this.translations, this.#heard] = [null, null, null];
    this.resets++;
  }
  #letGo() {
    const [first] = this.messages.slice(-Math.ceil(this.keep * 0.9));
    this.oldest = first.id;
    for (const { id } of this.messages)
      if (id < this.oldest)
        this.#messages.delete(id);
    this.#listed = null;
  }
  #applyEvent({ type, seq, actor, message, reaction }) {
    if (message && type.startsWith("message.")) {
      if (type === "message.posted" ? seq >= this.oldest : this.#messages.has(message.id))
        this.#replace(message);
    } else if (reaction && actor !== null && actor !== "deleted-user") {
      this.#react(reaction.id, reaction.emoji, actor, type === "reaction.added");
    }
  }
  #applyPatch(language, { id, revision, state, text, provider }) {
    const message = this.#messages.get(id);
    if (!message || message.deleted || message.revision !== revision || state === "superseded")
      return false;
    this.#put({ ...message, translation: { language, state, text, provider } });
    return true;
  }
  #replace(message) {
    const held2 = this.#messages.get(message.id);
    if (held2 && (held2.deleted || held2.revision > message.revision) && !message.deleted)
      return;
    const isSame = held2?.revision === message.revision && !message.deleted;
    this.#put(isSame && held2.translation && !message.translation ? { ...message, translation: held2.translation } : message);
  }
  #react(id, emoji, user, added) {
    const message = this.#messages.get(id);
    if (!message || message.deleted)
      return;
    const reactions = (message.reactions ?? []).map((group2) => group2.emoji === emoji ? { emoji, users: group2.users.filter((name) => name !== user) } : group2);
    const held2 = message.reactions?.find((group2) => group2.emoji === emoji)?.users.includes(user) ?? false;
    if (added === held2)
      return;
    const group = reactions.find((group2) => group2.emoji === emoji);
    if (added && group)
      group.users.push(user);
    else if (added)
      reactions.push({ emoji, users: [user] });
    this.#put({ ...message, reactions: reactions.filter((group2) => group2.users.length > 0) });
  }
  #put(message) {
    this.#messages.set(message.id, message);
    this.#listed = null;
  }
};

// dist/following.js
var Following = class {
  room;
  parts;
  hooks;
  timeline = new Timeline();
  /** Open while the room is followed on the connection. */
  ready = new Gate();
  info = null;
  closedBy = null;
  /** Messages after this seq are news; null while that is unknown. */
  newsAfter = null;
  /** While it is being left or unfollowed. */
  leaving = null;
  #joining = Promise.resolve();
  #sync = null;
  #closedMeanwhile = false;
  #isSettled = false;
  #isResumed = false;
  #inbox = new Inbox();
  #arrivals = new Arrivals();
  #caughtUp;
  #settle;
  link;
  constructor(room, parts, hooks) {
    this.room = room;
    this.parts = parts;
    this.hooks = hooks;
    const link = this.link = parts.link;
    this.#caughtUp = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    this.#caughtUp.catch(() => {
    });
    link.stopped.addEventListener("abort", this.#stopped, { once: true });
  }
  #stopped = () => {
    this.#settle.reject(this.link.stopped.reason);
    this.#arrivals.release();
  };
  /** Until what there was at the time of the first join is here. */
  caughtUp() {
    return this.#caughtUp;
  }
  /** Joins on a new connection. */
  join(connection) {
    return this.#joining = this.#join(connection);
  }
  async #join(connection) {
    this.#sync = null;
    this.#inbox.clear();
    await this.#resume();
    const isWanted = () => this.closedBy === null && !this.leaving && connection === this.link.connection;
    for (let attempt = 0; isWanted(); attempt++) {
      try {
        const ending = this.info || this.#closedMeanwhile ? await this.hooks.findEnding(this.timeline.seq) : null;
        if (!isWanted())
          return;
        if (ending)
          return this.close(ending);
        this.#closedMeanwhile = false;
        const after = this.timeline.cursor;
        const sync = await this.link.callOnce(connection, "JoinRoom", after ? { room: this.room, after } : { room: this.room, backlog: this.parts.backlog });
        if (this.#closedMeanwhile)
          continue;
        return this.#synced(sync, after?.translations ?? null);
      } catch (error) {
        if (this.link.stopped.aborted || !(error instanceof ChatError))
          return;
        const { code, retryAfter } = error;
        const isOdd = code === "internal" && this.info !== null;
        if (!isPassing(error) && !isRefusedSession(error) && !isOdd)
          this.close(code, error);
        else if (isWanted())
          await sleep(retryAfter ?? delay(this.parts.backoff, attempt), this.link.stopped);
      }
    }
  }
  /** Held back until the answer to the join says which events are new, and until whoever waits for it has had a turn to listen to those. */
  receive(batch) {
    this.#inbox.take(() => this.#apply(batch));
  }
  translate(batch) {
    this.#inbox.take(() => {
      this.hooks.translated(this.timeline.patch(batch));
      this.#keep();
      this.hooks.changed();
    });
  }
  /** Begins where the client before got to, if it is to be so and has not begun yet. */
  async #resume() {
    if (!this.parts.kept || this.timeline.epoch !== null)
      return;
    const cursor = await this.parts.kept.read();
    if (!cursor || this.timeline.epoch !== null)
      return;
    this.timeline.begin(cursor.epoch, cursor.seq);
    this.timeline.translations = cursor.translations ?? null;
    [this.newsAfter, this.#isResumed] = [cursor.seq, true];
  }
  #apply(batch) {
    if (!this.#isSettled && batch.epoch === this.#sync.epoch) {
      const later = eventsAfter(batch, this.#sync.head);
      if (later)
        this.#inbox.putBack(() => this.#apply(later));
      batch = { ...batch, events: batch.events.filter((event) => event.seq <= this.#sync.head) };
    }
    const fresh = this.timeline.apply(batch);
    if (!fresh)
      return void (this.link.connection && this.link.drop(this.link.connection));
    if (batch.reset) {
      this.#arrivals.release();
      this.newsAfter = this.#sync.head;
      this.timeline.translations ??= this.#sync.translations ?? null;
      this.hooks.reset(batch.reset);
    }
    if (this.info)
      this.info = { ...this.info, head: Math.max(this.info.head, this.timeline.seq) };
    this.hooks.came(fresh);
    this.#checkCaughtUp();
    this.#keep();
    this.hooks.changed();
  }
  /** The server has ended the following. */
  endedBy(reason) {
    this.#closedMeanwhile = true;
    if (this.ready.isOpen)
      this.close(reason);
  }
  close(reason, error = roomClosedError(reason)) {
    if (this.closedBy !== null)
      return;
    if (this.#sync)
      this.#inbox.open();
    this.closedBy = reason;
    this.link.stopped.removeEventListener("abort", this.#stopped);
    this.#settle.reject(error);
    this.#arrivals.release();
    this.ready.open();
    this.hooks.closed(reason);
    this.hooks.changed();
  }
  /** Ends by the client's own will; a reconnection meanwhile does not join again. */
  async leave(method, reason) {
    const call = this.#joining.then(() => this.link.call(method, { room: this.room }));
    this.leaving = call.catch(() => {
    });
    try {
      await call;
      this.close(reason);
    } finally {
      this.leaving = null;
      const { connection } = this.link;
      if (connection && !this.ready.isOpen)
        void this.join(connection);
    }
  }
  /** Whether the event with this seq is still to come. */
  awaits(seq) {
    return this.closedBy === null && !this.link.stopped.aborted && this.timeline.seq < seq;
  }
  /** Until the event with this seq is applied, or is to come no more. */
  applied(seq) {
    return this.awaits(seq) ? this.#arrivals.wait(seq) : Promise.resolve();
  }
  #synced(sync, held2) {
    const isNew = this.info === null;
    [this.#sync, this.info] = [sync, sync.room];
    if (isNew && !this.#isResumed || sync.reset)
      this.newsAfter = sync.head;
    if (!sync.reset && this.timeline.epoch === null)
      this.timeline.begin(sync.epoch, sync.from - 1);
    if (!sync.reset)
      this.#goOnTranslating(sync.translations, held2);
    this.ready.open();
    if (this.#isResumed && !this.#isSettled)
      this.#answer();
    else {
      this.#inbox.open();
      this.#checkCaughtUp();
    }
    this.hooks.changed();
  }
  /** Patches may have come before the answer that says where they start. */
  #goOnTranslating(start, held2) {
    const { timeline } = this;
    const isHonoured = start !== null && held2?.language === start.language && held2.tseq === start.tseq;
    if (timeline.translations?.language !== start?.language)
      timeline.translations = start;
    if (start && !isHonoured && timeline.messages.length > 0)
      this.hooks.translationsMissed();
  }
  #keep() {
    if (this.#isSettled)
      this.parts.kept?.write(this.timeline.cursor);
  }
  #checkCaughtUp() {
    this.#arrivals.release(this.timeline.seq);
    if (this.#isSettled || !this.#sync || this.timeline.epoch !== this.#sync.epoch || this.timeline.seq < this.#sync.head)
      return;
    this.#answer();
  }
  /** Answers the first join. */
  #answer() {
    this.#isSettled = true;
    this.#settle.resolve();
    this.#keep();
    this.#inbox.shut();
    setTimeout(() => {
      if (this.#sync)
        this.#inbox.open();
    });
  }
};

// dist/history.js
var largestPage = 200;
var mostPages = 5;
var History = class {
  room;
  timeline;
  session;
  language;
  #pages = new Lane();
  constructor(room, timeline, session, language) {
    this.room = room;
    this.timeline = timeline;
    this.session = session;
    this.language = language;
  }
  get hasOlder() {
    return this.timeline.epoch !== null && this.timeline.oldest > 1;
  }
  /** Loads the page before what is held. */
  loadOlder(limit) {
    return this.#pages.run(async () => {
      if (!this.hasOlder)
        return;
      const before = this.timeline.oldest;
      const page = await this.#read(before, limit, () => this.timeline.oldest === before);
      if (page && this.timeline.oldest === before)
        this.timeline.oldest = page.next === void 0 ? 1 : page.items[0].id;
    });
  }
  /** Reads what is held once more, for its translations. */
  readTranslations() {
    return this.#pages.run(async () => {
      let before = this.timeline.seq + 1;
      for (let pages = 0; before !== void 0 && before > this.timeline.oldest && pages < mostPages; pages++)
        before = (await this.#read(before, largestPage, (id) => this.timeline.get(id) !== void 0))?.next;
    });
  }
  /** Null when the room was forgotten meanwhile. */
  async #read(before, limit, wants) {
    const { timeline } = this;
    const resets = timeline.resets;
    let language;
    timeline.expectHistory();
    let page = null;
    try {
      do {
        language = this.language();
        page = null;
        page = await this.session.call("GET", `/rooms/${this.room}/messages`, { query: { before, limit, language } });
      } while (language !== this.language() && resets === timeline.resets);
      return resets === timeline.resets ? page : null;
    } finally {
      const items = language === null ? page?.items.map(({ translation: _, ...message }) => message) : page?.items;
      if (resets === timeline.resets)
        timeline.addHistory((items ?? []).filter((message) => wants(message.id)));
    }
  }
};

// dist/keys.js
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const now = Date.now();
  for (let index = 0; index < 6; index++)
    bytes[index] = Math.floor(now / 2 ** (8 * (5 - index))) & 255;
  bytes[6] = 112 | bytes[6] & 15;
  bytes[8] = 128 | bytes[8] & 63;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

// dist/marking.js
var Marking = class {
  held;
  move;
  #asked = 0;
  /** @param held Where the marker is. @param move Asks for another place, and answers where it is then. */
  constructor(held2, move) {
    this.held = held2;
    this.move = move;
  }
  async mark(seq) {
    if (seq <= this.#asked)
      return;
    this.#asked = seq;
    try {
      await this.move(seq);
    } catch (error) {
      this.#asked = this.held();
      throw error;
    }
  }
  /** The room begins anew: what was asked for may be of a history that is no more. */
  forget() {
    this.#asked = 0;
  }
};

// dist/membership.js
var endings2 = { "member.left": "left", "member.removed": "removed", "member.banned": "banned" };
async function findEnding(session, room, seq) {
  const { role } = await session.call("GET", `/rooms/${room}`);
  if (role)
    return null;
  const { events } = await session.call("GET", `/rooms/${room}/events`, { query: { after: seq, limit: 1e3 } });
  const own = events.filter(({ type, member }) => type in endings2 && member?.username === session.user.username);
  return endings2[own.at(-1)?.type ?? ""] ?? "removed";
}

// dist/messages.js
var accepted = /* @__PURE__ */ new WeakMap();
var outgoing = /* @__PURE__ */ new WeakMap();
function fromAccepted(message) {
  let view = accepted.get(message);
  if (!view)
    accepted.set(message, view = { ...message, status: "sent" });
  return view;
}
function fromOutgoing(message, sender) {
  const { text, clientMessageId, replyTo, language, at, failed } = message;
  const status = failed ? "failed" : "pending";
  let view = outgoing.get(message);
  if (view?.status !== status) {
    view = { id: null, sender, text, language, at, revision: 0, replyTo, clientMessageId, status, error: failed && new ChatError(failed.code, failed.message) };
    outgoing.set(message, view);
  }
  return view;
}

// dist/room-parts.js
function describe(info, { details, member }, me) {
  if (!details && !(member?.username === me && member.role))
    return info;
  return { ...info, ...details, ...member?.username === me && member.role && { role: member.role } };
}

// dist/typing.js
var againAfter = 3e3;
var endsAfter = 6e3;
var TypingSignal = class {
  say;
  #saidAt = -Infinity;
  constructor(say) {
    this.say = say;
  }
  set(typing) {
    const now = performance.now();
    if (typing ? now - this.#saidAt < againAfter : now - this.#saidAt > endsAfter)
      return;
    this.#saidAt = typing ? now : -Infinity;
    this.say(typing);
  }
  /** A message ends it at the server, too. */
  ended() {
    this.#saidAt = -Infinity;
  }
};

// dist/room.js
var Room = class extends Emitter {
  name;
  parts;
  /** @internal */
  following;
  #history;
  #changes = new Lane();
  #typing = new TypingSignal((typing) => void this.parts.link.connection?.send("SetTyping", { room: this.name, typing }).catch(() => {
  }));
  #typists = /* @__PURE__ */ new Set();
  #messages = null;
  #unwatch;
  #marking = new Marking(() => this.following.info?.lastRead ?? 0, async (seq) => this.#moveMarker((await this.parts.link.call("MarkRead", { room: this.name, seq })).seq));
  /** @internal */
  constructor(name, parts) {
    super();
    this.name = name;
    this.parts = parts;
    this.following = new Following(name, parts, {
      came: (events) => {
        this.#messages = null;
        events.forEach((event) => this.#take(event));
      },
      translated: (ids) => {
        this.#messages = null;
        for (const shown of ids.map((id) => this.following.timeline.get(id)))
          if (shown)
            this.emit("translation", fromAccepted(shown));
      },
      reset: (reset) => {
        parts.outbox.settleAll(name);
        this.#marking.forget();
        this.emit("reset", reset);
      },
      closed: (reason) => {
        parts.forget(this);
        parts.outbox.caughtUp(name);
        this.#letGo();
        this.emit("closed", { room: name, reason });
      },
      translationsMissed: () => this.translateAnew(),
      findEnding: (seq) => findEnding(parts.session, name, seq),
      changed: () => {
        parts.outbox.caughtUp(name);
        this.changed();
      }
    });
    this.#unwatch = parts.outbox.watch(name, () => {
      this.changed();
      this.#letGo();
    });
    this.#history = new History(name, this.following.timeline, parts.session, parts.language);
  }
  /** All messages that are loaded, oldest first; those of one's own that are pending or failed come last. Another array after each change, with the same objects for what did not change. */
  get messages() {
    return this.#messages ??= [
      ...this.following.timeline.messages.map(fromAccepted),
      ...this.parts.outbox.of(this.name).map((message) => fromOutgoing(message, this.parts.session.user.username))
    ];
  }
  /** The room as the server described it, kept up to date. */
  get info() {
    return this.following.info;
  }
  /** Why the room is followed no more; null while it is. */
  get closedBy() {
    return this.following.closedBy;
  }
  /** Who is typing. */
  get typing() {
    return [...this.#typists];
  }
  /** Whether `loadOlder` would bring more. */
  get hasOlder() {
    return this.#history.hasOlder;
  }
  /** Sends a message. It shows at once as pending, and goes out as soon as it can; the receipt comes once, when it is accepted, or a `ChatError` when it is refused for good. */
  send(text, { clientMessageId = newKey(), replyTo, language } = {}) {
    this.#typing.ended();
    if (this.closedBy !== null)
      return this.#refused();
    return this.parts.outbox.send({ room: this.name, text, clientMessageId, replyTo, language, at: (/* @__PURE__ */ new Date()).toISOString() });
  }
  /** Sends a failed message once more, under the same key. */
  retry(clientMessageId) {
    return this.closedBy === null ? this.parts.outbox.retry(this.name, clientMessageId) : this.#refused();
  }
  /** Takes a failed message away. */
  discard(clientMessageId) {
    this.parts.outbox.discard(this.name, clientMessageId);
  }
  /** Gives a message another text. This and the other changes wait for a connection, are made in their order, and show when their promise resolves. */
  edit(id, text) {
    return this.#change("EditMessage", { id, text });
  }
  delete(id) {
    return this.#change("DeleteMessage", { id });
  }
  react(id, emoji) {
    return this.#change("AddReaction", { id, emoji });
  }
  unreact(id, emoji) {
    return this.#change("RemoveReaction", { id, emoji });
  }
  /** Moves one's read marker forward, up to the newest event if no seq is given. */
  markRead(seq = this.following.timeline.seq) {
    return this.#marking.mark(seq);
  }
  /** Call it at every key press, and with false when the text is given up: it is said to the others as often as it takes. */
  setTyping(typing) {
    this.#typing.set(typing);
  }
  /** Loads a page of older messages: 1 to 200. Answers whether there are still more. */
  async loadOlder(limit = 50) {
    await this.#history.loadOlder(limit);
    this.changed();
    return this.hasOlder;
  }
  members() {
    return readAll(this.parts.session, `/rooms/${this.name}/members`);
  }
  /** Ends the membership. */
  leave() {
    return this.following.leave("LeaveRoom", "left");
  }
  /** Stops following on this connection; the membership stays. */
  unfollow() {
    return this.following.leave("Unfollow", "unfollowed");
  }
  /** @internal */
  changed() {
    this.#messages = null;
    this.emit("change", this);
  }
  /** @internal */
  disconnected() {
    this.following.ready.shut();
    if (this.#typists.size === 0)
      return;
    this.#typists.clear();
    this.changed();
  }
  /** @internal */
  typed(typing) {
    typing.typing ? this.#typists.add(typing.username) : this.#typists.delete(typing.username);
    this.emit("typing", typing);
    this.changed();
  }
  /** @internal */
  marked(moved) {
    if (moved.username === this.parts.session.user.username)
      this.#moveMarker(moved.seq);
    this.emit("read", moved);
  }
  /** @internal Reads the translations of what is held once more. */
  translateAnew() {
    this.#history.readTranslations().then(() => this.changed(), () => {
    });
  }
  #refused() {
    return quiet(Promise.reject(roomClosedError(this.closedBy)));
  }
  /** What was on its way when the room was closed still shows what becomes of it. */
  #letGo() {
    if (this.closedBy !== null && this.parts.outbox.of(this.name).length === 0)
      this.#unwatch();
  }
  #change(method, what) {
    return this.#changes.run(async () => {
      const change = await this.parts.link.call(method, { room: this.name, ...what });
      await this.following.applied(change.seq);
      return change;
    });
  }
  #take(event) {
    const { following, parts } = this;
    const { type, message, actor } = event;
    const me = parts.session.user.username;
    if (message?.clientMessageId && message.sender === me)
      parts.outbox.arrived(this.name, message);
    if (following.info)
      following.info = describe(following.info, event, me);
    this.emit("event", event);
    if (type !== "message.posted")
      return;
    if (actor)
      this.#typists.delete(actor);
    if (following.newsAfter === null || event.seq <= following.newsAfter)
      return;
    const shown = following.timeline.get(event.seq);
    if (shown)
      this.emit("message", fromAccepted(shown));
  }
  #moveMarker(lastRead) {
    if (!this.following.info || lastRead <= (this.following.info.lastRead ?? 0))
      return;
    this.following.info = { ...this.following.info, lastRead };
    this.changed();
  }
};

// dist/chat.js
var Chat = class extends Emitter {
  backoff;
  #link;
  #outbox;
  #rooms = /* @__PURE__ */ new Map();
  #session;
  #languages = new Lane();
  #cursors = /* @__PURE__ */ new Set();
  #language;
  #connections = 0;
  /** @internal */
  constructor(server, session, options, backoff) {
    super();
    this.backoff = backoff;
    this.#session = session;
    this.#language = options.language;
    this.#link = new Link({
      server,
      session,
      backoff,
      protocol: options.protocol,
      connection: options.connection,
      language: () => this.#language,
      handlers: this.#handlers(),
      greet: (connection) => this.#greet(connection),
      changed: (state) => this.#changed(state),
      ended: (reason) => this.#ended(reason)
    });
    this.#outbox = new Outbox(this.#link, session.store, {
      ready: async (room) => {
        await this.#link.pass();
        await this.#rooms.get(room)?.following.ready.pass(this.#link.stopped);
        await this.#link.pass();
      },
      awaits: (room, seq) => this.#rooms.get(room)?.following.awaits(seq) ?? false
    }, backoff);
  }
  /** Whose session it is. */
  get user() {
    return this.#session.user;
  }
  get state() {
    return this.#link.state;
  }
  /** The reading language; undefined for the profile's. */
  get language() {
    return this.#language;
  }
  /** Joins a room and follows it. It answers when what there is has come: the last `backlog` events, 0 to 200, 50 if left out. */
  async join(name, { backlog, resume } = {}) {
    for (let leaving; leaving = this.#rooms.get(name)?.following.leaving; )
      await leaving;
    if (this.#link.stopped.aborted)
      throw this.#link.stopped.reason;
    let room = this.#rooms.get(name);
    if (!room) {
      const kept = resume ? new KeptCursor(this.#session.store, name) : void 0;
      if (kept)
        this.#cursors.add(kept);
      room = new Room(name, {
        link: this.#link,
        session: this.#session,
        outbox: this.#outbox,
        backoff: this.backoff,
        language: () => this.#language,
        forget: (room2) => {
          if (this.#rooms.get(name) === room2)
            this.#rooms.delete(name);
        },
        backlog,
        kept
      });
      this.#rooms.set(name, room);
      if (this.#link.connection)
        void room.following.join(this.#link.connection);
    }
    await room.following.caughtUp();
    return room;
  }
  /** The rooms that one is in, and the public ones. */
  rooms() {
    return readAll(this.#session, "/rooms");
  }
  /** Sets this client's reading language as a BCP 47 tag; null for no translation. The rooms' messages are translated anew. A refused tag changes nothing. */
  async setLanguage(language) {
    checkLanguage(language);
    await this.#languages.run(async () => {
      const { rooms } = await this.#link.call("SetLanguage", { language });
      this.#language = language;
      this.#untranslate(rooms);
      for (const room of language === null ? [] : this.#rooms.values())
        room.translateAnew();
    });
  }
  /** Calls the server over HTTP as this user, for what has no method here: `chat.request("GET", "/search", { query: { q: "tea" } })`. */
  request(method, path, call = {}) {
    return this.#session.call(method, path, call);
  }
  /** Ends the session on the server, and forgets what is in storage. */
  async logout() {
    await this.#session.call("POST", "/logout");
    await this.#outbox.clear();
    await this.#session.forget();
    await this.close();
  }
  /** Ends this client and lets go of everything. What was not sent yet stays in storage, and is sent by the next client. */
  async close() {
    globalThis.removeEventListener?.("online", this.#hurry);
    await this.#link.close();
    await Promise.all([this.#outbox.saved, ...[...this.#cursors].map((cursor) => cursor.written)]);
  }
  /** @internal */
  async start() {
    await this.#outbox.start(this.#session.lockName);
    globalThis.addEventListener?.("online", this.#hurry);
    this.#link.start();
  }
  #hurry = () => this.#link.hurry();
  #handlers() {
    return {
      RoomEvents: (batch) => this.#rooms.get(batch.room)?.following.receive(batch),
      Translations: (batch) => this.#rooms.get(batch.room)?.following.translate(batch),
      RoomClosed: ({ room, reason }) => this.#rooms.get(room)?.following.endedBy(reason),
      Typing: (typing) => this.#rooms.get(typing.room)?.typed(typing),
      ReadMarkerMoved: (moved) => this.#rooms.get(moved.room)?.marked(moved),
      PresenceChanged: (changed) => this.emit("presence", changed),
      RoomsChanged: (changed) => this.emit("rooms", changed)
    };
  }
  /** Before anybody may use a new connection. */
  async #greet(connection) {
    for (const room of this.#rooms.values())
      room.disconnected();
    if (this.#language === null)
      await connection.invoke("SetLanguage", { language: null });
  }
  #changed(state) {
    const connection = this.#link.connection;
    if (state !== "connected" || !connection)
      for (const room of this.#rooms.values())
        room.disconnected();
    else {
      for (const room of this.#rooms.values())
        void room.following.join(connection);
      if (this.#connections++ > 0 && this.has("rooms"))
        this.rooms().then((items) => this.emit("rooms", { items, removed: [] }), () => {
        });
    }
    this.emit("state", state);
  }
  #untranslate(starts) {
    for (const room of this.#rooms.values()) {
      room.following.timeline.translateAnew(starts.find((start) => start.room === room.name)?.translations ?? null);
      room.changed();
    }
  }
  #ended(reason) {
    globalThis.removeEventListener?.("online", this.#hurry);
    if (reason === "logout" || reason === "account_deleted")
      void this.#outbox.clear();
    this.emit("sessionEnded", { reason });
  }
};

// dist/connect.js
var connectTries = 6;
var openMilliseconds = 12e4;
async function connect(options) {
  checkLanguage(options.language);
  const server = options.url.replace(/\/+$/, "");
  const backoff = { first: 500, most: 3e4, ...options.backoff };
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
      if (!isPassing(error) || error.code === "rate_limited" || attempt + 1 >= connectTries)
        throw error;
      await sleep(error.retryAfter ?? delay(backoff, attempt), signal);
    }
  }
}
export {
  Chat,
  ChatError,
  Room,
  connect,
  memoryStorage
};
