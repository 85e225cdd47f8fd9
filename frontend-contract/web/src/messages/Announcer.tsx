import type { Message } from "@cruddur/messaging-client";
import { useEffect, useRef, useState } from "react";
import { plain } from "./parts";
import { t } from "../language/language";

interface AnnouncerProps {
  messages: readonly Message[];
  isLive: boolean;
  isOwn: (message: Message) => boolean;
}

/** Reads out what comes in, and not what is scrolled to. */
export function Announcer({ messages, isLive, isOwn }: AnnouncerProps) {
  const last = useRef(messages.at(-1)?.seq ?? 0);
  const [text, setText] = useState("");
  useEffect(() => {
    const fresh = messages.slice(-20).filter((message) => message.seq > last.current && !isOwn(message));
    if (isLive && fresh.length > 0) {
      setText(
        fresh
          .map((message) => t("conversation.said", { name: message.display_name, message: plain(message.message) }))
          .join("\n"),
      );
    }
    last.current = messages.at(-1)?.seq ?? 0;
  }, [messages, isLive, isOwn]);
  return (
    <p className="visually-hidden" role="log" aria-live="polite">
      {text}
    </p>
  );
}
