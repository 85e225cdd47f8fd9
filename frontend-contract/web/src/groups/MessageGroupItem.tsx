import type { MessageGroup } from "@cruddur/messaging-client";
import { memo } from "react";
import { Link } from "wouter";
import { Avatar } from "../ui/Avatar";
import { fullTime, shortTime } from "../ui/time";
import { t } from "../language/language";

/** One conversation in the list. */
export const MessageGroupItem = memo(function MessageGroupItem({
  group,
  isOpen,
}: {
  group: MessageGroup;
  isOpen: boolean;
}) {
  const unread = group.unread_count > 99 ? t("groups.unreadMany", { count: 99 }) : String(group.unread_count);
  const isUnread = group.unread_count > 0;
  return (
    <li>
      <Link
        href={`/messages/${group.uuid}`}
        className={isUnread ? "group group--unread" : "group"}
        aria-current={isOpen ? "page" : undefined}
      >
        <Avatar name={group.display_name} of={group.handle ?? group.uuid} />
        <span className="group__body">
          <span className="group__top">
            <span className="group__name">{group.display_name}</span>
            <time className="group__time" dateTime={group.created_at} title={fullTime(group.created_at)}>
              {shortTime(group.created_at)}
            </time>
          </span>
          <span className="group__bottom">
            <span className="group__preview">{group.message}</span>
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
