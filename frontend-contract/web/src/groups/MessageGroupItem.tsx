import type { MessageGroup } from "@cruddur/messaging-client";
import { memo, useCallback, useRef } from "react";
import { Link } from "wouter";
import { conversationAddress } from "../addresses";
import { t } from "../language/language";
import { useValue } from "../live/Value";
import { useDraft } from "../messages/Drafts";
import { plain } from "../messages/parts";
import { useIsMine, useMessaging } from "../services";
import { Avatar } from "../ui/Avatar";
import { fullTime, shortTime } from "../ui/time";
import { useNearness } from "../ui/useNearness";
import { isGroup, nameOf } from "./names";
import { GroupPreview, useOutgoing } from "./GroupPreview";

/** One conversation in the list. */
export const MessageGroupItem = memo(function MessageGroupItem({
  group,
  isOpen,
}: {
  group: MessageGroup;
  isOpen: boolean;
}) {
  const unread = group.unread_count > 99 ? t("groups.unreadMany", { count: 99 }) : String(group.unread_count);
  const me = useValue(useMessaging().me);
  const name = nameOf(group, me?.uuid);
  const isUnread = group.unread_count > 0;
  return (
    <li>
      <Link
        href={conversationAddress(group.uuid)}
        className={isUnread ? "group group--unread" : "group"}
        aria-current={isOpen ? "page" : undefined}
      >
        <Avatar name={group.display_name} of={group.handle ?? group.uuid} isGroup={isGroup(group)} />
        <span className="group__body">
          <span className="group__top">
            <span className="group__name" dir="auto">
              {plain(name)}
            </span>
            <time className="group__time" dateTime={group.created_at} title={fullTime(group.created_at)}>
              {shortTime(group.created_at)}
            </time>
          </span>
          <span className="group__bottom">
            <Preview group={group} isOpen={isOpen} />
            {isUnread && (
              <span className="group__unread">
                {unread}
                <span className="visually-hidden"> {t("groups.unread")}</span>
              </span>
            )}
          </span>
        </span>
      </Link>
    </li>
  );
});

function Preview({ group, isOpen }: { group: MessageGroup; isOpen: boolean }) {
  const { drafts, speakers } = useMessaging();
  const draft = useDraft(drafts, group.uuid);
  const outgoing = useOutgoing(group.uuid);
  const speaker = useSpeaker(group);
  const place = useRef<HTMLSpanElement>(null);
  const look = useCallback(() => speakers.look(group), [speakers, group]);
  useNearness(place, true, group.last_seq, look, { margin: "0px" });
  return (
    <span ref={place} className="group__preview">
      <GroupPreview outgoing={outgoing} draft={isOpen ? "" : draft} speaker={speaker} text={group.message} />
    </span>
  );
}

/** How the one who wrote the last message is called: "You", of several people their name, of two nobody. */
function useSpeaker(group: MessageGroup): string | undefined {
  const { speakers } = useMessaging();
  const isMine = useIsMine();
  const last = useValue(speakers.known).get(group.uuid);
  if (last?.seq !== group.last_seq) {
    return undefined;
  }
  return isMine(last) ? t("conversation.you") : group.handle === null ? last.display_name : undefined;
}
