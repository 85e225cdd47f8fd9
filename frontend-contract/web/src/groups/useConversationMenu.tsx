import type { MessageGroup } from "@cruddur/messaging-client";
import { type ReactNode, Suspense, useState } from "react";
import { useLocation } from "wouter";
import { conversationAddress, pages } from "../addresses";
import { rich, t } from "../language/language";
import { useValue } from "../live/Value";
import { useBlocked } from "../people/Blocks";
import { useMessaging, useServices } from "../services";
import type { MenuEntry } from "../ui/Menu";
import { Question } from "../ui/Question";
import { MuteDialog } from "./MuteDialog";
import { AddPeopleDialog } from "./onDemand";
import { isUnread } from "./GroupList";
import { LeaveQuestion } from "./LeaveQuestion";
import { isGroup, nameOf } from "./names";

type Asked = "mute" | "block" | "leave" | "add";

export interface ConversationMenu {
  entries: (MenuEntry | "separator")[];
  /** What an entry asks. */
  dialog: ReactNode;
}

/** Everything that one can do with a whole conversation, by the button in its header and by its row's menu. */
export function useConversationMenu(group: MessageGroup | undefined): ConversationMenu {
  const { client } = useServices();
  const { blocks, conversations, groups, me, problem, undo } = useMessaging();
  const blocked = useBlocked();
  const own = useValue(me);
  const [path, navigate] = useLocation();
  const [asked, setAsked] = useState<Asked | null>(null);
  if (!group) {
    return { entries: [], dialog: null };
  }
  const { uuid } = group;
  const name = nameOf(group, own?.uuid);
  const other = isGroup(group) ? undefined : group.members.find((member) => member.handle === group.handle);
  const isBlocked = blocked.some((person) => person.uuid === other?.uuid);
  const close = () => setAsked(null);
  const toList = () => {
    if (path === conversationAddress(uuid)) {
      navigate(pages.messages);
    } else {
      focusNear(uuid);
    }
  };
  const attempt = (work: Promise<unknown>) => void work.catch((error: unknown) => problem.set(error));

  function archive(archived: boolean) {
    const offer = () =>
      undo.offer({
        text: t(archived ? "archive.done" : "archive.undone", { name }),
        run: () => {},
        undo: () => attempt(conversations.change({ ...group!, archived }, { archived: !archived })),
      });
    attempt(conversations.change(group!, { archived }).then(offer));
    if (archived || path !== conversationAddress(uuid)) {
      toList();
    }
  }

  function clear() {
    const clearing = conversations.toClear(group!);
    undo.offer({
      text: t("clear.done", { name }),
      run: () => clearing.clear().catch((error: unknown) => problem.set(error)),
      undo: clearing.show,
    });
    toList();
  }

  function markUnread() {
    attempt(conversations.change(group!, { marked_unread: true }));
    if (path === conversationAddress(uuid)) {
      navigate(pages.messages);
    }
  }

  function markRead() {
    groups.read(uuid, group!.last_seq);
    attempt(client.markRead(uuid, group!.last_seq).then(() => conversations.change(group!, { marked_unread: false })));
  }

  const entry = (label: string, icon: MenuEntry["icon"], onSelect: () => void, isDanger = false): MenuEntry => ({
    label,
    icon,
    onSelect,
    isDanger,
  });
  const entries = [
    isUnread(group) ? entry(t("menu.read"), "read", markRead) : entry(t("menu.unread"), "unread", markUnread),
    group.muted_until
      ? entry(t("menu.unmute"), "mute", () => attempt(conversations.change(group, { muted_until: null })))
      : entry(t("menu.mute"), "mute", () => setAsked("mute")),
    entry(t(group.archived ? "menu.unarchive" : "menu.archive"), "archive", () => archive(!group.archived)),
    ...(other
      ? [
          entry(t("menu.addPeople"), "addPerson", () => setAsked("add")),
          isBlocked
            ? entry(t("menu.unblock", { name }), "block", () => attempt(blocks.unblock(other)))
            : entry(t("menu.block", { name }), "block", () => setAsked("block")),
        ]
      : []),
    "separator" as const,
    entry(t("menu.clear"), "clear", clear, true),
    ...(other ? [] : [entry(t("menu.leave"), "signOut", () => setAsked("leave"), true)]),
  ];

  return {
    entries,
    dialog: asked && (
      <>
        {asked === "mute" && <MuteDialog group={group} name={name} onClose={close} />}
        {asked === "leave" && <LeaveQuestion group={group} name={name} onClose={close} onLeft={toList} />}
        {asked === "add" && (
          <Suspense>
            <AddPeopleDialog group={group} name={name} onClose={close} />
          </Suspense>
        )}
        {asked === "block" && other && (
          <Question
            title={t("block.title", { name })}
            yes={t("block.yes")}
            onYes={() => blocks.block(other)}
            onClose={close}
          >
            <p>{rich("block.text", { name: <bdi>{name}</bdi> })}</p>
          </Question>
        )}
      </>
    ),
  };
}

/** Where a row was, the next one gets the focus, so that one can go on with the keyboard. */
function focusNear(uuid: string): void {
  const links = () => [...document.querySelectorAll<HTMLElement>(".groups__list a")];
  const place = links().findIndex((link) => link.getAttribute("href") === conversationAddress(uuid));
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) {
      const left = links();
      (left[Math.min(Math.max(place, 0), left.length - 1)] ?? document.getElementById("groups-heading"))?.focus();
    }
  });
}
