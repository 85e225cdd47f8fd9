import type { Message } from "@cruddur/messaging-client";
import { useEffect, useRef, useState } from "react";
import { eventText } from "./events";
import { plain } from "./parts";
import { t } from "../language/language";

interface AnnouncerProps {
  messages: readonly Message[];
  isLive: boolean;
  /** What is not read out: one's own, for instance. */
  isSilent: (message: Message) => boolean;
  /** What the reader has just done. */
  said: string;
}

/** Reads out what comes in, and not what is scrolled to. */
export function Announcer({ messages, isLive, isSilent, said }: AnnouncerProps) {
  const last = useRef(messages.at(-1)?.seq ?? 0);
  const [text, setText] = useState("");
  useEffect(() => {
    const fresh = messages.slice(-20).filter((message) => message.seq > last.current && !isSilent(message));
    if (isLive && fresh.length > 0) {
      setText(
        fresh
          .map((message) =>
            message.kind === "system"
              ? eventText(message, false)
              : t("conversation.said", { name: message.display_name, message: plain(message.message) }),
          )
          .join("\n"),
      );
    }
    last.current = messages.at(-1)?.seq ?? 0;
  }, [messages, isLive, isSilent]);
  return (
    <>
      <p className="visually-hidden" role="log" aria-live="polite">
        {text}
      </p>
      <p className="visually-hidden" aria-live="polite">
        {said}
      </p>
    </>
  );
}
