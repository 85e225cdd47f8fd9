import type { Message } from "@cruddur/messaging-client";
import { memo } from "react";
import { Avatar } from "../ui/Avatar";
import { Icon } from "../ui/Icon";
import { plain } from "./parts";
import { MessageText } from "./MessageText";
import { clockTime, fullTime } from "../ui/time";
import { t } from "../language/language";

interface MessageItemProps {
  message: Message;
  isOwn: boolean;
  /** Between two people everybody knows who speaks. */
  showsName: boolean;
  /** The first, the last of what one person says in one go. */
  isFirst: boolean;
  isLast: boolean;
  /** Say that it has arrived. */
  showsSent: boolean;
}

/** One message. */
export const MessageItem = memo(function MessageItem({
  message,
  isOwn,
  showsName,
  isFirst,
  isLast,
  showsSent,
}: MessageItemProps) {
  const classes = ["message", isOwn ? "message--own" : "message--other"];
  if (isFirst) {
    classes.push("message--first");
  }
  if (isLast) {
    classes.push("message--last");
  }
  return (
    <div className={classes.join(" ")}>
      {!isOwn && (
        <span className="message__avatar">
          {isLast && <Avatar name={message.display_name} of={message.handle} size="small" />}
        </span>
      )}
      {/* Named, not with hidden text: thousands of hidden boxes slow the browser down. */}
      <article
        className="message__body"
        aria-label={t("conversation.by", {
          name: isOwn ? t("conversation.you") : message.display_name,
          time: clockTime(message.created_at),
        })}
      >
        {showsName && isFirst && !isOwn && <bdi className="message__name">{plain(message.display_name)}</bdi>}
        <MessageText text={message.message} title={fullTime(message.created_at)} />
        {isLast && (
          <span className="message__foot">
            <time dateTime={message.created_at}>{clockTime(message.created_at)}</time>
            {showsSent && (
              <span className="message__state">
                <Icon name="sent" />
                {t("outgoing.sent")}
              </span>
            )}
          </span>
        )}
      </article>
    </div>
  );
});
