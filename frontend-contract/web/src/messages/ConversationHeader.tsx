import type { MessageGroup } from "@cruddur/messaging-client";
import { useEffect, useRef, type RefObject } from "react";
import { Link } from "wouter";
import { pages } from "../addresses";
import { mutedText } from "../groups/muting";
import { isGroup } from "../groups/names";
import { useConversationMenu } from "../groups/useConversationMenu";
import { t } from "../language/language";
import "../live/live.css";
import { useOnline } from "../live/useOnline";
import { Avatar } from "../ui/Avatar";
import { Icon } from "../ui/Icon";
import { MenuButton } from "../ui/Menu";
import { plain } from "./parts";

interface ConversationHeaderProps {
  name: string;
  of: string;
  detail?: string | undefined;
  heading: RefObject<HTMLHeadingElement | null>;
  /** Absent while there is none, or nothing is known of it. */
  group?: MessageGroup | undefined;
  /** One is not in it any more: there is nothing to do with it. */
  isGone?: boolean;
  /** The members of a group, beside the messages. */
  panel?: { isOpen: boolean; onToggle: () => void };
}

/** Whom this conversation is with, what one can do with it, and, on a phone, the way back to the list. */
export function ConversationHeader({ name, of, detail, heading, group, isGone, panel }: ConversationHeaderProps) {
  const { entries, dialog } = useConversationMenu(group);
  const online = useOnline(isGone ? undefined : group?.uuid).length;
  const isOneOnline = online > 0 && group !== undefined && !isGroup(group);
  return (
    <header className="conversation__header">
      <Link
        href={group?.archived ? pages.archived : pages.messages}
        className="icon-button conversation__back"
        aria-label={t("conversation.all")}
      >
        <Icon name="back" />
      </Link>
      <Avatar name={name} of={of} isGroup={group && isGroup(group)} />
      <div className="conversation__who">
        <h1 ref={heading} tabIndex={-1} className="conversation__name">
          <bdi>{plain(name)}</bdi>
        </h1>
        {detail && (
          <p className="conversation__detail">
            <bdi>{plain(detail)}</bdi>
            {isOneOnline && (
              <>
                {" · "}
                <span className="online" />
                {t("live.online")}
              </>
            )}
            {!isOneOnline && online > 0 && ` · ${t("live.peopleOnline", { count: online })}`}
            {group?.archived && ` · ${t("archive.isArchived")}`}
            {group?.muted_until && ` · ${mutedText(group.muted_until)}`}
          </p>
        )}
      </div>
      <div className="conversation__actions">
        {panel && !isGone && group && isGroup(group) && <PanelButton {...panel} />}
        {!isGone && group && <MenuButton label={t("menu.of", { name })} entries={entries} />}
      </div>
      {dialog}
    </header>
  );
}

/** It has the focus again when the panel is closed. */
function PanelButton({ isOpen, onToggle }: { isOpen: boolean; onToggle: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    if (wasOpen.current && !isOpen) {
      button.current?.focus();
    }
    wasOpen.current = isOpen;
  }, [isOpen]);
  return (
    <button
      ref={button}
      type="button"
      className="icon-button"
      aria-label={t("members.title")}
      title={t("members.title")}
      aria-expanded={isOpen}
      onClick={onToggle}
    >
      <Icon name="people" />
    </button>
  );
}
