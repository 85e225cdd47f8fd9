import type { RefObject } from "react";
import { Link } from "wouter";
import { pages } from "../addresses";
import { Avatar } from "../ui/Avatar";
import { plain } from "./parts";
import { Icon } from "../ui/Icon";
import { t } from "../language/language";

interface ConversationHeaderProps {
  name: string;
  of: string;
  isGroup?: boolean | undefined;
  detail?: string;
  heading: RefObject<HTMLHeadingElement | null>;
}

/** Whom this conversation is with, and, on a phone, the way back to the list. */
export function ConversationHeader({ name, of, isGroup, detail, heading }: ConversationHeaderProps) {
  return (
    <header className="conversation__header">
      <Link href={pages.messages} className="icon-button conversation__back" aria-label={t("conversation.all")}>
        <Icon name="back" />
      </Link>
      <Avatar name={name} of={of} isGroup={isGroup} />
      <div className="conversation__who">
        <h1 ref={heading} tabIndex={-1} className="conversation__name">
          <bdi>{plain(name)}</bdi>
        </h1>
        {detail && (
          <p className="conversation__detail">
            <bdi>{plain(detail)}</bdi>
          </p>
        )}
      </div>
    </header>
  );
}
