import type { Message } from "@cruddur/messaging-client";
import { isSameDay } from "../ui/time";

/** What stands in a conversation, from top to bottom. */
export type Entry =
  | { kind: "day"; key: string; at: string }
  | { kind: "unread"; key: string }
  | { kind: "message"; key: string; message: Message; isFirst: boolean; isLast: boolean };

/** Milliseconds between two times after which the same person begins anew. */
const PAUSE = 5 * 60_000;

/**
 * @param around what comes before and after these in the conversation
 * @param firstNew the number of the message before which it says that the new ones begin
 */
export function entriesOf(
  messages: readonly Message[],
  around: { before: Message | undefined; after: Message | undefined },
  firstNew: number | undefined,
): Entry[] {
  const entries: Entry[] = [];
  messages.forEach((message, i) => {
    const before = messages[i - 1] ?? around.before;
    const after = messages[i + 1] ?? around.after;
    const startsDay = !before || !isSameDay(before.created_at, message.created_at);
    if (startsDay) {
      entries.push({ kind: "day", key: `day ${message.uuid}`, at: message.created_at });
    }
    const isFirstNew = message.seq === firstNew;
    if (isFirstNew) {
      entries.push({ kind: "unread", key: "unread" });
    }
    entries.push({
      kind: "message",
      key: message.uuid,
      message,
      isFirst: startsDay || isFirstNew || !before || !belongTogether(before, message),
      isLast: !after || !belongTogether(message, after),
    });
  });
  return entries;
}

/**
 * Where the new messages begin. What one wrote oneself is not news. Undefined as long as it is not known, because they
 * begin further back.
 *
 * @param lastRead everything after this number is new; undefined: nothing is
 * @param isComplete whether these are all there are
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
    a.user_uuid === b.user_uuid &&
    Math.abs(Date.parse(b.created_at) - Date.parse(a.created_at)) < PAUSE &&
    isSameDay(a.created_at, b.created_at)
  );
}
