import type { Message } from "@cruddur/messaging-client";
import { useMemo, useState } from "react";
import { t } from "../language/language";
import { useMessaging } from "../services";
import type { MessageActions } from "./actions";
import { eventText } from "./events";
import type { OpenMenu } from "./MessageMenu";
import { plain } from "./parts";

interface Feed {
  groupUuid: string;
  isOwn: (message: Message) => boolean;
  /** Scrolls to a message that is here. */
  show: (seq: number) => void;
  /** Gives a message that is here the focus. */
  focus: (seq: number) => void;
  focusForm: () => void;
}

/** What can be done with the messages of a feed, and what is open for it. */
export function useFeedActions({ groupUuid, isOwn, show, focus, focusForm }: Feed) {
  const { changes: changesOf, conversation: conversationOf, drafts } = useMessaging();
  const changes = changesOf(groupUuid);
  const conversation = conversationOf(groupUuid);
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const [choosing, setChoosing] = useState<number | null>(null);
  const [unfolded, setUnfolded] = useState<ReadonlySet<number>>(new Set());
  const [found, setFound] = useState<number | undefined>(undefined);

  const actions = useMemo(
    (): MessageActions => ({
      openMenu: ({ seq }, at, returnTo) => setMenu({ seq, at, returnTo }),
      react: (message, emoji) => void changes.react(message, emoji),
      choose: ({ seq }) => setChoosing(seq),
      reply({ seq }) {
        drafts.setReply(groupUuid, seq);
        focusForm();
      },
      edit: (message) => changes.startEditing(message, "message"),
      endEdit: ({ seq, from }) => (from === "form" ? focusForm() : focus(seq)),
      delete: (message) => changes.delete(message),
      async copy(message) {
        const text = message.kind === "system" ? eventText(message, isOwn(message)) : plain(message.message);
        await navigator.clipboard.writeText(text).then(
          () => changes.say(t("message.wasCopied")),
          () => changes.say(t("message.notCopied")),
        );
      },
      async goTo(seq) {
        const isHere = await conversation.goTo(seq).catch(() => false);
        if (isHere) {
          setFound(seq);
          show(seq);
          focus(seq);
        } else {
          changes.say(t("message.quoteGone"));
        }
      },
      unfold(seq) {
        setUnfolded((before) => new Set(before).add(seq));
        focus(seq);
      },
    }),
    [changes, conversation, drafts, groupUuid, isOwn, show, focus, focusForm],
  );
  return {
    actions,
    changes,
    menu,
    choosing,
    unfolded,
    found,
    closeMenu: () => setMenu(null),
    closeChoice: () => setChoosing(null),
  };
}
