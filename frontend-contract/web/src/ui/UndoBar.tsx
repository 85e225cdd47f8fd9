import { useEffect, useRef } from "react";
import { useValue } from "../live/Value";
import { t } from "../language/language";
import type { Undo } from "./Undo";
import "./undo.css";

/** What was just done, and the way back. It is read out; Ctrl or Cmd and Z undoes outside of text fields. */
export function UndoBar({ undo }: { undo: Undo }) {
  const deed = useValue(undo.deed);
  const before = useRef<HTMLElement | null>(null);

  useEffect(() => {
    if (!deed) {
      return;
    }
    const onKeyDown = (event: KeyboardEvent) => {
      const isWriting = (event.target as Element).closest?.("textarea, input, [contenteditable]");
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !isWriting) {
        event.preventDefault();
        undo.undo();
      }
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [undo, deed]);

  return (
    <div
      className={deed ? "undo undo--shown" : "undo"}
      onPointerEnter={({ pointerType }) => pointerType === "mouse" && undo.hold(true)}
      onPointerLeave={() => undo.hold(false)}
      onFocus={(event) => {
        if (event.relatedTarget instanceof HTMLElement && !event.currentTarget.contains(event.relatedTarget)) {
          before.current = event.relatedTarget;
        }
        undo.hold(true);
      }}
      onBlur={() => undo.hold(false)}
    >
      <p role="status" className="undo__text">
        {deed?.text}
      </p>
      {deed && (
        <button
          type="button"
          className="undo__button"
          aria-keyshortcuts="Control+Z Meta+Z"
          onClick={() => {
            undo.undo();
            before.current?.focus();
          }}
        >
          {t("undo.button")}
        </button>
      )}
    </div>
  );
}
