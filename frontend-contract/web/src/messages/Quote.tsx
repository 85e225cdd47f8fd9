import { useEffect } from "react";
import { t } from "../language/language";
import { beginningOf } from "./events";
import { plain } from "./parts";
import type { Original, Quotes } from "./Quotes";
import "./quote.css";

interface QuoteProps {
  seq: number;
  original: Original;
  isOwn: boolean;
  /** The reader has blocked who wrote it. */
  isFolded: boolean;
  quotes: Quotes;
  /** Absent where it cannot be gone to. */
  onOpen?: () => void;
  tabIndex?: number;
}

/** The beginning of the message that another one answers. */
export function Quote({ seq, original, isOwn, isFolded, quotes, onOpen, tabIndex }: QuoteProps) {
  const isUnknown = original === undefined;
  useEffect(() => {
    if (isUnknown) {
      void quotes.ask(seq);
    }
  }, [quotes, seq, isUnknown]);

  if (original === null || isUnknown || isFolded) {
    const text = isFolded ? t("message.folded") : isUnknown ? t("message.quoteLoading") : t("message.quoteGone");
    return <p className="quote quote--gone">{text}</p>;
  }
  const content = (
    <>
      {onOpen && <span className="visually-hidden">{t("message.answers")}</span>}
      <bdi className="quote__name">{isOwn ? t("conversation.you") : plain(original.display_name)}</bdi>
      <span className={original.deleted_at ? "quote__text quote__text--gone" : "quote__text"} dir="auto">
        {beginningOf(original, isOwn)}
      </span>
    </>
  );
  return onOpen ? (
    <button type="button" className="quote" tabIndex={tabIndex} onClick={onOpen}>
      {content}
    </button>
  ) : (
    <div className="quote">{content}</div>
  );
}
