import type { Message } from "@cruddur/messaging-client";
import { memo } from "react";
import { dayName } from "../ui/time";
import { entriesOf } from "./entries";
import { MessageItem } from "./MessageItem";
import { t } from "../language/language";

interface MessageBlockProps {
  messages: readonly Message[];
  before: Message | undefined;
  after: Message | undefined;
  /** The number at which the new ones begin, if that is here. */
  firstNew: number | undefined;
  isOwn: (message: Message) => boolean;
  isPair: boolean;
  /** The message to say of that it was sent, if it is here. */
  sent: string | undefined;
}

/** Some dozens of messages in a row, with what stands between them. */
export const MessageBlock = memo(function MessageBlock(props: MessageBlockProps) {
  const { messages, before, after, firstNew, isOwn, isPair, sent } = props;
  return (
    <div>
      {entriesOf(messages, { before, after }, firstNew).map((entry) => {
        switch (entry.kind) {
          case "day":
            return (
              <div key={entry.key} className="messages__day" role="listitem">
                <time dateTime={entry.at.slice(0, 10)}>{dayName(entry.at)}</time>
              </div>
            );
          case "unread":
            return (
              <div key={entry.key} className="messages__unread" role="listitem">
                {t("conversation.new")}
              </div>
            );
          case "message":
            return (
              <MessageItem
                key={entry.key}
                message={entry.message}
                isOwn={isOwn(entry.message)}
                showsName={!isPair}
                isFirst={entry.isFirst}
                isLast={entry.isLast}
                showsSent={entry.key === sent}
              />
            );
        }
      })}
    </div>
  );
});
