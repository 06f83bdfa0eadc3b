import { takeLock } from "./locks.js";

/** So many tabs of one user keep what they have not sent yet; further ones only as long as they are open. */
const slots = [0, 1, 2, 3, 4, 5, 6, 7];

/** Takes a place in storage that no other tab writes to, until the signal aborts; null where all are taken. */
export async function takeSlot(name: string, signal: AbortSignal): Promise<number | null> {
  for (const slot of slots) {
    const lock = await takeLock(lockOf(name, slot), false);
    if (!lock) continue;
    if (signal.aborted) lock.release();
    else signal.addEventListener("abort", () => lock.release(), { once: true });
    return slot;
  }
  return null;
}

/** Calls `inherit` with the place of each tab that has gone, which it alone has until it has come to its end: at once for those long gone, and later for those that are still open now. */
export function inheritSlots(name: string, own: number | null, inherit: (slot: number) => Promise<void>, signal: AbortSignal): void {
  for (const slot of slots.filter(slot => slot !== own))
    void takeLock(lockOf(name, slot), true, signal).then(async lock => {
      if (lock && !signal.aborted) await inherit(slot);
      lock?.release();
    });
}

const lockOf = (name: string, slot: number) => `${name}:outbox-${slot}`;
