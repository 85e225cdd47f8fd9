import { ProblemError, type MessageGroup } from "@cruddur/messaging-client";
import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import { isGroup, nameOf } from "../groups/names";
import { useValue } from "../live/Value";
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
  const { drafts, groups, me, outbox, readMarks, user, ...messaging } = useMessaging();
  const conversation = messaging.conversation(groupUuid);
  const state = useValue(conversation.state);
  const list = useValue(groups.state);
  const group = list.groups.find(({ uuid }) => uuid === groupUuid);
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
  useEffect(() => (marker ? conversation.open(marker.at) : undefined), [conversation, marker]);

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
      (message) => isMine(message) && mayWith(message, { isOwn: true, isAdmin: false, isClosed: false }).edit,
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
  return (
    <>
      <ConversationHeader
        name={name}
        of={group?.handle ?? groupUuid}
        isGroup={group && isGroup(group)}
        detail={detailOf(group)}
        heading={heading}
      />
      {state.problem !== null && !isMissing && state.loaded && (
        <Notice problem={state.problem} isWaiting onTryAgain={() => conversation.tryAgain()} />
      )}
      {state.loaded && marker ? (
        <MessageFeed
          name={name}
          isPair={!group || group.handle !== null}
          group={group}
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
      {!isMissing && (
        <MessageForm
          key={`${user.sub} ${groupUuid}`}
          isGroup={group && isGroup(group)}
          receiver={known ?? t("form.unnamed")}
          place={groupUuid}
          drafts={drafts}
          onSend={send}
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
  return group && (group.handle ? `@${group.handle}` : t("conversation.people", { count: group.members.length }));
}

interface Marker {
  /** Undefined if there was nothing new, or nobody knows. */
  at: number | undefined;
}

/** The read marker as it was when the conversation was opened: what is new stays marked as new while it is read. */
function useMarker(groupUuid: string, shown: MessageGroup | undefined): Marker | undefined {
  const { groups, readMarks } = useMessaging();
  const { loaded, problem } = useValue(groups.state);
  // The list may not know yet what was read here a moment ago.
  const markerOf = (group: MessageGroup | undefined): Marker => ({
    at: group?.unread_count ? Math.max(group.last_read_seq, readMarks.of(groupUuid)) : undefined,
  });
  const [marker, setMarker] = useState(() => shown && markerOf(shown));
  const begin = useEffectEvent((group: MessageGroup | undefined) => setMarker((known) => known ?? markerOf(group)));
  useEffect(() => {
    if (loaded || problem !== null) {
      void groups.find(groupUuid).then(begin);
    }
  }, [groups, groupUuid, loaded, problem]);
  return marker;
}
