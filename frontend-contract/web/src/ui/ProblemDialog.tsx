import { t } from "../language/language";
import { useValue, type Value } from "../live/Value";
import { Dialog } from "./Dialog";
import { explain } from "./words";

/** Tells what went wrong with something that was done from a menu, which is gone by then. */
export function ProblemDialog({ problem }: { problem: Value<unknown> }) {
  const current = useValue(problem);
  if (current === null) {
    return null;
  }
  const { title, detail, reference } = explain(current);
  const close = () => problem.set(null);
  return (
    <Dialog title={title} onClose={close} isQuestion>
      <p className="dialog__text">{detail}</p>
      {reference && <p className="field__hint">{t("notice.reference", { reference })}</p>}
      <footer className="dialog__footer">
        <button type="button" className="button" data-autofocus onClick={close}>
          {t("dialog.close")}
        </button>
      </footer>
    </Dialog>
  );
}
