import type { MessageGroup } from "@cruddur/messaging-client";
import { memo, useCallback, useRef, useState, type MouseEvent } from "react";
import { Link } from "wouter";
import { conversationAddress } from "../addresses";
import { t } from "../language/language";
import { useValue } from "../live/Value";
import { useDraft } from "../messages/Drafts";
import { beginningOf } from "../messages/events";
import { plain } from "../messages/parts";
import { useBlocked } from "../people/Blocks";
import { useIsMine, useMessaging } from "../services";
import { Avatar } from "../ui/Avatar";
import { Icon } from "../ui/Icon";
import { Menu } from "../ui/Menu";
import { pointAt, type Place } from "../ui/menuMoves";
import { fullTime, shortTime } from "../ui/time";
import { useNearness } from "../ui/useNearness";
import { isUnread as hasNews } from "./GroupList";
import { mutedText } from "./muting";
import { isGroup, nameOf } from "./names";
import { useConversationMenu } from "./useConversationMenu";
import { GroupPreview, useOutgoing } from "./GroupPreview";

/** One conversation in the list. */
export const MessageGroupItem = memo(function MessageGroupItem({
  group,
  isOpen,
}: {
  group: MessageGroup;
  isOpen: boolean;
}) {
  const me = useValue(useMessaging().me);
  const name = nameOf(group, me?.uuid);
  const isUnread = hasNews(group);
  const { entries, dialog } = useConversationMenu(group);
  const [menu, setMenu] = useState<{ at: Place; returnTo: HTMLElement } | null>(null);
  const link = useRef<HTMLAnchorElement>(null);

  /** By the mouse, by a long press, and by the keyboard's menu key, which points at nothing. */
  function openMenu(event: MouseEvent) {
    event.preventDefault();
    const box = link.current!.getBoundingClientRect();
    const isPointed = event.clientX > 0 || event.clientY > 0;
    setMenu({ at: isPointed ? pointAt(event.clientX, event.clientY) : box, returnTo: link.current! });
  }

  return (
    <li className="groups__item">
      <Link
        ref={link}
        href={conversationAddress(group.uuid)}
        className={isUnread ? "group group--unread" : "group"}
        aria-current={isOpen ? "page" : undefined}
        onContextMenu={openMenu}
      >
        <Avatar name={group.display_name} of={group.handle ?? group.uuid} isGroup={isGroup(group)} />
        <span className="group__body">
          <span className="group__top">
            <span className="group__name" dir="auto">
              {plain(name)}
            </span>
            {group.muted_until && <Muted until={group.muted_until} />}
            <time className="group__time" dateTime={group.created_at} title={fullTime(group.created_at)}>
              {shortTime(group.created_at)}
            </time>
          </span>
          <span className="group__bottom">
            <Preview group={group} isOpen={isOpen} />
            {isUnread && <Unread group={group} />}
          </span>
        </span>
      </Link>
      <button
        type="button"
        className="icon-button group__menu"
        aria-label={t("menu.of", { name })}
        aria-haspopup="menu"
        aria-expanded={menu !== null}
        onClick={(event) => {
          const button = event.currentTarget;
          setMenu({ at: button.getBoundingClientRect(), returnTo: button });
        }}
      >
        <Icon name="more" />
      </button>
      {menu && <Menu {...menu} label={t("menu.of", { name })} entries={entries} onClose={() => setMenu(null)} />}
      {dialog}
    </li>
  );
});

function Muted({ until }: { until: string }) {
  return (
    <span className="group__muted" title={mutedText(until)}>
      <Icon name="mute" />
      <span className="visually-hidden">{mutedText(until)}</span>
    </span>
  );
}

/** How many messages are new; a dot where one only wants to be reminded. */
function Unread({ group: { unread_count, muted_until } }: { group: MessageGroup }) {
  const count = unread_count > 99 ? t("groups.unreadMany", { count: 99 }) : String(unread_count);
  const look = `group__unread${muted_until ? " group__unread--muted" : ""}${unread_count === 0 ? " group__unread--dot" : ""}`;
  return (
    <span className={look}>
      {unread_count > 0 && count}
      <span className="visually-hidden"> {t("groups.unread")}</span>
    </span>
  );
}

function Preview({ group, isOpen }: { group: MessageGroup; isOpen: boolean }) {
  const { drafts, speakers } = useMessaging();
  const draft = useDraft(drafts, group.uuid);
  const outgoing = useOutgoing(group.uuid);
  const last = useLast(group);
  const place = useRef<HTMLSpanElement>(null);
  const look = useCallback(() => speakers.look(group), [speakers, group]);
  useNearness(place, true, group.last_seq, look, { margin: "0px" });
  return (
    <span ref={place} className="group__preview">
      <GroupPreview outgoing={outgoing} draft={isOpen ? "" : draft} {...last} />
    </span>
  );
}

/**
 * What the second line says: who wrote the last message ("You", of several people their name, of two nobody), and what. A
 * system message is told in the reader's language, and what a blocked person wrote in a group is not shown.
 */
function useLast(group: MessageGroup): { speaker?: string | undefined; text: string } {
  const { speakers } = useMessaging();
  const isMine = useIsMine();
  const blocked = useBlocked();
  const last = useValue(speakers.known).get(group.uuid);
  if (group.message === "") {
    return { text: t("message.deleted") };
  }
  if (last?.seq !== group.last_seq) {
    return { text: group.message };
  }
  if (last.kind === "system") {
    return { text: beginningOf(last, isMine(last)) };
  }
  if (isGroup(group) && blocked.some(({ uuid }) => uuid === last.user_uuid)) {
    return { text: t("message.folded") };
  }
  return {
    speaker: isMine(last) ? t("conversation.you") : isGroup(group) ? last.display_name : undefined,
    text: group.message,
  };
}
