import type { Message, MessageGroup, UserShort } from "@cruddur/messaging-client";
import { useMemo } from "react";
import { useValue } from "../live/Value";
import { useBlocked } from "../people/Blocks";
import { useMessaging } from "../services";
import type { Conversation } from "./Conversation";
import { readersByMessage } from "./Readers";

interface Shown {
  conversation: Conversation;
  group: MessageGroup | undefined;
  canWrite: boolean;
  isPair: boolean;
  /** As far as they are here, with what the reader has done to them. */
  messages: readonly Message[];
  /** Whether the newest is among them. */
  isComplete: boolean;
  isOwn: (message: Message) => boolean;
  unfolded: ReadonlySet<number>;
}

/** What stands at each message besides itself: the one that it answers, who has read it, what went wrong. */
export function useRowDetails({ conversation, group, canWrite, isPair, messages, isComplete, isOwn, unfolded }: Shown) {
  const messaging = useMessaging();
  const changes = useValue(messaging.changes(conversation.groupUuid).state);
  const quotes = messaging.quotes(conversation.groupUuid);
  const further = useValue(quotes.further);
  const readers = useValue(conversation.readers.state);
  const blocked = useBlocked();

  const bySeq = useMemo(() => new Map(messages.map((message) => [message.seq, message])), [messages]);
  const members = group?.members;
  const people = useMemo(() => [...(members ?? []), ...senders(messages)], [members, messages]);
  const seenBy = useMemo(
    () => (isPair ? undefined : readersByMessage(messages, readers, people)),
    [isPair, messages, readers, people],
  );
  const last = messages.at(-1);
  const sentSeq = isComplete && last && isWritten(last) && isOwn(last) ? last.seq : undefined;
  const readUpTo = isPair ? (readers[0]?.last_read_seq ?? 0) : 0;
  const seenSeq = messages.findLast((message) => message.seq <= readUpTo && isWritten(message) && isOwn(message))?.seq;

  const isFolded = (message: Message) =>
    !isPair &&
    isWritten(message) &&
    !unfolded.has(message.seq) &&
    blocked.some(({ uuid }) => uuid === message.user_uuid);

  /** A message that another one answers. */
  function quote(seq: number) {
    const original = bySeq.get(seq) ?? further.get(seq);
    return { seq, original, isOwn: !!original && isOwn(original), isFolded: !!original && isFolded(original) };
  }

  return {
    bySeq,
    isFolded,
    quotes,
    quote,
    of(message: Message) {
      const quoted = message.reply_to_seq === null ? undefined : quote(message.reply_to_seq);
      return {
        isOwn: isOwn(message),
        isPair,
        isAdmin: group?.role === "admin",
        isClosed: !canWrite,
        arrived: message.seq === seenSeq ? "seen" : message.seq === sentSeq ? "sent" : undefined,
        seenBy: seenBy?.get(message.seq),
        isFolded: isFolded(message),
        quotes,
        original: quoted?.original,
        isOriginalOwn: quoted?.isOwn ?? false,
        isOriginalFolded: quoted?.isFolded ?? false,
        editing: changes.editing?.seq === message.seq ? changes.editing : undefined,
        problem: changes.problems.get(message.seq),
      } as const;
    },
  };
}

const isWritten = (message: Message) => message.kind === "text" && !message.deleted_at;

function senders(messages: readonly Message[]): UserShort[] {
  const byUuid = new Map(
    messages.map(({ user_uuid: uuid, handle, display_name }) => [uuid, { uuid, handle, display_name }]),
  );
  return [...byUuid.values()];
}
