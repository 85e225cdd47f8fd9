import type { Message } from "@cruddur/messaging-client";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { Icon } from "../ui/Icon";
import { Skeleton } from "../ui/Skeleton";
import { useNearness } from "../ui/useNearness";
import { explain } from "../ui/words";
import type { Conversation, ConversationState } from "./Conversation";
import { blocksOf, isIn } from "./blocks";
import { firstNewOf } from "./entries";
import { MessageBlock } from "./MessageBlock";
import "./messages.css";
import type { Outbox, Outgoing } from "./Outbox";
import { OutgoingItem } from "./OutgoingItem";
import { isAtEnd, newestSeen, ScrollKeeper } from "./ScrollKeeper";
import { t } from "../language/language";

interface MessageFeedProps {
  name: string;
  isPair: boolean;
  conversation: Conversation;
  state: ConversationState;
  outgoing: readonly Outgoing[];
  outbox: Outbox;
  /** Everything after this number is new; undefined: nothing is. */
  lastRead: number | undefined;
  /** The same function until something changes. */
  isOwn: (message: Message) => boolean;
  onSeen: (seq: number) => void;
}

/** The messages, as far back as one scrolls, with those that are still on their way at the end. */
export function MessageFeed({
  name,
  isPair,
  conversation,
  state,
  outgoing,
  outbox,
  lastRead,
  isOwn,
  onSeen,
}: MessageFeedProps) {
  const { messages } = state;
  const scroller = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const known = useRef<ReturnType<typeof blocksOf>>([]);
  // eslint-disable-next-line react-hooks/refs
  const blocks = useMemo(() => (known.current = blocksOf(messages, known.current)), [messages]);
  const firstNew = useMemo(
    () => firstNewOf(messages, lastRead, isOwn, state.older === "none"),
    [messages, lastRead, isOwn, state.older],
  );
  const newest = messages.at(-1);
  const lastOwn = newest && isOwn(newest) ? newest.uuid : undefined;

  const look = useCallback(() => {
    const box = scroller.current;
    if (box) {
      setAtEnd(isAtEnd(box));
      const seen = document.visibilityState === "visible" && newestSeen(box);
      if (seen) {
        onSeen(seen);
      }
    }
  }, [onSeen]);

  // Where something new begins, one begins to read.
  const hasBegun = useRef(false);
  useLayoutEffect(() => {
    const box = scroller.current;
    const mark = box?.querySelector(".messages__unread");
    if (box && mark && !hasBegun.current) {
      hasBegun.current = true;
      box.scrollTop += Math.min(0, mark.getBoundingClientRect().top - box.getBoundingClientRect().top);
    }
  }, [firstNew]);

  useEffect(() => {
    look();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [look, messages]);

  // Whoever writes wants to see what they wrote.
  const outgoingCount = useRef(outgoing.length);
  useEffect(() => {
    if (outgoing.length > outgoingCount.current && scroller.current) {
      scroller.current.scrollTop = 0;
    }
    outgoingCount.current = outgoing.length;
  }, [outgoing.length]);

  return (
    <div className="feed">
      <div
        ref={scroller}
        className="feed__scroll"
        tabIndex={0}
        role="region"
        aria-label={t("conversation.with", { name })}
        onScroll={look}
      >
        <ScrollKeeper scroller={scroller}>
          <div className="feed__content">
            <OlderEnd conversation={conversation} state={state} scroller={scroller} />
            <div className="messages" role="list" aria-label={t("conversation.messages")}>
              {blocks.map((block, i) => (
                <MessageBlock
                  key={block.key}
                  messages={block.messages}
                  before={blocks[i - 1]?.messages.at(-1)}
                  after={blocks[i + 1]?.messages[0]}
                  firstNew={firstNew !== undefined && isIn(block, firstNew) ? firstNew : undefined}
                  isOwn={isOwn}
                  isPair={isPair}
                  sent={i === blocks.length - 1 ? lastOwn : undefined}
                />
              ))}
              {outgoing.map((item) => (
                <OutgoingItem key={item.key} item={item} outbox={outbox} />
              ))}
            </div>
          </div>
        </ScrollKeeper>
      </div>
      {!atEnd && (
        <button
          type="button"
          className="feed__latest"
          onClick={() => {
            scroller.current!.scrollTop = 0;
            scroller.current!.focus();
          }}
        >
          <Icon name="down" />
          {t("conversation.latest")}
        </button>
      )}
      <Announcer messages={messages} isOwn={isOwn} />
    </div>
  );
}

interface OlderEndProps {
  conversation: Conversation;
  state: ConversationState;
  scroller: React.RefObject<HTMLElement | null>;
}

/** The upper end: loads what is before it as soon as it comes near. */
function OlderEnd({ conversation, state: { older, olderProblem, messages }, scroller }: OlderEndProps) {
  const end = useRef<HTMLDivElement>(null);
  const loadOlder = useCallback(() => void conversation.loadOlder(), [conversation]);
  useNearness(end, older === "more", messages.length, loadOlder, { root: scroller, margin: "1200px 0px 0px" });

  return (
    <div ref={end} className="feed__older">
      {older === "none" && <p className="feed__beginning">{t("conversation.beginning")}</p>}
      {older === "loading" && <Skeleton rows={2} shape="bubble" label={t("conversation.loadingOlder")} />}
      {older === "more" && (
        <button type="button" className="button button--quiet" onClick={loadOlder}>
          {t("conversation.showOlder")}
        </button>
      )}
      {older === "failed" && (
        <p className="feed__failure" role="alert">
          {t("conversation.olderFailed", { reason: explain(olderProblem).title })}{" "}
          <button type="button" className="link-button" onClick={loadOlder}>
            {t("notice.tryAgain")}
          </button>
        </p>
      )}
    </div>
  );
}

/** Reads out what comes in, and not what is scrolled to. */
function Announcer({ messages, isOwn }: { messages: readonly Message[]; isOwn: (message: Message) => boolean }) {
  const last = useRef(messages.at(-1)?.seq ?? 0);
  const [text, setText] = useState("");
  useEffect(() => {
    const fresh = messages.slice(-20).filter((message) => message.seq > last.current && !isOwn(message));
    if (fresh.length > 0) {
      setText(
        fresh
          .map((message) => t("conversation.said", { name: message.display_name, message: message.message }))
          .join("\n"),
      );
    }
    last.current = messages.at(-1)?.seq ?? 0;
  }, [messages, isOwn]);
  return (
    <p className="visually-hidden" role="log" aria-live="polite">
      {text}
    </p>
  );
}
