import type { MessageGroup } from "@cruddur/messaging-client";
import { useRef, useState, type FormEvent } from "react";
import { t } from "../language/language";
import { plain } from "../messages/parts";
import { Notice } from "../ui/Notice";
import { isTitleRefused, TitleField } from "./TitleField";

interface GroupTitleProps {
  group: MessageGroup;
  isAdmin: boolean;
  onRename: (title: string | null) => Promise<void>;
}

/** A group's title, which admins change in place. */
export function GroupTitle({ group, isAdmin, onRename }: GroupTitleProps) {
  const [text, setText] = useState<string | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const button = useRef<HTMLButtonElement>(null);

  function close() {
    setText(null);
    setProblem(null);
    setBusy(false);
    requestAnimationFrame(() => button.current?.focus());
  }

  async function save(event: FormEvent) {
    event.preventDefault();
    if (isBusy || isTitleRefused(text!)) {
      return;
    }
    setBusy(true);
    setProblem(null);
    try {
      await onRename(text!.trim() || null);
      close();
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  }

  if (text === null) {
    return (
      <div className="members__title">
        <span className={group.title === null ? "members__unnamed" : "members__name"}>
          {group.title === null ? t("title.none") : <bdi>{plain(group.title)}</bdi>}
        </span>
        {isAdmin && (
          <button ref={button} type="button" className="link-button" onClick={() => setText(group.title ?? "")}>
            {t("title.change")}
          </button>
        )}
      </div>
    );
  }
  return (
    <form
      className="members__rename"
      onSubmit={(event) => void save(event)}
      onKeyDown={(event) => {
        if (event.key === "Escape") {
          event.preventDefault();
          event.stopPropagation();
          close();
        }
      }}
      noValidate
    >
      <TitleField value={text} onChange={setText} label={t("title.label")} hint={t("title.hint")} autoFocus />
      {problem !== null && <Notice problem={problem} />}
      <div className="dialog__footer">
        <button type="button" className="button" onClick={close}>
          {t("dialog.cancel")}
        </button>
        <button type="submit" className="button button--accent" aria-disabled={isBusy}>
          {t("title.save")}
        </button>
      </div>
    </form>
  );
}
