import { useState, type ReactNode } from "react";
import { t } from "../language/language";
import { Dialog } from "./Dialog";
import { Notice } from "./Notice";

interface QuestionProps {
  title: string;
  /** What the answer does. */
  children: ReactNode;
  yes: string;
  /** Does it; what goes wrong is shown here. */
  onYes: () => Promise<unknown>;
  onClose: () => void;
}

/** Asks before something is done that others notice, or that cannot be taken back. */
export function Question({ title, children, yes, onYes, onClose }: QuestionProps) {
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  async function answer() {
    if (isBusy) {
      return;
    }
    setBusy(true);
    setProblem(null);
    try {
      await onYes();
      onClose();
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  }
  return (
    <Dialog title={title} onClose={onClose} isQuestion>
      <div className="dialog__text">{children}</div>
      {problem !== null && <Notice problem={problem} />}
      <footer className="dialog__footer">
        <button type="button" className="button" data-autofocus onClick={onClose}>
          {t("dialog.cancel")}
        </button>
        <button type="button" className="button button--danger" aria-disabled={isBusy} onClick={() => void answer()}>
          {yes}
        </button>
      </footer>
    </Dialog>
  );
}
