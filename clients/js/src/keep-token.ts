import type { HubConnection } from "@microsoft/signalr";
import type { RenewToken } from "./contract.js";
import type { Session } from "./session.js";
import { delay, sleep, type Backoff } from "./waiting.js";

/** Renews a connection's token before it expires, for as long as the connection lives. */
export async function keepToken(connection: HubConnection, token: { used: string }, session: Session, backoff: Backoff, over: AbortSignal): Promise<void> {
  for (let attempt = 0; ;) {
    await sleep(attempt > 0 ? delay(backoff, attempt) : session.renewIn, over);
    if (over.aborted) return;
    // When it has expired the connection ends, and comes back with another one or with a reason.
    const accessToken = await session.renew(token.used).catch(() => token.used);
    // The same one once more is none: without a wait it would be asked for again at once.
    const isRenewed = accessToken !== token.used && await connection.invoke<RenewToken>("RenewToken", { accessToken }).then(() => true, () => false);
    if (isRenewed) token.used = accessToken;
    // One that is to be renewed at once, as by a clock that is ahead, would be for ever.
    attempt = isRenewed && session.renewIn > 0 ? 0 : attempt + 1;
  }
}
