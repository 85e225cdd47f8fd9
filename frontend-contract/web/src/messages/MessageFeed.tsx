import type { Message, MessageGroup } from "@cruddur/messaging-client";
import { defaultRangeExtractor, useVirtualizer, type Range } from "@tanstack/react-virtual";
import {
  lazy,
  Suspense,
  useCallback,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { t } from "../language/language";
import { useValue } from "../live/Value";
import { useMessaging } from "../services";
import { useIsPrinting } from "../ui/useIsPrinting";
import { Icon } from "../ui/Icon";
import { Announcer } from "./Announcer";
import { withOwnChanges } from "./Changes";
import type { Conversation, ConversationState } from "./Conversation";
import { NewerEnd, OlderEnd } from "./Ends";
import { firstNewOf, placingOf } from "./entries";
import { mayWith } from "./may";
import { MessageMenu } from "./MessageMenu";
import { MessageRow } from "./MessageRow";
import "./messages.css";
import type { Outbox, Outgoing } from "./Outbox";
import { OutgoingItem } from "./OutgoingItem";
import { Quote } from "./Quote";
import { newestSeen } from "./seen";
import { useFeedActions } from "./useFeedActions";
import { useRoving } from "./useRoving";
import { useRowDetails } from "./useRowDetails";

const EmojiChoice = lazy(() => import("../emoji/EmojiChoice"));

/** Pixels above and below the messages, for what stands at the ends. */
const ABOVE = 72;
const BELOW = 12;
/** Pixels of what was read that stay in sight above the first new message. */
const CONTEXT = 48;
/** Milliseconds in which the rows that one begins with are laid out and measured. */
const SETTLE = 300;

interface MessageFeedProps {
  name: string;
  isPair: boolean;
  group: MessageGroup | undefined;
  canWrite: boolean;
  conversation: Conversation;
  state: ConversationState;
  outgoing: readonly Outgoing[];
  outbox: Outbox;
  /** Everything after this number is new; undefined: nothing is. */
  lastRead: number | undefined;
  /** The same function until something changes. */
  isOwn: (message: Message) => boolean;
  onSeen: (seq: number) => void;
  focusForm: () => void;
}

/**
 * The messages, as far as one scrolls, with those that are still on their way at the end. Only what is on the screen and
 * near it is laid out, so the length of a conversation does not matter.
 */
export function MessageFeed(props: MessageFeedProps) {
  const { name, isPair, group, canWrite, conversation, state, outgoing, outbox, lastRead, isOwn, onSeen, focusForm } =
    props;
  const { newer, newest } = state;
  const messaging = useMessaging();
  const own = useValue(messaging.changes(conversation.groupUuid).state);
  // How the oldest one looks depends on the one before it: until that is here, it is not shown.
  const { deleting, reacting } = own;
  const all = useMemo(
    () => state.messages.map((message) => withOwnChanges(message, { deleting, reacting })),
    [state.messages, deleting, reacting],
  );
  const messages = useMemo(() => (state.older === "none" ? all : all.slice(1)), [all, state.older]);
  const scroller = useRef<HTMLDivElement>(null);
  const isPrinting = useIsPrinting();
  const [seen, setSeen] = useState(lastRead ?? 0);
  const firstNew = useMemo(
    () => firstNewOf(state.messages, lastRead, isOwn, state.older === "none"),
    [state.messages, lastRead, isOwn, state.older],
  );
  const firstNewIndex = firstNew === undefined ? -1 : messages.findIndex(({ seq }) => seq === firstNew);
  const [atEnd, setAtEnd] = useState(firstNewIndex < 0 && !conversation.view);

  const virtualizer = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: messages.length + outgoing.length,
    getScrollElement: () => scroller.current,
    getItemKey: useCallback(
      (index: number) => messages[index]?.uuid ?? outgoing[index - messages.length]?.key ?? index,
      [messages, outgoing],
    ),
    estimateSize: useCallback(
      (index: number) => estimateHeight(messages[index]?.message ?? outgoing[index - messages.length]?.text ?? ""),
      [messages, outgoing],
    ),
    // To the fraction of a pixel: the rows follow one another in the normal flow.
    measureElement: (element) => element.getBoundingClientRect().height,
    overscan: 8,
    // Paper has room for all.
    rangeExtractor: useCallback(
      (range: Range) => (isPrinting ? [...Array(range.count).keys()] : defaultRangeExtractor(range)),
      [isPrinting],
    ),
    paddingStart: ABOVE,
    paddingEnd: BELOW,
    scrollPaddingStart: CONTEXT,
    anchorTo: "end",
    followOnAppend: state.isLive || outgoing.length > 0,
    scrollEndThreshold: 24,
    initialOffset: conversation.view?.offset,
    initialMeasurementsCache: conversation.view?.sizes,
  });

  const look = useEffectEvent(() => {
    const box = scroller.current;
    if (!box) {
      return;
    }
    setAtEnd(newer === "none" && virtualizer.isAtEnd(24));
    const last = document.visibilityState === "visible" ? newestSeen(box) : undefined;
    if (last !== undefined) {
      setSeen((before) => Math.max(before, last));
      onSeen(last);
    }
  });
  useEffect(() => {
    // After the browser has laid out what was scrolled to.
    const lookSoon = () => requestAnimationFrame(() => look());
    const box = scroller.current!;
    const frame = lookSoon();
    box.addEventListener("scroll", lookSoon, { passive: true });
    document.addEventListener("visibilitychange", lookSoon);
    return () => {
      cancelAnimationFrame(frame);
      box.removeEventListener("scroll", lookSoon);
      document.removeEventListener("visibilitychange", lookSoon);
    };
  }, [messages]);

  useLayoutEffect(() => {
    // Also while scrolling up: a row above may change when the one before it comes in.
    virtualizer.shouldAdjustScrollPositionOnItemSizeChange = ({ key, start, end }) =>
      (virtualizer.itemSizeCache.has(key) ? end : start + 1) <= (virtualizer.scrollOffset ?? 0);
  }, [virtualizer]);

  // Where something new begins, one begins to read; otherwise where one left, or at the end. Pages before and after wait
  // until the browser is there.
  const hasBegun = useRef(false);
  const [isSettled, setSettled] = useState(false);
  useLayoutEffect(() => {
    if (firstNewIndex >= 0 && !hasBegun.current) {
      hasBegun.current = true;
      virtualizer.scrollToIndex(firstNewIndex, { align: "start" });
    }
  }, [virtualizer, firstNewIndex]);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), SETTLE);
    return () => clearTimeout(timer);
  }, []);
  useLayoutEffect(() => {
    if (!hasBegun.current && !conversation.view) {
      virtualizer.scrollToEnd();
    }
    conversation.view = undefined;
    return () => {
      const isLeftAtEnd = virtualizer.isAtEnd(24);
      conversation.view = isLeftAtEnd
        ? undefined
        : { offset: virtualizer.scrollOffset ?? 0, sizes: virtualizer.takeSnapshot() };
    };
  }, [virtualizer, conversation]);

  // Of several messages at once the first is to be seen: the others have not been on the screen.
  const lastShown = useRef(messages.at(-1)?.seq ?? 0);
  const onMore = useEffectEvent((before: number) => {
    const first = messages.findIndex(({ seq }) => seq > before);
    if (atEnd && state.isLive && first >= 0 && first < messages.length - 1 && !messages.slice(first).some(isOwn)) {
      virtualizer.scrollToIndex(first, { align: "start" });
    }
  });
  useLayoutEffect(() => {
    onMore(lastShown.current);
    lastShown.current = messages.at(-1)?.seq ?? 0;
  }, [messages]);

  // A keyboard that comes up, or a text of several lines, takes room from the messages: at the end one stays there.
  const onResize = useEffectEvent(() => {
    if (atEnd) {
      virtualizer.scrollToEnd();
    }
  });
  useEffect(() => {
    const observer = new ResizeObserver(() => onResize());
    observer.observe(scroller.current!);
    return () => observer.disconnect();
  }, []);

  const toEnd = useCallback(async () => {
    await conversation.toEnd();
    requestAnimationFrame(() => virtualizer.scrollToEnd());
  }, [conversation, virtualizer]);

  // Whoever writes wants to see what they wrote.
  const outgoingCount = useRef(outgoing.length);
  useEffect(() => {
    if (outgoing.length > outgoingCount.current) {
      void toEnd();
    }
    outgoingCount.current = outgoing.length;
  }, [outgoing.length, toEnd]);

  const rows = virtualizer.getVirtualItems();
  const { active, focus, list } = useRoving(messages, rows, virtualizer, scroller);
  const show = useCallback(
    // Not until what was just loaded is there.
    (seq: number) =>
      requestAnimationFrame(() => {
        const index = indexes.current.get(seq);
        if (index !== undefined) {
          virtualizer.scrollToIndex(index, { align: "auto" });
        }
      }),
    [virtualizer],
  );
  const indexes = useRef<ReadonlyMap<number, number>>(new Map());
  useLayoutEffect(() => {
    indexes.current = new Map(messages.map(({ seq }, index) => [seq, index]));
  }, [messages]);
  const editingSeq = own.editing?.seq;
  useEffect(() => {
    if (editingSeq !== undefined) {
      show(editingSeq);
    }
  }, [editingSeq, show]);
  const feed = useFeedActions({ groupUuid: conversation.groupUuid, isOwn, show, focus, focusForm });

  const details = useRowDetails({
    conversation,
    group,
    canWrite,
    isPair,
    messages: all,
    isComplete: newer === "none",
    isOwn,
    unfolded: feed.unfolded,
  });
  const opened = feed.menu && details.bySeq.get(feed.menu.seq);
  const chosen = feed.choosing === null ? undefined : details.bySeq.get(feed.choosing);

  const quoteOf = ({ replyTo }: Outgoing) =>
    replyTo !== undefined && <Quote {...details.quote(replyTo)} quotes={details.quotes} />;
  const isSilent = (message: Message) => isOwn(message) || details.isFolded(message) || message.deleted_at !== null;
  const unseen =
    newer === "none" ? messages.filter((message) => message.seq > seen && !isOwn(message)).length : newest - seen;
  return (
    <div className="feed">
      <div
        ref={scroller}
        className="feed__scroll"
        tabIndex={0}
        role="region"
        aria-label={t("conversation.with", { name })}
      >
        <div className="feed__content" style={{ height: virtualizer.getTotalSize() }}>
          <OlderEnd conversation={conversation} state={state} scroller={scroller} isSettled={isSettled} />
          <div
            className="messages"
            role="list"
            aria-label={t("conversation.messages")}
            {...list}
            style={{ transform: `translateY(${(rows[0]?.start ?? ABOVE) - ABOVE}px)` }}
          >
            {rows.map(({ index, key }) => {
              const message = messages[index];
              const item = outgoing[index - messages.length];
              return (
                <div key={String(key)} ref={virtualizer.measureElement} data-index={index}>
                  {message && (
                    <MessageRow
                      message={message}
                      {...placingOf(messages, index, index === firstNewIndex, all[0])}
                      startsNew={index === firstNewIndex}
                      newest={newest}
                      isActive={message.seq === active}
                      isFound={message.seq === feed.found}
                      {...details.of(message)}
                      changes={feed.changes}
                      actions={feed.actions}
                    />
                  )}
                  {item && <OutgoingItem item={item} outbox={outbox} quote={quoteOf(item)} />}
                </div>
              );
            })}
          </div>
          <NewerEnd conversation={conversation} state={state} scroller={scroller} isSettled={isSettled} />
        </div>
      </div>
      {!atEnd && (
        <button
          type="button"
          className="feed__latest"
          onClick={() => {
            void toEnd();
            scroller.current?.focus();
          }}
        >
          <Icon name="down" />
          {t("conversation.latest", { count: Math.max(0, unseen) })}
        </button>
      )}
      {feed.menu && opened && (
        <MessageMenu
          message={opened}
          may={mayWith(opened, details.of(opened))}
          opened={feed.menu}
          actions={feed.actions}
          onClose={feed.closeMenu}
        />
      )}
      {chosen && (
        <Suspense>
          <EmojiChoice onChoose={(emoji) => feed.actions.react(chosen, emoji)} onClose={feed.closeChoice} />
        </Suspense>
      )}
      <Announcer messages={messages} isLive={state.isLive} isSilent={isSilent} said={own.said} />
    </div>
  );
}

/** Pixels, roughly: what is not laid out yet. */
function estimateHeight(text: string): number {
  const lines = text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 60)), 0);
  return 32 + lines * 22;
}
