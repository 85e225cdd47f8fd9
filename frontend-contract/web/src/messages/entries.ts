import type { Message } from "@cruddur/messaging-client";
import { isSameDay } from "../ui/time";

/** What stands in a conversation, from top to bottom. */
export type Entry =
  | { kind: "day"; key: string; at: string }
  | { kind: "unread"; key: string }
  | { kind: "message"; key: string; message: Message; isFirst: boolean; isLast: boolean };

/** Milliseconds of silence after which the same person begins anew. */
const PAUSE = 5 * 60_000;

/**
 * @param around what comes before and after these in the conversation
 * @param lastRead everything after it is new; null: everything is; undefined: nothing is
 */
export function entriesOf(
  messages: readonly Message[],
  around: { before: Message | undefined; after: Message | undefined },
  lastRead: string | null | undefined,
  isOwn: (message: Message) => boolean,
): Entry[] {
  const entries: Entry[] = [];
  const isNew = (message: Message | undefined) =>
    message !== undefined && lastRead !== undefined && message.uuid > (lastRead ?? "");
  let isMarked = isNew(around.before);
  messages.forEach((message, i) => {
    const before = messages[i - 1] ?? around.before;
    const after = messages[i + 1] ?? around.after;
    const startsDay = !before || !isSameDay(before.created_at, message.created_at);
    if (startsDay) {
      entries.push({ kind: "day", key: `day ${message.uuid}`, at: message.created_at });
    }
    // What one wrote oneself is not news, and what comes after it was not unread.
    const isNews = !isMarked && isNew(message) && !isOwn(message);
    isMarked ||= isNew(message);
    if (isNews) {
      entries.push({ kind: "unread", key: "unread" });
    }
    entries.push({
      kind: "message",
      key: message.uuid,
      message,
      isFirst: startsDay || isNews || !before || !belongTogether(before, message),
      isLast: !after || !belongTogether(message, after),
    });
  });
  return entries;
}

function belongTogether(a: Message, b: Message): boolean {
  return (
    a.user_uuid === b.user_uuid &&
    Date.parse(b.created_at) - Date.parse(a.created_at) < PAUSE &&
    isSameDay(a.created_at, b.created_at)
  );
}
