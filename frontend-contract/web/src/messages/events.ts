import type { Message } from "@cruddur/messaging-client";
import { locale, t } from "../language/language";
import { plain } from "./parts";

const list = new Intl.ListFormat(locale, { type: "conjunction" });

/** What a system message tells, in the reader's language. What is newer than these pages is told as the server does. */
export function eventText(message: Message, isOwn: boolean): string {
  const { event, display_name } = message;
  if (!event) {
    return plain(message.message);
  }
  const values = {
    you: isOwn ? "yes" : "no",
    name: plain(display_name),
    members: list.format(event.members.map((member) => plain(member.display_name))),
    titled: event.title === null ? "no" : "yes",
    title: plain(event.title ?? ""),
    admin: plain(event.new_admin?.display_name ?? ""),
    hasAdmin: event.new_admin ? "yes" : "no",
  };
  switch (event.type) {
    case "group_created":
      return t("event.created", values);
    case "members_added":
      return t("event.added", values);
    case "member_removed":
      return t("event.removed", values);
    case "member_left":
      return t("event.left", values);
    case "title_changed":
      return t("event.title", values);
    case "admin_added":
      return t("event.adminAdded", values);
    case "admin_removed":
      return t("event.adminRemoved", values);
    default:
      return plain(message.message);
  }
}

/** The beginning of a message, in one line, for where it is only mentioned. */
export function beginningOf(message: Message, isOwn = false): string {
  if (message.deleted_at) {
    return t("message.deleted");
  }
  return message.kind === "system"
    ? eventText(message, isOwn)
    : plain(message.message).replace(/\s+/g, " ").slice(0, 160);
}
