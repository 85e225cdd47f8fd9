import { useEffect, useEffectEvent, useId, useRef, type FormEvent, type KeyboardEvent } from "react";
import { t } from "../language/language";
import { explain } from "../ui/words";
import type { Changes, Editing } from "./Changes";
import { isOnGlass, isSendKey } from "./keys";
import { countCharacters, isBlank, MAX_CHARACTERS } from "./text";

interface EditFormProps {
  editing: Editing;
  /** As it is now. */
  text: string;
  changes: Changes;
  onEnd: () => void;
}

/** Milliseconds. */
const JUST_BEGUN = 2_000;

/** One's own message, being changed in its place. */
export function EditForm({ editing, text, changes, onEnd }: EditFormProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const count = countCharacters(editing.text);
  const isTooLong = count > MAX_CHARACTERS;
  const maySave = !isTooLong && !isBlank(editing.text);

  // Not when one scrolls back to it.
  const takesFocus = useEffectEvent(() => Date.now() - editing.since < JUST_BEGUN);
  useEffect(() => {
    const { current } = field;
    if (takesFocus()) {
      current?.focus();
      current?.setSelectionRange(current.value.length, current.value.length);
    }
  }, []);

  function cancel() {
    changes.stopEditing();
    onEnd();
  }

  async function save(event?: FormEvent) {
    event?.preventDefault();
    if (editing.text === text) {
      cancel();
    } else if (maySave && (await changes.save())) {
      onEnd();
    } else {
      field.current?.focus();
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    event.stopPropagation();
    if (event.key === "Escape") {
      event.preventDefault();
      cancel();
    } else if (isSendKey(event)) {
      event.preventDefault();
      void save();
    }
  }

  const problem = editing.problem === null ? null : explain(editing.problem);
  return (
    <form className="edit" onSubmit={(event) => void save(event)} aria-label={t("message.editing")}>
      <textarea
        ref={field}
        className="edit__text"
        dir="auto"
        rows={Math.min(8, editing.text.split("\n").length)}
        value={editing.text}
        onChange={(event) => changes.write(event.target.value)}
        onKeyDown={onKeyDown}
        aria-label={t("message.newText")}
        aria-invalid={isTooLong || problem !== null}
        aria-describedby={`${id}-hint ${id}-problem`}
        enterKeyHint={isOnGlass() ? "enter" : "done"}
      />
      <div className="edit__foot">
        <span id={`${id}-hint`} className="edit__hint form__keys">
          {t("message.editKeys")}
        </span>
        <button type="button" className="link-button" onClick={cancel}>
          {t("message.cancel")}
        </button>
        <button type="submit" className="link-button" aria-disabled={!maySave || editing.isSaving}>
          {editing.isSaving ? t("message.saving") : t("message.save")}
        </button>
      </div>
      <p id={`${id}-problem`} className="edit__problem" role="alert">
        {isTooLong
          ? t("form.over", { over: count - MAX_CHARACTERS, limit: MAX_CHARACTERS })
          : problem && `${problem.title}. ${problem.detail}`}
      </p>
    </form>
  );
}
