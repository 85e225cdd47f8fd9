import { Icon } from "../ui/Icon";
import type { Outbox, Outgoing } from "./Outbox";

const WORDS = { sending: "Sending…", repeating: "No answer yet, trying again…", sent: "Sent" };

/** A message that is on its way, or did not get there. */
export function OutgoingItem({ item, outbox }: { item: Outgoing; outbox: Outbox }) {
  return (
    <div
      role="listitem"
      className={`message message--own message--first message--last message--outgoing ${item.state === "failed" ? "message--failed" : ""}`}
      data-state={item.state}
    >
      <article className="message__body" aria-label="You">
        <p className="message__text">{item.text}</p>
        {item.state === "failed" ? (
          <div className="message__failure" role="alert">
            <span>
              <strong>Not sent.</strong> {item.reason}
            </span>
            <span className="message__actions">
              <button type="button" className="link-button" onClick={() => outbox.tryAgain(item.key)}>
                Try again
              </button>
              <button type="button" className="link-button" onClick={() => outbox.discard(item.key)}>
                Discard
              </button>
            </span>
          </div>
        ) : (
          <span className="message__foot">
            <span className="message__state">
              <Icon name={item.state === "sent" ? "sent" : "waiting"} />
              {WORDS[item.state]}
            </span>
          </span>
        )}
      </article>
    </div>
  );
}
