import {
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  type FormEvent,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
} from "react";
import { Icon } from "../ui/Icon";
import { hasRoom } from "../ui/useView";
import { useDraft, type Drafts } from "./Drafts";
import "./form.css";
import { isOnGlass, isSendKey } from "./keys";
import { countCharacters, isBlank, MAX_CHARACTERS } from "./text";
import { t } from "../language/language";

/** How many characters before the limit the count is shown. */
const NEAR = 124;

interface MessageFormProps {
  receiver: string;
  isGroup?: boolean | undefined;
  /** What is written here and not sent is kept as the draft of this place. */
  place: string;
  drafts: Drafts;
  onSend: (text: string) => void;
  /** At each change of the text. */
  onType?: () => void;
  /** What stands above the field: the message that this one answers. */
  children?: ReactNode;
  onEscape?: () => void;
  /** Arrow up in the empty field. */
  onUp?: () => void;
  focusing?: Ref<{ focus: () => void }>;
}

/** Whether somebody was writing when the form was taken away: a new conversation gets its own page. */
let isWriting = false;

/** Enter sends, Shift and Enter break the line. On glass, which cannot do both at once, Enter breaks it. */
export function MessageForm(props: MessageFormProps) {
  const { receiver, isGroup, place, drafts, onSend, onType, children, onEscape, onUp, focusing } = props;
  const text = useDraft(drafts, place);
  const setText = (next: string) => drafts.set(place, next);
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const count = countCharacters(text);
  const isTooLong = count > MAX_CHARACTERS;

  useImperativeHandle(focusing, () => ({ focus: () => field.current?.focus() }), []);
  useEffect(() => {
    // A phone's keyboard would hide what one came to read.
    if (hasRoom() || isWriting) {
      field.current?.focus({ preventScroll: true });
    }
    isWriting = false;
  }, []);
  useLayoutEffect(() => {
    const { current } = field;
    return () => void (isWriting = current === document.activeElement);
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
    if (isSendKey(event)) {
      event.preventDefault();
      send();
    } else if (event.key === "Escape" && onEscape) {
      event.preventDefault();
      onEscape();
    } else if (event.key === "ArrowUp" && text === "" && onUp) {
      event.preventDefault();
      onUp();
    }
  }

  return (
    <form className="form" onSubmit={send}>
      <label className="visually-hidden" htmlFor={id}>
        {t("form.label", { name: receiver })}
      </label>
      {children}
      <div className={isTooLong ? "form__field form__field--wrong" : "form__field"}>
        <textarea
          ref={field}
          id={id}
          className="form__text"
          dir="auto"
          rows={Math.min(8, text.split("\n").length)}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            onType?.();
          }}
          onKeyDown={onKeyDown}
          placeholder={isGroup ? t("form.placeholderGroup") : t("form.placeholder", { name: receiver })}
          aria-invalid={isTooLong}
          aria-describedby={`${id}-hint ${id}-count`}
          enterKeyHint={isOnGlass() ? "enter" : "send"}
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
