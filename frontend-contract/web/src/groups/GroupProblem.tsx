import { ProblemError } from "@cruddur/messaging-client";
import { t } from "../language/language";
import { Icon } from "../ui/Icon";
import { Notice } from "../ui/Notice";

/** What went wrong with a group, where the words for a conversation of two would be wrong. */
export function GroupProblem({ problem }: { problem: unknown }) {
  const is = (code: "receiver_unavailable" | "idempotency_key_reused") =>
    problem instanceof ProblemError && problem.is(code);
  const key = is("receiver_unavailable")
    ? "group.unavailable"
    : is("idempotency_key_reused")
      ? "group.alreadyMade"
      : undefined;
  if (!key) {
    return <Notice problem={problem} />;
  }
  return (
    <div className="notice" role="alert">
      <Icon name="warning" />
      <div className="notice__text">{t(key)}</div>
    </div>
  );
}
