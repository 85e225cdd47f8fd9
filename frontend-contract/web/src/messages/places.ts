/** Whom a message is for: a conversation, or the handle of somebody with whom there is none yet. */
export type Receiver = { message_group_uuid: string } | { handle: string };

/** The name under which drafts and messages on their way are kept: the uuid of a conversation, or `@` and a handle. */
export function placeOf(to: Receiver): string {
  return "handle" in to ? `@${to.handle.toLowerCase()}` : to.message_group_uuid;
}

/** The handle of a place that is no conversation yet. */
export function handleIn(place: string): string | undefined {
  return place.startsWith("@") ? place.slice(1) : undefined;
}
