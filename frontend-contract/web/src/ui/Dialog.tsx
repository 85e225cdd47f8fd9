import { useId, useLayoutEffect, useRef, type ReactNode, type SyntheticEvent } from "react";
import { t } from "../language/language";
import { Icon } from "./Icon";
import "./dialog.css";

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** A question that needs an answer: it is read out as a whole. */
  isQuestion?: boolean;
}

/**
 * A native modal dialog: it keeps the focus, Escape closes it, and then what had the focus before has it again. What has
 * `data-autofocus` begins with the focus. Nothing outside closes it, so that nothing typed is lost.
 */
export function Dialog({ title, onClose, children, isQuestion }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const box = dialog.current!;
    box.showModal?.();
    (box.querySelector<HTMLElement>("[data-autofocus]") ?? box.querySelector("h2"))?.focus();
    return () => box.close?.();
  }, []);
  // It may stand in something that has keys and menus of its own.
  const keep = (event: SyntheticEvent) => event.stopPropagation();
  return (
    <dialog
      ref={dialog}
      className={isQuestion ? "dialog dialog--question" : "dialog"}
      role={isQuestion ? "alertdialog" : undefined}
      aria-labelledby={`${id}-title`}
      aria-describedby={isQuestion ? `${id}-content` : undefined}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onKeyDown={keep}
      onClick={keep}
      onContextMenu={keep}
    >
      <header className="dialog__header">
        <h2 id={`${id}-title`} className="dialog__title" tabIndex={-1}>
          {title}
        </h2>
        {!isQuestion && (
          <button type="button" className="icon-button" aria-label={t("dialog.close")} onClick={onClose}>
            <Icon name="close" />
          </button>
        )}
      </header>
      <div id={`${id}-content`} className="dialog__content">
        {children}
      </div>
    </dialog>
  );
}
