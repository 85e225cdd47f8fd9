import { ProblemError, type UserShort } from "@cruddur/messaging-client";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { conversationAddress, pages } from "../addresses";
import { Blocked } from "../groups/CannotWrite";
import { isSelf } from "../groups/people";
import { useValue } from "../live/Value";
import { useBlocked } from "../people/Blocks";
import { useMessaging, useServices } from "../services";
import { Avatar } from "../ui/Avatar";
import { Empty } from "../ui/Empty";
import { Notice } from "../ui/Notice";
import { Skeleton } from "../ui/Skeleton";
import { useView } from "../ui/useView";
import { ConversationHeader } from "./ConversationHeader";
import { MessageForm } from "./MessageForm";
import { placeOf } from "./places";
import { OutgoingItem } from "./OutgoingItem";
import "./conversation.css";
import "./messages.css";
import { rich, t } from "../language/language";

/** A conversation that begins with its first message. Give it the handle as `key`. */
export function MessageGroupNewPage({ handle }: { handle: string }) {
  const { client } = useServices();
  const { drafts, groups, me, outbox, user } = useMessaging();
  const place = placeOf({ handle });
  const self = useValue(me);
  const { groups: known, loaded } = useValue(groups.state);
  const outgoing = useValue(outbox.items).filter((item) => item.place === place);
  const [, navigate] = useLocation();
  const [person, setPerson] = useState<UserShort | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  const blocked = useBlocked();
  const heading = useRef<HTMLHeadingElement>(null);
  const name = person?.display_name ?? `@${handle}`;
  useView(t("newConversation.view", { name }), `new ${handle}`, heading);

  function tryAgain() {
    setProblem(null);
    setAttempt(attempt + 1);
  }

  useEffect(() => {
    const gone = new AbortController();
    client.user(handle, { signal: gone.signal }).then(setPerson, (error: unknown) => {
      if (!gone.signal.aborted) {
        setProblem(error);
      }
    });
    return () => gone.abort();
  }, [client, handle, attempt]);

  useEffect(
    () =>
      outbox.onSent((item, message) => {
        if (item.place === place) {
          drafts.move(place, message.message_group_uuid);
          navigate(conversationAddress(message.message_group_uuid), { replace: true });
        }
      }),
    [outbox, drafts, place, navigate],
  );

  // A pair has one conversation only: if there is one already, this is it.
  const existing = known.find((group) => group.handle && sameHandle(group.handle, handle))?.uuid;
  const isWaiting = outgoing.length > 0;
  useEffect(() => {
    if (existing && !isWaiting) {
      drafts.move(place, existing);
      navigate(conversationAddress(existing), { replace: true });
    }
  }, [existing, isWaiting, drafts, place, navigate]);

  if (problem) {
    const isUnknown = problem instanceof ProblemError && problem.is("user_not_found");
    return (
      <>
        <ConversationHeader name={`@${handle}`} of={handle} heading={heading} />
        <Empty
          icon="warning"
          title={isUnknown ? t("newConversation.unknown", { handle }) : t("newConversation.failed")}
        >
          {isUnknown ? (
            <p role="alert">{rich("newConversation.unknownText", { list: toList })}</p>
          ) : (
            <Notice problem={problem} onTryAgain={tryAgain} />
          )}
        </Empty>
      </>
    );
  }
  const isBlocked = blocked.some(({ uuid }) => uuid === person?.uuid);
  const isMe = person && isSelf(person, self, user);
  return (
    <>
      <ConversationHeader
        name={name}
        of={person?.handle ?? handle}
        detail={person ? `@${person.handle}` : undefined}
        heading={heading}
      />
      <div className="conversation__new">
        {!person || !loaded ? (
          <Skeleton rows={1} shape="row" label={t("newConversation.looking", { handle })} />
        ) : isMe ? (
          <Empty icon="warning" title={t("newConversation.self")}>
            <p role="alert">{rich("newConversation.selfText", { list: toList })}</p>
          </Empty>
        ) : (
          <>
            <div className="conversation__hello">
              <Avatar name={person.display_name} of={person.handle} size="large" />
              <p className="empty__title">{person.display_name}</p>
              <p className="empty__text">{t("newConversation.hello")}</p>
            </div>
            <div className="messages" role="list" aria-label={t("newConversation.messages")}>
              {outgoing.map((item) => (
                <OutgoingItem key={item.key} item={item} outbox={outbox} />
              ))}
            </div>
          </>
        )}
      </div>
      {person && isBlocked && <Blocked person={person} />}
      {person && !isMe && !isBlocked && (
        <MessageForm
          key={`${user.sub} new ${person.handle}`}
          receiver={person.display_name}
          place={place}
          drafts={drafts}
          onSend={(text) => outbox.send({ handle: person.handle }, text)}
        />
      )}
    </>
  );
}

const toList = (text: ReactNode) => <Link href={pages.messages}>{text}</Link>;

const sameHandle = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
