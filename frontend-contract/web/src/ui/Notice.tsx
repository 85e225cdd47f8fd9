import { isTransient, ProblemError } from "@cruddur/messaging-client";
import { useServices } from "../services";
import { Icon } from "./Icon";
import "./notice.css";
import { explain } from "./words";
import { t } from "../language/language";

interface NoticeProps {
  problem: unknown;
  onTryAgain?: () => void;
  /** It is tried again without anybody's doing. */
  isWaiting?: boolean;
}

/** What went wrong, in words, and what can be done. */
export function Notice({ problem, onTryAgain, isWaiting }: NoticeProps) {
  const { session } = useServices();
  const { title, detail, reference } = explain(problem);
  const waits = isWaiting && isTransient(problem);
  const isSignedOut = problem instanceof ProblemError && problem.is("unauthenticated");
  return (
    <div className={waits ? "notice notice--waiting" : "notice"} role={waits ? "status" : "alert"}>
      <Icon name={waits ? "waiting" : "warning"} />
      <div className="notice__text">
        <strong>{title}</strong>
        <p>
          {detail}
          {waits && ` ${t("notice.trying")}`}
          {reference && <span className="notice__reference"> {t("notice.reference", { reference })}</span>}
        </p>
      </div>
      {isSignedOut ? (
        <button type="button" className="button" onClick={() => void session.signIn()}>
          {t("nav.signIn")}
        </button>
      ) : (
        onTryAgain && (
          <button type="button" className="button" onClick={onTryAgain}>
            {t("notice.tryAgain")}
          </button>
        )
      )}
    </div>
  );
}
