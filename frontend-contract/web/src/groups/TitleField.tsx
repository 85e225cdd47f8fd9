import { useId } from "react";
import { t } from "../language/language";
import { countCharacters } from "../messages/text";

const LONGEST = 80;
/** As the server: one line, and nothing that turns the direction of what stands beside it. */
const UNSEEMLY = /[\p{Cc}\p{Bidi_Control}]/u;

export const isTitleRefused = (title: string) => countCharacters(title.trim()) > LONGEST || UNSEEMLY.test(title.trim());

interface TitleFieldProps {
  value: string;
  onChange: (title: string) => void;
  label: string;
  hint: string;
  autoFocus?: boolean;
}

/** What a group is called. */
export function TitleField({ value, onChange, label, hint, autoFocus }: TitleFieldProps) {
  const id = useId();
  const isRefused = isTitleRefused(value);
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="field__input"
        dir="auto"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={isRefused}
        aria-describedby={`${id}-hint`}
        autoComplete="off"
        // Somebody has just asked for it.
        autoFocus={autoFocus}
      />
      <p
        id={`${id}-hint`}
        className={isRefused ? "field__wrong" : "field__hint"}
        role={isRefused ? "alert" : undefined}
      >
        {isRefused ? t("title.refused", { limit: LONGEST }) : hint}
      </p>
    </div>
  );
}
