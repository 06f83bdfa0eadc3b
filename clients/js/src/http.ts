import { ChatError, httpRefusal } from "./errors.js";
import { limited } from "./limited.js";

/** One HTTP call: JSON in, JSON out. `query` entries that are null or undefined are left out. */
export interface HttpCall {
  body?: unknown;
  query?: Record<string, string | number | null | undefined>;
  token?: string;
  signal?: AbortSignal;
}

/** Calls the server over HTTP. A refusal throws a `ChatError` with the server's code; no answer throws one with `unreachable`. */
export async function callHttp<Answer>(server: string, method: string, path: string, call: HttpCall = {}): Promise<Answer> {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(call.query ?? {})) if (value !== null && value !== undefined) query.set(name, String(value));
  const headers: Record<string, string> = { Accept: "application/json" };
  if (call.body !== undefined) headers["Content-Type"] = "application/json";
  if (call.token) headers["Authorization"] = `Bearer ${call.token}`;
  const body = call.body === undefined ? undefined : JSON.stringify(call.body);
  // Not its size, which browsers have had since 2023 only.
  const search = String(query);
  try {
    const text = await limited(async signal => {
      const answer = await fetch(`${server}${path}${search && `?${search}`}`, { method, headers, body, signal });
      if (!answer.ok) throw await httpRefusal(answer);
      return await answer.text();
    }, call.signal);
    // What is no JSON is an answer of something in between, such as a network's page to log in.
    return (text ? JSON.parse(text) : undefined) as Answer;
  } catch (error) {
    throw error instanceof ChatError ? error : new ChatError("unreachable", "The server cannot be reached.", { cause: error });
  }
}
