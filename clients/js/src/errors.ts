/** A refusal: `code` is a stable word of the server's contract, or `unreachable`, `closed` or `session_ended` from this package itself. */
export class ChatError extends Error {
  /** The stable word to rely on; the message is for people. */
  readonly code: string;

  /** Milliseconds after which the same call may be tried again, where the server said so. */
  readonly retryAfter?: number;

  /** With `invalid_request` over HTTP: field → what is wrong with it. */
  readonly errors?: Record<string, string[]>;

  constructor(code: string, message: string, more: { retryAfter?: number; errors?: Record<string, string[]>; cause?: unknown } = {}) {
    super(message, { cause: more.cause });
    this.name = "ChatError";
    this.code = code;
    this.retryAfter = more.retryAfter;
    this.errors = more.errors;
  }
}

const codePattern = /(?:^|HubException: )([a-z_]+): /;
const retryPattern = / retry after (\d+) ms$/;

/** What a hub method refused with; null when the error is no refusal of the server's, such as a lost connection. */
export function hubRefusal(error: unknown): ChatError | null {
  const message = error instanceof Error ? error.message : String(error);
  const found = codePattern.exec(message);
  if (!found) return null;
  const retry = retryPattern.exec(message);
  const sentence = message.slice(found.index + found[0].length).replace(retryPattern, "");
  return new ChatError(found[1]!, sentence, { retryAfter: retry ? Number(retry[1]) : undefined, cause: error });
}

/** What an HTTP answer refused with (RFC 9457 problem details). */
export async function httpRefusal(answer: Response): Promise<ChatError> {
  const problem = await answer.json().catch(() => ({})) as { code?: string; detail?: string; title?: string; errors?: Record<string, string[]> };
  const seconds = Number(answer.headers.get("Retry-After") ?? NaN);
  // A proxy in between answers without a code of ours.
  const code = problem.code ?? (answer.status >= 500 || answer.status === 429 ? "unavailable" : "internal");
  return new ChatError(code, problem.detail ?? problem.title ?? `The server answered ${answer.status}.`, {
    retryAfter: Number.isFinite(seconds) ? seconds * 1000 : undefined,
    errors: problem.errors,
  });
}

/** Whether the same call may succeed later, unchanged. */
export const isPassing = (error: unknown): error is ChatError =>
  error instanceof ChatError && ["rate_limited", "slow_mode", "unavailable", "unreachable"].includes(error.code);

export const closedError = () => new ChatError("closed", "This client has been closed.");

export const roomClosedError = (reason: string) => new ChatError("closed", `The room has been closed: ${reason}.`);
