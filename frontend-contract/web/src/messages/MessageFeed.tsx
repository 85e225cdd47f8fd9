import type { Message } from "@cruddur/messaging-client";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { Icon } from "../ui/Icon";
import { Skeleton } from "../ui/Skeleton";
import { dayName } from "../ui/time";
import { explain } from "../ui/words";
import type { Conversation, ConversationState } from "./Conversation";
import { entriesOf } from "./entries";
import { MessageItem } from "./MessageItem";
import "./messages.css";
import type { Outbox, Outgoing } from "./Outbox";
import { OutgoingItem } from "./OutgoingItem";
import { isAtEnd, newestSeen, ScrollKeeper } from "./ScrollKeeper";

interface MessageFeedProps {
  name: string;
  isPair: boolean;
  conversation: Conversation;
  state: ConversationState;
  outgoing: readonly Outgoing[];
  outbox: Outbox;
  lastRead: string | null | undefined;
  isOwn: (message: Message) => boolean;
  onSeen: (uuid: string) => void;
}

/** The messages, as far back as one scrolls, with those that are still on their way at the end. */
export function MessageFeed({ name, isPair, conversation, state, outgoing, outbox, lastRead, isOwn, onSeen }: MessageFeedProps) {
  const { messages } = state;
  const scroller = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const entries = useMemo(() => entriesOf(messages, lastRead, isOwn), [messages, lastRead]);
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
  }, [entries]);

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
      <div ref={scroller} className="feed__scroll" tabIndex={0} role="region" aria-label={`Messages with ${name}`} onScroll={look}>
        <ScrollKeeper scroller={scroller}>
          <div className="feed__content">
            <OlderEnd conversation={conversation} state={state} scroller={scroller} />
            <ol className="messages" aria-label="Messages">
              {entries.map((entry) =>
                entry.kind === "message" ? (
                  <MessageItem
                    key={entry.key}
                    message={entry.message}
                    isOwn={isOwn(entry.message)}
                    showsName={!isPair}
                    isFirst={entry.isFirst}
                    isLast={entry.isLast}
                    showsSent={entry.key === lastOwn}
                  />
                ) : entry.kind === "day" ? (
                  <li key={entry.key} className="messages__day">
                    <time dateTime={entry.at.slice(0, 10)}>{dayName(entry.at)}</time>
                  </li>
                ) : (
                  <li key={entry.key} className="messages__unread">
                    New
                  </li>
                ),
              )}
              {outgoing.map((item) => (
                <OutgoingItem key={item.key} item={item} outbox={outbox} />
              ))}
            </ol>
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
          Latest messages
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
  useEffect(() => {
    if (older !== "more" || !end.current) {
      return;
    }
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && void conversation.loadOlder(), {
      root: scroller.current,
      rootMargin: "1200px 0px 0px",
    });
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [conversation, older, scroller, messages.length]);

  return (
    <div ref={end} className="feed__older">
      {older === "none" && <p className="feed__beginning">This is the beginning of the conversation.</p>}
      {older === "loading" && <Skeleton rows={2} shape="bubble" label="Loading older messages" />}
      {older === "more" && (
        <button type="button" className="button button--quiet" onClick={() => void conversation.loadOlder()}>
          Show older messages
        </button>
      )}
      {older === "failed" && (
        <p className="feed__failure" role="alert">
          Older messages did not load. {explain(olderProblem).title}.{" "}
          <button type="button" className="link-button" onClick={() => void conversation.loadOlder()}>
            Try again
          </button>
        </p>
      )}
    </div>
  );
}

/** Reads out what comes in, and not what is scrolled to. */
function Announcer({ messages, isOwn }: { messages: readonly Message[]; isOwn: (message: Message) => boolean }) {
  const last = useRef(messages.at(-1)?.uuid ?? "");
  const [text, setText] = useState("");
  useEffect(() => {
    const fresh = messages.slice(-20).filter((message) => message.uuid > last.current && !isOwn(message));
    if (fresh.length > 0) {
      setText(fresh.map((message) => `${message.display_name}: ${message.message}`).join("\n"));
    }
    last.current = messages.at(-1)?.uuid ?? "";
  }, [messages]);
  return (
    <p className="visually-hidden" role="log" aria-live="polite">
      {text}
    </p>
  );
}
