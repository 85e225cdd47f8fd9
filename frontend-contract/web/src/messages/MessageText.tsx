import { memo } from "react";
import "./text.css";
import { isEmojiAlone, partsOf, type Part } from "./parts";

/** What somebody wrote: each line in its own direction, with addresses to follow and code as code. */
export const MessageText = memo(function MessageText({
  text,
  title,
  className = "message__text",
}: {
  text: string;
  title?: string;
  className?: string;
}) {
  return (
    <p className={isEmojiAlone(text) ? `${className} text text--emoji` : `${className} text`} dir="auto" title={title}>
      {partsOf(text).map((part, i) => (
        <PartOfText key={i} part={part} />
      ))}
    </p>
  );
});

function PartOfText({ part }: { part: Part }) {
  switch (part.kind) {
    case "text":
      return part.text;
    case "code":
      return (
        <code className={part.isBlock ? "text__code text__code--block" : "text__code"} dir="ltr">
          {part.text}
        </code>
      );
    case "link":
      return (
        <a className="text__link" href={part.href} dir="ltr" target="_blank" rel="noopener noreferrer nofollow ugc">
          {part.text}
          {part.host && ` (${part.host})`}
        </a>
      );
  }
}
