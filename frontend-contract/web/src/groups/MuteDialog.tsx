import type { MessageGroup } from "@cruddur/messaging-client";
import { useState } from "react";
import { t } from "../language/language";
import { useMessaging } from "../services";
import { Dialog } from "../ui/Dialog";
import { muteChoices } from "./muting";

/** For how long nothing of a conversation is announced. */
export function MuteDialog({ group, name, onClose }: { group: MessageGroup; name: string; onClose: () => void }) {
  const { conversations, problem } = useMessaging();
  const [choices] = useState(() => muteChoices());
  function mute(muted_until: string) {
    conversations.change(group, { muted_until }).catch((error: unknown) => problem.set(error));
    onClose();
  }
  return (
    <Dialog title={t("mute.title", { name })} onClose={onClose}>
      <p className="dialog__text">{t("mute.text")}</p>
      <div className="dialog__choices">
        {choices.map(({ label, until, aside }, i) => (
          <button
            key={label}
            type="button"
            className="dialog__choice"
            data-autofocus={i === 0 || undefined}
            onClick={() => mute(until)}
          >
            <span>{label}</span>
            <span className="dialog__aside">{aside}</span>
          </button>
        ))}
      </div>
    </Dialog>
  );
}
