import { ProblemError, type MessageGroup } from "@cruddur/messaging-client";
import { Suspense, useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import { Blocked, Closed, Gone } from "../groups/CannotWrite";
import { MembersPanel } from "../groups/onDemand";
import { isOutside } from "../groups/outside";
import { isGroup, nameOf } from "../groups/names";
import { useConversation, useMembers } from "../groups/useConversation";
import { TypingLine } from "../live/TypingLine";
import { useValue } from "../live/Value";
import { markInView } from "../notifications/inView";
import { useBlocked } from "../people/Blocks";
import { useIsMine, useMessaging } from "../services";
import { Empty } from "../ui/Empty";
import { Notice } from "../ui/Notice";
import { Skeleton } from "../ui/Skeleton";
import { hasRoom, useView } from "../ui/useView";
import { ConversationHeader } from "./ConversationHeader";
import { mayWith } from "./may";
import { MessageFeed } from "./MessageFeed";
import { useReply } from "./Drafts";
import { MessageForm } from "./MessageForm";
import { OutgoingItem } from "./OutgoingItem";
import { ReplyBar } from "./ReplyBar";
import "./conversation.css";
import { t } from "../language/language";

/** One conversation. Give it the group's uuid as `key`, so that each begins anew. */
export function MessageGroupPage({ groupUuid }: { groupUuid: string }) {
  const { conversations, drafts, live, me, outbox, readMarks, typing, user, ...messaging } = useMessaging();
  const conversation = messaging.conversation(groupUuid);
  const state = useValue(conversation.state);
  const group = useConversation(groupUuid);
  useMembers(group, state.messages.findLast(({ kind }) => kind === "system")?.seq ?? 0);
  const [isPanelOpen, setPanelOpen] = useState(false);
  const blocked = useBlocked();
  const self = useValue(me);
  const isMine = useIsMine();
  const onSeen = useCallback((seq: number) => readMarks.seen(groupUuid, seq), [readMarks, groupUuid]);
  const outgoing = useValue(outbox.items).filter(({ place }) => place === groupUuid);
  const heading = useRef<HTMLHeadingElement>(null);
  const known = group ? nameOf(group, self?.uuid) : nameFrom(state.messages.filter((message) => !isMine(message)));
  const name = known ?? t("conversation.view");
  // Where there is room the text field takes the focus.
  useView(name, groupUuid, hasRoom() ? undefined : heading);
  const marker = useMarker(groupUuid, group);
  useEffect(
    () => (marker ? conversation.open(marker.at, live.pace(2_500, 30_000)) : undefined),
    [conversation, live, marker],
  );

  const form = useRef<{ focus: () => void }>(null);
  const focusForm = useCallback(() => form.current?.focus(), []);
  const reply = useReply(drafts, groupUuid);

  function send(text: string) {
    outbox.send({ message_group_uuid: groupUuid }, text, reply);
    drafts.setReply(groupUuid, undefined);
  }

  /** The last own message that is here, as long as it can be changed. */
  function editLast() {
    const last = state.messages.findLast(
      (message) => isMine(message) && mayWith(message, { isOwn: true, isAdmin: false, isClosed: !canWrite }).edit,
    );
    if (last) {
      messaging.changes(groupUuid).startEditing(last, "form");
    }
  }

  function endReply() {
    drafts.setReply(groupUuid, undefined);
    focusForm();
  }

  const isMissing = !state.loaded && isFinal(state.problem);
  const isGone = state.loaded && isOutside(state.problem);
  useReminder(group);
  useEffect(() => markInView(groupUuid), [groupUuid]);
  const last = state.messages.at(-1)?.seq ?? 0;
  useEffect(() => {
    if (isGone) {
      conversations.gone({ uuid: groupUuid, last_seq: last });
      return () => conversations.forget(groupUuid);
    }
    return undefined;
  }, [isGone, conversations, groupUuid, last]);
  const other = group && !isGroup(group) ? group.members.find(({ handle }) => handle === group.handle) : undefined;
  const isBlocked = blocked.some(({ uuid }) => uuid === other?.uuid);
  const canWrite = !isMissing && !isGone && !isBlocked && !group?.closed;
  return (
    <>
      <ConversationHeader
        name={name}
        of={group?.handle ?? groupUuid}
        detail={detailOf(group)}
        heading={heading}
        group={group}
        isGone={isGone}
        panel={{ isOpen: isPanelOpen, onToggle: () => setPanelOpen(!isPanelOpen) }}
      />
      {state.problem !== null && !isMissing && !isGone && state.loaded && (
        <Notice problem={state.problem} isWaiting onTryAgain={() => conversation.tryAgain()} />
      )}
      {state.loaded && marker ? (
        <MessageFeed
          name={name}
          isPair={!group || group.handle !== null}
          group={group}
          canWrite={canWrite}
          conversation={conversation}
          state={state}
          outgoing={outgoing}
          outbox={outbox}
          lastRead={marker?.at}
          isOwn={isMine}
          onSeen={onSeen}
          focusForm={focusForm}
        />
      ) : isMissing ? (
        <Empty icon="warning" title={t("conversation.missing")}>
          <Notice problem={state.problem} onTryAgain={() => conversation.tryAgain()} />
        </Empty>
      ) : (
        <div className="conversation__loading">
          {state.problem !== null && (
            <Notice problem={state.problem} isWaiting onTryAgain={() => conversation.tryAgain()} />
          )}
          <Skeleton rows={outgoing.length > 0 ? 1 : 6} shape="bubble" label={t("conversation.loading")} />
          <div className="feed__content messages" role="list" aria-label={t("newConversation.messages")}>
            {outgoing.map((item) => (
              <OutgoingItem key={item.key} item={item} outbox={outbox} />
            ))}
          </div>
        </div>
      )}
      {isGone && <Gone />}
      {!isGone && isBlocked && other && <Blocked person={other} />}
      {!isGone && !isBlocked && group?.closed && <Closed name={name} />}
      {isPanelOpen && group && isGroup(group) && !isGone && (
        <Suspense>
          <MembersPanel group={group} onClose={() => setPanelOpen(false)} />
        </Suspense>
      )}
      {canWrite && <TypingLine groupUuid={groupUuid} group={group} />}
      {canWrite && (
        <MessageForm
          key={`${user.sub} ${groupUuid}`}
          isGroup={group && isGroup(group)}
          receiver={known ?? t("form.unnamed")}
          place={groupUuid}
          drafts={drafts}
          onSend={send}
          onType={() => typing.tell(groupUuid)}
          onEscape={reply === undefined ? undefined : () => drafts.setReply(groupUuid, undefined)}
          onUp={editLast}
          focusing={form}
        >
          {reply !== undefined && <ReplyBar seq={reply} conversation={conversation} onRemove={endReply} />}
        </MessageForm>
      )}
    </>
  );
}

const isFinal = (problem: unknown) => problem instanceof ProblemError && problem.status < 500 && problem.status !== 429;

function nameFrom(others: readonly { display_name: string }[]): string | undefined {
  return [...new Set(others.slice(-50).map((message) => message.display_name))].join(", ") || undefined;
}

function detailOf(group: MessageGroup | undefined): string | undefined {
  return group && (group.handle ? `@${group.handle}` : t("conversation.people", { count: group.member_count }));
}

/** Who opens a conversation needs no reminder any more. */
function useReminder(group: MessageGroup | undefined): void {
  const { conversations } = useMessaging();
  const isKnown = group !== undefined;
  const forget = useEffectEvent(() => {
    if (group?.marked_unread) {
      // If that fails the dot stays, and goes the next time.
      conversations.change(group, { marked_unread: false }).catch(() => {});
    }
  });
  useEffect(() => {
    if (isKnown) {
      forget();
    }
  }, [isKnown]);
}

interface Marker {
  /** Undefined if there was nothing new, or nobody knows. */
  at: number | undefined;
}

/** The read marker as it was when the conversation was opened: what is new stays marked as new while it is read. */
function useMarker(groupUuid: string, shown: MessageGroup | undefined): Marker | undefined {
  const { details, groups, readMarks } = useMessaging();
  const { loaded, problem } = useValue(groups.state);
  // The list may not know yet what was read here a moment ago.
  const markerOf = (group: MessageGroup | undefined): Marker => ({
    at: group?.unread_count ? Math.max(group.last_read_seq, readMarks.of(groupUuid)) : undefined,
  });
  const [marker, setMarker] = useState(() => shown && markerOf(shown));
  const begin = useEffectEvent((group: MessageGroup | undefined) => {
    setMarker((known) => known ?? markerOf(group));
    if (group && !groups.state.get().groups.includes(group)) {
      details.put(group);
    }
  });
  useEffect(() => {
    if (loaded || problem !== null) {
      void groups.find(groupUuid).then(begin);
    }
  }, [groups, groupUuid, loaded, problem]);
  return marker;
}
