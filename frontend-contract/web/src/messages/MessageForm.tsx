import { useEffect, useId, useRef, useState, type FormEvent, type KeyboardEvent } from "react";
import { Icon } from "../ui/Icon";
import { hasRoom } from "../ui/useView";
import "./form.css";
import { countCharacters, isBlank, MAX_CHARACTERS } from "./text";
import { t } from "../language/language";

/** How many characters before the limit the count is shown. */
const NEAR = 124;

interface MessageFormProps {
  receiver: string;
  /**
   * What is written here and not sent is kept under this name until the tab is closed. It holds whose it is and for whom:
   * the tab may go to another person.
   */
  draftKey: string;
  onSend: (text: string) => void;
}

/** Enter sends, Shift and Enter break the line. */
export function MessageForm({ receiver, draftKey, onSend }: MessageFormProps) {
  const [text, setText] = useDraft(draftKey);
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const count = countCharacters(text);
  const isTooLong = count > MAX_CHARACTERS;

  useEffect(() => {
    // A phone's keyboard would hide what one came to read.
    if (hasRoom()) {
      field.current?.focus({ preventScroll: true });
    }
  }, []);

  function send(event?: FormEvent) {
    event?.preventDefault();
    if (!isTooLong && !isBlank(text)) {
      onSend(text);
      setText("");
    }
    field.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    // While a character is being composed, Enter chooses it. (229: Safari ends the composition too early.)
    const isComposing = event.nativeEvent.isComposing || event.keyCode === 229;
    if (event.key === "Enter" && !event.shiftKey && !isComposing) {
      event.preventDefault();
      send();
    }
  }

  return (
    <form className="form" onSubmit={send}>
      <label className="visually-hidden" htmlFor={id}>
        {t("form.label", { name: receiver })}
      </label>
      <div className={isTooLong ? "form__field form__field--wrong" : "form__field"}>
        <textarea
          ref={field}
          id={id}
          className="form__text"
          rows={Math.min(8, text.split("\n").length)}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
          placeholder={t("form.placeholder", { name: receiver })}
          aria-invalid={isTooLong}
          aria-describedby={`${id}-hint ${id}-count`}
          enterKeyHint="send"
        />
        <button
          type="submit"
          className="form__send"
          aria-label={t("form.send")}
          aria-disabled={isTooLong || isBlank(text)}
        >
          <Icon name="send" />
        </button>
      </div>
      <p className="form__hint">
        <span id={`${id}-hint`} className="form__keys">
          {t("form.keys")}
        </span>
        <span id={`${id}-count`} className={isTooLong ? "form__count form__count--wrong" : "form__count"} role="status">
          {isTooLong
            ? t("form.over", { over: count - MAX_CHARACTERS, limit: MAX_CHARACTERS })
            : count >= MAX_CHARACTERS - NEAR
              ? t("form.count", { count, limit: MAX_CHARACTERS })
              : ""}
        </span>
      </p>
    </form>
  );
}

function useDraft(key: string): [string, (text: string) => void] {
  const name = `cruddur.draft.${key}`;
  const [text, setText] = useState(() => sessionStorage.getItem(name) ?? "");
  return [
    text,
    (next) => {
      setText(next);
      if (next) {
        sessionStorage.setItem(name, next);
      } else {
        sessionStorage.removeItem(name);
      }
    },
  ];
}
