import { memo } from "react";
import { t } from "../language/language";
import { dayName } from "../ui/time";
import { MessageItem, type MessageItemProps } from "./MessageItem";

interface MessageRowProps extends Omit<MessageItemProps, "showsName"> {
  startsDay: boolean;
  /** Say above it that the new ones begin. */
  startsNew: boolean;
  isPair: boolean;
  /** The number of the newest message of the conversation. */
  newest: number;
}

/** A message, with the day and the beginning of what is new above it. */
export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { startsDay, startsNew, isPair, newest, ...item } = props;
  const { message } = item;
  return (
    <div role="listitem" data-seq={message.seq} aria-posinset={message.seq} aria-setsize={newest}>
      {startsDay && (
        <div className="messages__day">
          <time dateTime={message.created_at.slice(0, 10)}>{dayName(message.created_at)}</time>
        </div>
      )}
      {startsNew && <div className="messages__unread">{t("conversation.new")}</div>}
      <MessageItem showsName={!isPair} {...item} />
    </div>
  );
});
