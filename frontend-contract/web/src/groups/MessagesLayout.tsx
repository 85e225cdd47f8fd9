import { type ReactNode } from "react";
import { Shell } from "../shell/Shell";
import { MessageGroupFeed } from "./MessageGroupFeed";
import "./layout.css";
import { t } from "../language/language";

interface MessagesLayoutProps {
  /** The conversation beside the list; on a phone it takes the list's place. */
  children: ReactNode;
  isOpen: boolean;
  /** The list is of what is archived. */
  isArchive: boolean;
}

/** The list of conversations on the left, the open one on the right. */
export function MessagesLayout({ children, isOpen, isArchive }: MessagesLayoutProps) {
  return (
    <Shell isReading={isOpen}>
      <div className={isOpen ? "panes panes--open" : "panes"}>
        <MessageGroupFeed key={String(isArchive)} isHeading={!isOpen} isArchive={isArchive} />
        <section className="panes__conversation" aria-label={t(isOpen ? "groups.conversation" : "groups.noneOpen")}>
          {children}
        </section>
      </div>
    </Shell>
  );
}
