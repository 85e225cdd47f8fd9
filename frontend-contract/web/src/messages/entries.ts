import type { Message } from "@cruddur/messaging-client";
import { isSameDay } from "../ui/time";

/** Milliseconds between two times after which the same person begins anew. */
const PAUSE = 5 * 60_000;

/** How a message stands among those around it. */
export interface Placing {
  /** The first of a day: the day stands above it. */
  startsDay: boolean;
  /** The first, the last of what one person says in one go. */
  isFirst: boolean;
  isLast: boolean;
}

/**
 * @param startsNew whether it says above this message that the new ones begin
 * @param beforeAll the message before all of these, if there is one
 */
export function placingOf(
  messages: readonly Message[],
  index: number,
  startsNew: boolean,
  beforeAll?: Message,
): Placing {
  const message = messages[index]!;
  const before = index > 0 ? messages[index - 1] : beforeAll === message ? undefined : beforeAll;
  const after = messages[index + 1];
  const startsDay = !before || !isSameDay(before.created_at, message.created_at);
  return {
    startsDay,
    isFirst: startsDay || startsNew || !before || !belongTogether(before, message),
    isLast: !after || !belongTogether(message, after),
  };
}

/**
 * Where the new messages begin. What one wrote oneself is not news. Undefined as long as it is not known, because they
 * begin further back.
 *
 * @param lastRead everything after this number is new; undefined: nothing is
 * @param isComplete whether nothing is further back
 */
export function firstNewOf(
  messages: readonly Message[],
  lastRead: number | undefined,
  isOwn: (message: Message) => boolean,
  isComplete: boolean,
): number | undefined {
  if (lastRead === undefined) {
    return undefined;
  }
  const [oldest] = messages;
  if (!oldest || (oldest.seq > lastRead + 1 && !isComplete)) {
    return undefined;
  }
  return messages.find((message) => message.seq > lastRead && !isOwn(message))?.seq;
}

function belongTogether(a: Message, b: Message): boolean {
  return (
    a.kind === "text" &&
    b.kind === "text" &&
    a.user_uuid === b.user_uuid &&
    Math.abs(Date.parse(b.created_at) - Date.parse(a.created_at)) < PAUSE &&
    isSameDay(a.created_at, b.created_at)
  );
}
