import type { Message } from "@cruddur/messaging-client";

/** Both lists in one, in the order of the conversation, nothing twice. The same list if nothing is new. */
export function merge(known: readonly Message[], page: readonly Message[]): readonly Message[] {
  const uuids = new Set(known.map((message) => message.uuid));
  const fresh = page.filter((message) => !uuids.has(message.uuid));
  if (fresh.length === 0) {
    return known;
  }
  return [...known, ...fresh].sort((a, b) => (a.uuid < b.uuid ? -1 : 1));
}
