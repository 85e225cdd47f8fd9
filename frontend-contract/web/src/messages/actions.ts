import type { Message } from "@cruddur/messaging-client";
import type { Place } from "../ui/menuMoves";
import type { Editing } from "./Changes";
import type { May } from "./may";

/** What can be done with the messages of a feed. */
export interface MessageActions {
  openMenu(message: Message, at: Place, from: HTMLElement): void;
  react(message: Message, emoji: string): void;
  /** Opens the choice of all emoji. */
  choose(message: Message, from: HTMLElement): void;
  reply(message: Message): void;
  edit(message: Message): void;
  /** Gives the focus back. */
  endEdit(editing: Editing): void;
  delete(message: Message): void;
  copy(message: Message): void;
  goTo(seq: number): void;
  /** Shows what a blocked person wrote. */
  unfold(seq: number): void;
}

/** Does what a key does while a message has the focus: as the menu says. True if it did something. */
export function onMessageKey(
  event: { key: string; shiftKey: boolean },
  message: Message,
  may: May,
  actions: MessageActions,
  from: HTMLElement,
): boolean {
  const { key } = event;
  const openMenu = () => actions.openMenu(message, from.getBoundingClientRect(), from);
  const deeds: Record<string, [boolean, () => void]> = {
    r: [may.reply, () => actions.reply(message)],
    e: [may.edit, () => actions.edit(message)],
    c: [may.copy, () => actions.copy(message)],
    "+": [may.react, () => actions.choose(message, from)],
    Delete: [may.delete, () => actions.delete(message)],
    Enter: [may.copy, openMenu],
    ContextMenu: [may.copy, openMenu],
    F10: [may.copy && event.shiftKey, openMenu],
  };
  const [isAllowed, deed] = deeds[key.length === 1 ? key.toLowerCase() : key] ?? [false, () => {}];
  if (isAllowed) {
    deed();
  }
  return isAllowed;
}
