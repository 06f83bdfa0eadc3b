import { HubConnectionState, type HubConnection } from "@microsoft/signalr";
import type { SessionEnded } from "./contract.js";
import { dial, type DialOptions } from "./dial.js";
import { ChatError, closedError, hubRefusal, isPassing } from "./errors.js";
import { checkSize } from "./frames.js";
import { keepToken } from "./keep-token.js";
import { limited } from "./limited.js";
import { isRefusedSession, type Session } from "./session.js";
import { Gate, delay, sleep, type Backoff } from "./waiting.js";

export type ChatState = "connecting" | "connected" | "closed";

export interface LinkOptions extends DialOptions {
  session: Session;
  backoff: Backoff;
  /** Called by the server; registered before anything is asked of it. */
  handlers: Record<string, (argument: never) => void>;
  /** Every time that there is a new connection; calls wait until it is done. */
  greet(connection: HubConnection): Promise<void>;
  changed(state: ChatState): void;
  ended(reason: string): void;
}

const methods = ["RoomEvents", "Translations", "PresenceChanged", "Typing", "ReadMarkerMoved", "RoomsChanged", "RoomClosed"];
/** After these there is nothing to come back to. */
const finalReasons = ["logout", "session_ended", "password_changed", "account_deleted"];
/** A connection that lived this long was a good one: the next retry is an early one again. */
const goodMilliseconds = 10_000;
/** What SignalR's server answers to a call that it takes for wrong; any other error without a code is a lost connection. */
const signalrRefusal = /on the server\.|Unknown hub method|Method does not exist/;

/** The connection to the hub: it comes back for ever, until it is closed or the session has ended. Each try is a connection of its own, so that nothing late of one reaches the next. */
export class Link {
  readonly #stop = new AbortController();
  readonly #gate = new Gate();
  #early = new AbortController();
  #connection: HubConnection | null = null;
  readonly #token = { used: "" };
  #state: ChatState = "connecting";
  #ending: ChatError | null = null;
  #running: Promise<void> = Promise.resolve();

  constructor(private readonly options: LinkOptions) {}

  get state(): ChatState { return this.#state; }

  /** Aborts when no more is to be expected of this client, with the error that says why. */
  get stopped(): AbortSignal { return this.#stop.signal; }

  get connection(): HubConnection | null { return this.#gate.isOpen ? this.#connection : null; }

  start(): void { this.#running = this.#run(); }

  /** Does not wait any longer before the next try: the network has come back. */
  hurry(): void { this.#early.abort(); }

  async close(): Promise<void> {
    this.#end(closedError());
    // One that is still to come up stops only when it has, which may be never.
    void this.#connection?.stop();
    await this.#running;
  }

  /** Until there is a connection to make calls on. */
  async pass(): Promise<void> {
    await this.#gate.pass(this.stopped);
    if (this.#ending) throw this.#ending;
  }

  /** Calls the hub, on whichever connection there is, until it has answered; refusals that pass are waited for. */
  async call<Answer>(method: string, argument: object): Promise<Answer> {
    for (let attempt = 0; ; attempt++) {
      await this.pass();
      try {
        return await this.callOnce<Answer>(this.#connection!, method, argument);
      } catch (error) {
        if (!isPassing(error)) throw error;
        await sleep(error.retryAfter ?? (error.code === "unreachable" ? 0 : delay(this.options.backoff, attempt)), this.stopped);
      }
    }
  }

  /** Calls the hub on this connection only; `unreachable` when it is lost. */
  async callOnce<Answer>(connection: HubConnection, method: string, argument: object): Promise<Answer> {
    checkSize(argument);
    try {
      return await connection.invoke<Answer>(method, argument);
    } catch (error) {
      if (this.#ending) throw this.#ending;
      const refusal = hubRefusal(error);
      // The connection's token has been given up: it is about to be closed.
      if (refusal && !["token_expired", "invalid_token"].includes(refusal.code)) throw refusal;
      if (!refusal && error instanceof Error && signalrRefusal.test(error.message)) throw new ChatError("internal", error.message, { cause: error });
      await this.drop(connection);
      throw new ChatError("unreachable", "The connection was lost before the answer.", { cause: error });
    }
  }

  /** Gives a connection up; the next one follows. */
  async drop(connection: HubConnection): Promise<void> {
    if (connection === this.#connection) this.#gate.shut();
    await connection.stop();
  }

  async #run(): Promise<void> {
    for (let attempt = 0; !this.stopped.aborted; attempt++) {
      const began = Date.now();
      await this.#live();
      if (this.stopped.aborted) return;
      this.#change("connecting");
      if (Date.now() - began > goodMilliseconds) attempt = 0;
      this.#early = new AbortController();
      await sleep(delay(this.options.backoff, attempt), this.#early.signal);
    }
  }

  /** One connection, from its first try to its end. */
  async #live(): Promise<void> {
    const { session, handlers, backoff } = this.options;
    const over = new AbortController();
    let reason = "";
    try {
      this.#token.used = await limited(() => session.token(), this.stopped);
      const connection = dial(this.options, () => this.#token.used);
      for (const method of methods) connection.on(method, argument => { if (connection === this.#connection) handlers[method]?.(argument as never); });
      this.#connection = connection;
      const closed = new Promise<void>(resolve => connection.onclose(() => resolve()));
      connection.on("SessionEnded", (ended: SessionEnded) => {
        reason = ended.reason;
        void this.drop(connection);
      });
      await limited(() => connection.start(), this.stopped).catch(error => {
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
      if (isRefusedSession(error)) return this.#endSession("session_ended");
      // SignalR's errors at the start tell the status in their text only.
      if (error instanceof Error && /\b401\b/.test(error.message)) reason = "token_expired";
    } finally {
      over.abort();
      this.#gate.shut();
    }
    if (finalReasons.includes(reason)) this.#endSession(reason);
    else if (reason === "token_expired") await limited(() => session.renew(this.#token.used), this.stopped).catch(error => { if (isRefusedSession(error)) this.#endSession("session_ended"); });
  }

  #change(state: ChatState): void {
    if (state === this.#state || this.#state === "closed") return;
    this.#state = state;
    this.options.changed(state);
  }

  #endSession(reason: string): void {
    if (this.#ending) return;
    this.#end(new ChatError("session_ended", `The session has ended: ${reason}.`));
    void this.options.session.forget();
    this.options.ended(reason);
  }

  #end(error: ChatError): void {
    if (this.#ending) return;
    this.#ending = error;
    this.#stop.abort(error);
    this.#early.abort();
    this.#change("closed");
  }
}
