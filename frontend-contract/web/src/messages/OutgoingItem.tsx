import { Icon } from "../ui/Icon";
import type { ReactNode } from "react";
import { MessageText } from "./MessageText";
import { isNotSent, type Outbox, type Outgoing } from "./Outbox";
import { rich, t } from "../language/language";

/** A message that is on its way, or did not get there. */
export function OutgoingItem({ item, outbox, quote }: { item: Outgoing; outbox: Outbox; quote?: ReactNode }) {
  return (
    <div
      role="listitem"
      className={`message message--own message--first message--last message--outgoing ${isNotSent(item) ? "message--failed" : ""}`}
      data-state={item.state}
    >
      <article className="message__body" aria-label={t("conversation.you")}>
        {quote}
        <MessageText text={item.text} />
        {isNotSent(item) ? (
          <div className="message__failure" role="alert">
            <span>
              {rich(item.state === "failed" ? "outgoing.failed" : "outgoing.waiting", {
                strong,
                reason: item.reason ?? "",
              })}
            </span>
            <span className="message__actions">
              <button type="button" className="link-button" onClick={() => outbox.tryAgain(item.key)}>
                {t("notice.tryAgain")}
              </button>
              <button type="button" className="link-button" onClick={() => outbox.discard(item.key)}>
                {t("outgoing.discard")}
              </button>
            </span>
          </div>
        ) : (
          <span className="message__foot">
            <span className="message__state">
              <Icon name={item.state === "sent" ? "sent" : "waiting"} />
              {t(`outgoing.${item.state as Exclude<Outgoing["state"], "waiting" | "failed">}`)}
            </span>
          </span>
        )}
      </article>
    </div>
  );
}

const strong = (text: ReactNode) => <strong>{text}</strong>;
