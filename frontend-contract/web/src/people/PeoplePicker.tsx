import type { UserShort } from "@cruddur/messaging-client";
import { useId, useRef, useState, type KeyboardEvent } from "react";
import { t } from "../language/language";
import { plain } from "../messages/parts";
import { Avatar } from "../ui/Avatar";
import { Icon } from "../ui/Icon";
import { explain } from "../ui/words";
import { usePeopleSearch } from "./usePeopleSearch";
import "./picker.css";

interface PeoplePickerProps {
  label: string;
  chosen: readonly UserShort[];
  onChange: (chosen: UserShort[]) => void;
  /** Shown before anything is typed. */
  suggested: readonly UserShort[];
  /** Who cannot be chosen, by uuid: they are there already. */
  members?: ReadonlySet<string>;
  /** How many can be chosen. */
  most: number;
}

const NOBODY: ReadonlySet<string> = new Set();

/**
 * Finds people by handle or name and gathers them as chips: a combobox with a list, after the ARIA Authoring Practices.
 * Enter takes the marked person, Backspace in the empty field takes the last chip away, Escape empties the field.
 */
export function PeoplePicker({ label, chosen, onChange, suggested, members = NOBODY, most }: PeoplePickerProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [moved, setMoved] = useState<number | null>(null);
  const [said, setSaid] = useState("");
  const search = usePeopleSearch(text);
  const isTyping = text.trim() !== "";
  const isChosen = ({ uuid }: UserShort) => chosen.some((other) => other.uuid === uuid);
  const shown = (isTyping ? search.people : suggested).filter((person) => !isChosen(person));
  const isFull = chosen.length >= most;
  // Without a text nobody is marked at first: Enter goes on with who is chosen.
  const marked = Math.min(moved ?? (isTyping ? 0 : -1), shown.length - 1);
  const current = shown[marked];

  function type(next: string) {
    setText(next);
    setMoved(null);
    setSaid("");
  }

  function choose(person: UserShort) {
    if (members.has(person.uuid) || isFull) {
      return;
    }
    onChange([...chosen, person]);
    type("");
    setSaid(t("picker.added", { name: person.display_name }));
    input.current?.focus();
  }

  function remove(person: UserShort) {
    onChange(chosen.filter(({ uuid }) => uuid !== person.uuid));
    setSaid(t("picker.removed", { name: person.display_name }));
    input.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent) {
    const count = shown.length;
    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp":
        event.preventDefault();
        if (count > 0) {
          const next = event.key === "ArrowDown" ? (marked + 1) % count : (Math.max(marked, 0) - 1 + count) % count;
          setMoved(next);
          document.getElementById(`${id}-${shown[next]!.uuid}`)?.scrollIntoView({ block: "nearest" });
        }
        return;
      case "Enter":
        if (event.nativeEvent.isComposing) {
          return;
        }
        if (isTyping || current) {
          event.preventDefault();
          if (current) {
            choose(current);
          }
        }
        return;
      case "Backspace":
        if (text === "" && chosen.length > 0) {
          remove(chosen.at(-1)!);
        }
        return;
      case "Escape":
        if (text !== "") {
          event.preventDefault();
          type("");
        }
    }
  }

  return (
    <div className={chosen.length > 1 ? "picker picker--short" : "picker"}>
      <label className="field__label" htmlFor={`${id}-input`}>
        {label}
      </label>
      <div className="picker__field" onClick={() => input.current?.focus()}>
        <ul className="picker__chips" aria-label={t("picker.chosen")}>
          {chosen.map((person) => (
            <li key={person.uuid} className="picker__chip">
              <bdi>{plain(person.display_name)}</bdi>
              <button
                type="button"
                className="picker__remove"
                aria-label={t("picker.remove", { name: person.display_name })}
                onClick={() => remove(person)}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
        <input
          ref={input}
          id={`${id}-input`}
          className="picker__input"
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={shown.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={current && `${id}-${current.uuid}`}
          aria-describedby={`${id}-hint`}
          value={text}
          onChange={(event) => type(event.target.value)}
          onKeyDown={onKeyDown}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          data-autofocus
        />
      </div>
      <p id={`${id}-hint`} className="field__hint">
        {isFull ? t("picker.full", { count: most }) : <Hint search={search} isTyping={isTyping} count={shown.length} />}
      </p>
      <ul id={`${id}-list`} className="picker__list" role="listbox" aria-label={t("picker.found")}>
        {shown.map((person) => (
          <li
            key={person.uuid}
            id={`${id}-${person.uuid}`}
            role="option"
            className={person === current ? "picker__person picker__person--marked" : "picker__person"}
            aria-selected={person === current}
            aria-disabled={members.has(person.uuid) || isFull}
            // The focus stays in the field.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(person)}
          >
            <Avatar name={person.display_name} of={person.handle} size="small" />
            <span className="picker__name">
              <bdi>{plain(person.display_name)}</bdi>
            </span>
            <span className="picker__handle">
              {members.has(person.uuid) ? t("picker.member") : <bdi>@{person.handle}</bdi>}
            </span>
          </li>
        ))}
      </ul>
      <p className="visually-hidden" role="status">
        {said || (isTyping && search.isEnough && !search.isLooking && t("picker.count", { count: shown.length }))}
      </p>
    </div>
  );
}

function Hint({
  search,
  isTyping,
  count,
}: {
  search: ReturnType<typeof usePeopleSearch>;
  isTyping: boolean;
  count: number;
}) {
  if (search.problem) {
    const { title, detail } = explain(search.problem);
    return (
      <span className="field__wrong" role="alert">
        {t("picker.failed", { title, detail })}
      </span>
    );
  }
  if (!isTyping || !search.isEnough) {
    return t("picker.hint");
  }
  return search.isLooking ? t("picker.looking") : count === 0 ? t("picker.nobody") : t("picker.choose");
}
