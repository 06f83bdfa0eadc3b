import { ChatError } from "./errors.js";

/** So long an answer is waited for. */
export const patienceMilliseconds = 30_000;

/** Does something that may hang: without an answer in time, or once the outer signal aborts, it is given up as `unreachable`. */
export async function limited<Result>(work: (signal: AbortSignal) => Promise<Result>, outer?: AbortSignal, patience = patienceMilliseconds): Promise<Result> {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const timer = setTimeout(abort, patience);
  outer?.addEventListener("abort", abort);
  if (outer?.aborted) abort();
  try {
    return await new Promise<Result>((resolve, reject) => {
      const giveUp = () => reject(new ChatError("unreachable", "There was no answer in time."));
      if (controller.signal.aborted) return giveUp();
      controller.signal.addEventListener("abort", giveUp);
      Promise.resolve(work(controller.signal)).then(resolve, reject);
    });
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener("abort", abort);
  }
}
