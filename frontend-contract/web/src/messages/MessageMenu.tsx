import type { Message } from "@cruddur/messaging-client";
import { t } from "../language/language";
import { Menu, type MenuEntry } from "../ui/Menu";
import type { Place } from "../ui/menuMoves";
import type { May } from "./may";
import type { MessageActions } from "./actions";

/** What most people react with. */
const QUICK = ["👍", "❤️", "😂", "😮", "😢", "🙏"];

export interface OpenMenu {
  seq: number;
  at: Place;
  returnTo: HTMLElement;
}

interface MessageMenuProps {
  message: Message;
  may: May;
  opened: OpenMenu;
  actions: MessageActions;
  onClose: () => void;
}

/** What can be done with a message, with the keys that do the same while it has the focus. */
export function MessageMenu({ message, may, opened, actions, onClose }: MessageMenuProps) {
  const mine = new Set(message.reactions.filter((reaction) => reaction.mine).map(({ emoji }) => emoji));
  const quick = QUICK.map((emoji) => ({
    text: emoji,
    label: t("message.reactWith", { emoji }),
    isChecked: mine.has(emoji),
    onSelect: () => actions.react(message, emoji),
  }));
  const entries: (MenuEntry | false)[] = [
    may.react && {
      label: t("message.react"),
      icon: "react",
      shortcut: "+",
      onSelect: () => actions.choose(message, opened.returnTo),
    },
    may.reply && { label: t("message.reply"), icon: "reply", shortcut: "R", onSelect: () => actions.reply(message) },
    may.edit && { label: t("message.edit"), icon: "edit", shortcut: "E", onSelect: () => actions.edit(message) },
    may.copy && { label: t("message.copy"), icon: "copy", shortcut: "C", onSelect: () => actions.copy(message) },
    may.delete && {
      label: t("message.delete"),
      icon: "delete",
      shortcut: "Delete",
      isDanger: true,
      onSelect: () => actions.delete(message),
    },
  ];
  return (
    <Menu
      label={t("message.menu")}
      at={opened.at}
      returnTo={opened.returnTo}
      quick={may.react ? quick : []}
      entries={entries.filter((entry) => entry !== false)}
      onClose={onClose}
    />
  );
}
