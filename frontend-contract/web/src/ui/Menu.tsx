import {
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
} from "react";
import { Icon, type IconName } from "./Icon";
import "./menu.css";
import { bestPlace, isTypedText, rowOf, startsWith, type Place } from "./menuMoves";

export interface MenuEntry {
  label: string;
  icon?: IconName;
  /** The focus is back where it was when this is called. */
  onSelect: () => void;
  /** The key that does the same without the menu, as in `aria-keyshortcuts`. It is shown. */
  shortcut?: string;
  /** It takes something away for good. */
  isDanger?: boolean;
  /** An entry that can be on or off. */
  isChecked?: boolean;
}

interface MenuProps {
  label: string;
  entries: readonly (MenuEntry | "separator")[];
  /** A row of short entries above the others: `text` is shown, `label` is read out. */
  quick?: readonly (MenuEntry & { text: string })[];
  /** The point or the box that it opens at. On a phone it opens at the lower edge. */
  at: Place;
  /** Begin with the last entry. */
  fromEnd?: boolean;
  /** What has the focus afterwards; what had it before if absent. */
  returnTo?: HTMLElement | null;
  onClose: () => void;
}

/** Milliseconds after which typed letters begin anew. */
const TYPING = 600;

/** An open menu, after the ARIA Authoring Practices. It is above everything, an open dialog too. */
export function Menu({ label, entries, quick = [], at, fromEnd, returnTo, onClose }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  const typed = useRef({ text: "", at: 0 });
  const before = useRef<HTMLElement | null>(null);
  const isPressed = useRef(false);

  function close(): void {
    onClose();
    (returnTo ?? before.current)?.focus({ preventScroll: true });
  }
  const onOutside = useEffectEvent(() => close());

  useLayoutEffect(() => {
    const box = menu.current!;
    before.current = document.activeElement as HTMLElement | null;
    // In the top layer: nothing cuts it off, whatever it stands in.
    box.showPopover?.();
    const { left, top } = bestPlace(at, box.getBoundingClientRect(), window);
    box.style.setProperty("--menu-left", `${left}px`);
    box.style.setProperty("--menu-top", `${top}px`);
    itemsOf(box)
      .at(fromEnd ? -1 : 0)
      ?.focus({ preventScroll: true });
  }, [at, fromEnd]);

  // A click elsewhere closes it and does nothing else. The end of the long press that opened it is no such click.
  useEffect(() => {
    let isPressed = false;
    const isOutside = (event: Event) => !menu.current?.contains(event.target as Node);
    const press = (event: Event) => (isPressed = isOutside(event));
    const click = (event: Event) => {
      if (isOutside(event)) {
        event.preventDefault();
        event.stopPropagation();
        if (isPressed) {
          onOutside();
        }
      }
    };
    document.addEventListener("pointerdown", press, true);
    document.addEventListener("click", click, true);
    return () => {
      document.removeEventListener("pointerdown", press, true);
      document.removeEventListener("click", click, true);
    };
  }, []);

  function onKeyDown(event: KeyboardEvent): void {
    const all = itemsOf(menu.current!);
    const here = all.indexOf(document.activeElement as HTMLElement);
    const goTo = (next: HTMLElement | undefined) => {
      event.preventDefault();
      next?.focus();
    };
    event.stopPropagation();
    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp":
        return goTo(all[rowOf(here, event.key === "ArrowDown" ? 1 : -1, quick.length, all.length)]);
      case "ArrowRight":
      case "ArrowLeft":
        return goTo(here < quick.length ? all[rowStep(here, event.key, quick.length)] : undefined);
      case "Home":
        return goTo(all[0]);
      case "End":
        return goTo(all.at(-1));
      case "Escape":
      case "Tab":
        // Tab goes on from what opened it.
        if (event.key === "Escape") {
          event.preventDefault();
        }
        return close();
    }
    if (isTypedText(event)) {
      const now = Date.now();
      const text = (now - typed.current.at < TYPING ? typed.current.text : "") + event.key;
      typed.current = { text, at: now };
      goTo(startsWith(all, here, text));
    }
  }

  /** The finger whose long press opened it may be lifted above an entry: that chooses nothing. */
  function select(entry: MenuEntry, event: MouseEvent): void {
    const isByKey = event.detail === 0;
    if (isByKey || isPressed.current) {
      close();
      entry.onSelect();
    }
  }

  return (
    <div
      ref={menu}
      className="menu"
      role="menu"
      aria-label={label}
      popover="manual"
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onPointerDown={() => (isPressed.current = true)}
      onContextMenu={(event) => event.preventDefault()}
    >
      {quick.length > 0 && (
        <div className="menu__quick" role="group" aria-label={label}>
          {quick.map((entry) => (
            <Item key={entry.label} entry={entry} onSelect={select} className="menu__emoji">
              {entry.text}
            </Item>
          ))}
        </div>
      )}
      {entries.map((entry, i) =>
        entry === "separator" ? (
          <div key={i} className="menu__separator" role="separator" />
        ) : (
          <Item key={entry.label} entry={entry} onSelect={select} className="menu__item">
            {entry.icon && <Icon name={entry.icon} />}
            <span className="menu__label">{entry.label}</span>
            {entry.isChecked && <Icon name="sent" />}
            {entry.shortcut && (
              <kbd className="menu__key" aria-hidden="true">
                {entry.shortcut}
              </kbd>
            )}
          </Item>
        ),
      )}
    </div>
  );
}

function Item({
  entry,
  className,
  onSelect,
  children,
}: {
  entry: MenuEntry;
  className: string;
  onSelect: (entry: MenuEntry, event: MouseEvent) => void;
  children: React.ReactNode;
}) {
  const hasText = className === "menu__item";
  return (
    <button
      type="button"
      role={entry.isChecked === undefined ? "menuitem" : "menuitemcheckbox"}
      aria-checked={entry.isChecked}
      aria-label={hasText ? undefined : entry.label}
      aria-keyshortcuts={entry.shortcut}
      className={entry.isDanger ? `${className} menu__item--danger` : className}
      tabIndex={-1}
      onPointerMove={(event) => event.pointerType === "mouse" && event.currentTarget.focus({ preventScroll: true })}
      onClick={(event) => onSelect(entry, event)}
    >
      {children}
    </button>
  );
}

interface MenuButtonProps {
  label: string;
  entries: readonly (MenuEntry | "separator")[];
  icon?: IconName;
  className?: string;
}

/** A button that opens a menu. */
export function MenuButton({ label, entries, icon = "more", className = "icon-button" }: MenuButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState<{ at: Place; fromEnd: boolean; returnTo: HTMLElement } | null>(null);
  const open = (fromEnd: boolean) =>
    setOpened({ at: button.current!.getBoundingClientRect(), fromEnd, returnTo: button.current! });

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      open(event.key === "ArrowUp");
    }
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={opened !== null}
        onClick={() => open(false)}
        onKeyDown={onKeyDown}
      >
        <Icon name={icon} />
      </button>
      {opened && <Menu {...opened} label={label} entries={entries} onClose={() => setOpened(null)} />}
    </>
  );
}

const itemsOf = (menu: HTMLElement) => [...menu.querySelectorAll<HTMLElement>("[role^=menuitem]")];

const rowStep = (here: number, key: string, length: number) =>
  (here + (key === "ArrowRight" ? 1 : length - 1)) % length;
