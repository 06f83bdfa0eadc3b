import type { Session } from "./session.js";

/** Reads a list to its end. */
export async function readAll<Item>(session: Session, path: string): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | undefined | null = null; cursor !== undefined;) {
    const page: { items: Item[]; next?: string } = await session.call("GET", path, { query: { cursor } });
    items.push(...page.items);
    cursor = page.next;
  }
  return items;
}
