import { t } from "../language/language";
import { useValue } from "../live/Value";
import { useIsMine, useMessaging } from "../services";
import { Icon } from "../ui/Icon";
import type { Conversation } from "./Conversation";
import { Quote } from "./Quote";

interface ReplyBarProps {
  seq: number;
  conversation: Conversation;
  onRemove: () => void;
}

/** Above the form: the message that is being answered. */
export function ReplyBar({ seq, conversation, onRemove }: ReplyBarProps) {
  const quotes = useMessaging().quotes(conversation.groupUuid);
  const further = useValue(quotes.further);
  const isMine = useIsMine();
  const here = useValue(conversation.state).messages.find((message) => message.seq === seq);
  const original = here ?? further.get(seq);
  return (
    <div className="reply" role="group" aria-label={t("message.replying")}>
      <Quote seq={seq} original={original} isOwn={!!original && isMine(original)} isFolded={false} quotes={quotes} />
      <button
        type="button"
        className="icon-button reply__remove"
        aria-label={t("message.noReply")}
        title={t("message.noReply")}
        onClick={onRemove}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}
