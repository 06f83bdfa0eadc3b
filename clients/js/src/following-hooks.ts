import type { Reset, RoomEvent } from "./contract.js";

/** What a following tells its room, and asks it. */
export interface FollowingHooks {
  /** New events, whether they are live or a replay, with those that nobody here has seen before as `posted`. */
  came(events: RoomEvent[]): void;
  /** The messages with these ids have translations that have just come. */
  translated(ids: number[]): void;
  reset(reset: Reset): void;
  closed(reason: string): void;
  /** Translations of what is held have been missed: it is to be read anew. */
  translationsMissed(): void;
  changed(): void;
  /** Why one is no member any more, by what came after a seq; null when one still is. */
  findEnding(seq: number): Promise<string | null>;
}
