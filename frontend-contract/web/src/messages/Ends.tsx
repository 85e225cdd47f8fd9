import { useCallback, useRef, type RefObject } from "react";
import { t } from "../language/language";
import { Skeleton } from "../ui/Skeleton";
import { useNearness } from "../ui/useNearness";
import { explain } from "../ui/words";
import type { Conversation, ConversationState } from "./Conversation";

interface EndProps {
  conversation: Conversation;
  state: ConversationState;
  scroller: RefObject<HTMLElement | null>;
  /** Whether one is where one begins to read. */
  isSettled: boolean;
}

/** The upper end: loads what is before it as soon as it comes near. */
export function OlderEnd({ conversation, state: { older, olderProblem, messages }, scroller, isSettled }: EndProps) {
  const end = useRef<HTMLDivElement>(null);
  const loadOlder = useCallback(() => void conversation.loadOlder(), [conversation]);
  useNearness(end, isSettled && older === "more", messages.length, loadOlder, {
    root: scroller,
    margin: "1200px 0px 0px",
  });

  return (
    <div ref={end} className="feed__older">
      {older === "none" && <p className="feed__beginning">{t("conversation.beginning")}</p>}
      {older === "loading" && <Skeleton rows={1} shape="bubble" label={t("conversation.loadingOlder")} />}
      {older === "more" && (
        <button type="button" className="button button--quiet" onClick={loadOlder}>
          {t("conversation.showOlder")}
        </button>
      )}
      {older === "failed" && (
        <p className="feed__failure" role="alert">
          {t("conversation.olderFailed", { reason: explain(olderProblem).title })}{" "}
          <button type="button" className="link-button" onClick={loadOlder}>
            {t("notice.tryAgain")}
          </button>
        </p>
      )}
    </div>
  );
}

/** The lower end, where it is not the newest message: loads what is behind it as soon as it comes near. */
export function NewerEnd({ conversation, state: { newer, messages }, scroller, isSettled }: EndProps) {
  const end = useRef<HTMLDivElement>(null);
  const loadNewer = useCallback(() => void conversation.loadNewer(), [conversation]);
  useNearness(end, isSettled && newer === "more", messages.length, loadNewer, {
    root: scroller,
    margin: "0px 0px 1200px",
  });
  return <div ref={end} className="feed__newer" />;
}
